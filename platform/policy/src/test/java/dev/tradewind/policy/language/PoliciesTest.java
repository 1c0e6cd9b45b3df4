package dev.tradewind.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.language.Glossary.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain sentences become the checked rules that a rule file would have held. */
class PoliciesTest {
    private static final Path PAGE =
            Path.of(System.getProperty("tradewind.root", "../.."), "docs", "rules-vocabulary.md");
    private static final String HEAD = "Policy \"Mine\" (code MINE, hard, owner Risk, \"One sentence\")\n";
    private static final String DENY = "\nthen deny \"No.\"\n";

    private static RuleFile parse(String text, List<RuleProblem> into) {
        return RuleParser.parse("risk/a.policy", text, into);
    }

    /** What the rule compiler is given, after the three lines at the top. */
    private static String drl(String text) {
        List<RuleProblem> problems = new ArrayList<>();
        RuleFile file = parse(text, problems);
        assertThat(problems).isEmpty();
        return file.drl().lines().skip(3).reduce("", (all, line) -> all + line + "\n");
    }

    private static String pattern(String conditions) {
        Matcher found = Pattern.compile("Check\\( (.*) \\)\nthen").matcher(drl(HEAD + conditions + DENY));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void aPolicyIsTheRuleThatSaysTheSame() {
        String policy = drl("""
                // Above two percent of equity a person has to look.
                Policy "Large orders" (code LARGE_ORDER, hard, owner Risk desk, regulation "RTS 6", also for exits,
                                       "No order is large")
                There is an order
                  with a value above 2 percent of equity
                  and an instrument that is one of BTCUSDT, "1INCHUSDT" or ETH-PERP
                  and with a drawdown of at least 5 percent
                  and whose account has a known equity
                then deny "The order is worth {actual}, more than {limit}."
                """);
        List<RuleProblem> problems = new ArrayList<>();
        RuleFile written = RuleParser.parse("risk/a.drl", """
                package tradewind.risk
                import dev.tradewind.engine.policy.Check
                global dev.tradewind.policy.VerdictCollector verdict
                rule "Large orders" @code(LARGE_ORDER) @severity(HARD) @owner("Risk desk") @regulation("RTS 6")
                @appliesToExits @description("No order is large")
                when Check( notional > equity * 2 / 100, symbol in ("BTCUSDT", "1INCHUSDT", "ETH-PERP"),
                    drawdownPercent >= 5, equityKnown == true, $actual : notional, $limit : equity * 2 / 100 )
                then verdict.deny($actual, $limit, "The order is worth {actual}, more than {limit}.");
                end
                """, problems);

        assertThat(problems).isEmpty();
        assertThat(policy).isEqualTo(written.drl().lines().skip(3).reduce("", (all, line) -> all + line + "\n"));
        List<RuleProblem> none = new ArrayList<>();
        assertThat(parse(HEAD + "There is an order\nwith a value above 5" + DENY, none).rules().getFirst().info())
                .satisfies(info -> {
                    assertThat(info.code()).isEqualTo("MINE");
                    assertThat(info.line()).isEqualTo(1);
                    assertThat(info.file()).isEqualTo("risk/a.policy");
                    assertThat(info.appliesToExits()).isFalse();
                });
    }

    @Test
    void everyPropertyIsReachedByItsPhraseAndByNoOther() {
        Set<String> reached = new TreeSet<>();
        for (Entry entry : Glossary.all().values()) {
            String there = "There is an order\n";
            if (entry.name().startsWith("limits.")) {
                assertThat(pattern(there + "with a value above 80 percent of the " + entry.phrase()))
                        .startsWith("dev.tradewind.policy.Compare.above(notional, "
                                + entry.name() + " * 80.0 / 100.0)");
            } else if (!entry.opposite().isEmpty()) {
                assertThat(pattern(there + entry.phrase())).contains("(" + entry.name() + ", true)");
                assertThat(pattern(there + entry.opposite())).contains("(" + entry.name() + ", false)");
            } else if (entry.unit().equals("text")) {
                String text = entry.example().replace("\"", "");
                assertThat(pattern(there + "with a " + entry.phrase() + " that is " + text))
                        .isEqualTo(entry.name() + " == " + entry.example());
                assertThat(pattern(there + "with a " + entry.phrase() + " that is none of " + text))
                        .isEqualTo("dev.tradewind.policy.Compare.different(" + entry.name() + ", " + entry.example()
                                + ")");
            } else {
                assertThat(pattern(there + "with a " + entry.phrase() + " above " + entry.example()))
                        .startsWith("dev.tradewind.policy.Compare.above(" + entry.name() + ", ")
                        .contains("$actual : " + entry.name());
                assertThat(pattern(there + "with a value below 3 times the " + entry.phrase()))
                        .startsWith("dev.tradewind.policy.Compare.below(notional, " + entry.name() + " * 3.0)");
            }
            reached.add(entry.name());
        }

        assertThat(reached).isEqualTo(Vocabulary.properties());
    }

    @Test
    void everyComparisonAndVerdictTranslates() {
        for (Map.Entry<String, String> comparison : Phrases.COMPARISONS.entrySet()) {
            String method = Expression.METHODS.get(comparison.getValue());
            assertThat(pattern("There is an order\nwith a value " + comparison.getKey() + " 5"))
                    .startsWith("dev.tradewind.policy.Compare." + method + "(notional, 5.0)");
        }
        String order = HEAD + "There is an order with a value above 5000\n";
        assertThat(drl(order + "then hold \"text\"")).contains("verdict.hold($actual, $limit, \"text\");");
        assertThat(drl(order + "then reduce to a quantity of 5 units \"text\""))
                .contains("$quantity : 5.0", "verdict.reduce($quantity, $actual, $limit, \"text\");");
        assertThat(drl(order + "then reduce to a value of 2 percent of equity \"text\""))
                .contains("$quantity : (quantity * (equity * 2.0 / 100.0) / notional)");
        assertThat(drl(HEAD + "There is an order that is new then reduce to a quantity of 5 \"text\""))
                .contains("$actual : quantity", "$limit : 5.0");
        assertThat(drl(HEAD + "There is an order that is new then deny \"text\"")).contains("verdict.deny(\"text\");");
    }

    /** A policy on lines of its own, `|` between them; where it is wrong; what is said. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '§', value = {
        "with a valu above 5;3:8;an order has nothing called `valu` (did you mean `value`?)",
        "with a position value afterward above 5;3:17;(did you mean `position value afterwards`?)",
        "with a value abov 5;3:14;how is it compared? found `abov` (did you mean `above`?)",
        "with a value above 2 percent;3:22;`percent` does not fit behind this number (write percent of something",
        "with a value above 2 percent of equty;3:33;found `equty` (did you mean `equity`?)",
        "with a value above 2 percent of symbol;3:33;a number expected",
        "with a value above 2 percent of the side;3:37;the side of an order is no number",
        "with a value above 100,000;3:23;a number has no commas",
        "with a value above 5 coins;3:22;`and` or `then` expected, found `coins`",
        "with a drawdown above 5 seconds;3:25;`seconds` does not fit behind this number",
        "with a value above the limit max-order-notionl;3:30;(did you mean `max-order-notional`?)",
        "with a value above \"5\";3:20;a number expected",
        "with a side that is BUYY;3:21;`side` is never \"BUYY\" (did you mean `BUY`?)",
        "with a side is BUY;3:13;`that is` expected after `side`, found `is`",
        "with a side that is 5;3:21;a name expected, found `5`",
        "whose instrument is restrcted;3:1;(did you mean `whose instrument is restricted`?)",
        "with a value above 5|or a side that is BUY;4:1;`and` or `then` expected, found `or`",
        "with a value above 5|and;5:1;an order has nothing called `then deny`",
        "with a value above 5 - 3;3:22;`and` or `then` expected, found `-`",
    })
    void aMistakeIsNamedAtItsPlaceInTheSentence(String conditions, String place, String message) {
        List<RuleProblem> problems = new ArrayList<>();
        parse(HEAD + "There is an order\n" + conditions.replace('|', '\n') + DENY, problems);

        assertThat(problems).anySatisfy(problem -> assertThat(problem.toString())
                .startsWith("risk/a.policy:" + place + ": ")
                .contains(message));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '§', value = {
        "Polcy \"A\" (code A, hard, owner Risk, \"d\");1:1;a policy begins with `Policy`, found `Polcy`",
        "Policy \"A\" (code A, hard, owner Risk);1:8;policy \"A\" has no description",
        "Policy \"A\" (hard, owner Risk, \"d\");1:8;policy \"A\" has no code (add to its brackets such as: code",
        "Policy \"A\" (code A, owner Risk, \"d\");1:8;policy \"A\" has no severity",
        "Policy \"A\" (code A, hard, \"d\");1:8;policy \"A\" has no owner",
        "Policy \"A\" (code a, hard, owner Risk, \"d\");1:18;a code is capital letters",
        "Policy \"A\" (code POLICY_FAILURE, hard, owner Risk, \"d\");1:18;is the policy's own",
        "Policy \"A\" (code A, herd, owner Risk, \"d\");1:21;(did you mean `hard`?)",
        "Policy \"A\" (code A, hard, soft, owner Risk, \"d\");1:27;a second severity",
        "Policy \"A\" (code A, hard, owner 5, \"d\");1:33;a name expected, found `5`",
        "Policy \"A<\" (code A, hard, owner Risk, \"d\");1:8;a rule's name is 1 to 100 letters",
        "Policy \"A\" code A;1:12;`(` expected after the name",
        "Policy (code A);1:8;the policy's name in quotes expected",
    })
    void aMistakeInTheHeadToo(String head, String place, String message) {
        List<RuleProblem> problems = new ArrayList<>();
        RuleFile file = parse(head + "\nThere is an order with a value above 5" + DENY + HEAD.replace("Mine", "Next")
                + "There is an order with a value above 5" + DENY, problems);

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem.toString())
                .startsWith("risk/a.policy:" + place + ": ")
                .contains(message));
        assertThat(file.rules()).singleElement().satisfies(rule ->
                assertThat(rule.info().name()).isEqualTo("Next"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '§', value = {
        "then deni \"No.\";4:6;there is no verdict `deni` (did you mean `deny`?)",
        "then reduce \"No.\";4:13;`to` expected after `reduce`",
        "then reduce to 5 \"No.\";4:16;reduced to what? found `5`",
        "then deny;5:1;the text of the reason, in quotes, expected",
        "then deny \"{actual}\";4:11;there is no {actual} or {limit}",
        "then deny \"{notionl}\";4:11;there is no property `notionl` to show in this text (did you mean `notional`?)",
        "then deny \"No.;4:11;this text is not closed",
        "then deny \"No.\" verdict.deny(\"more\");4:17;a policy begins with `Policy`",
        "then deny \"No.\" eval(true);4:17;a policy begins with `Policy`",
        "then deny \"a\\b\";4:13;a backslash is not allowed",
    })
    void aMistakeInTheVerdictToo(String verdict, String place, String message) {
        List<RuleProblem> problems = new ArrayList<>();
        parse(HEAD + "There is an order\nthat is new\n" + verdict + "\n", problems);

        assertThat(problems).anySatisfy(problem -> assertThat(problem.toString())
                .startsWith("risk/a.policy:" + place + ": ")
                .contains(message));
    }

    @Test
    void thePageIsWhatTheProgramKnows() throws IOException {
        if (Boolean.getBoolean("tradewind.write-pages")) {
            Files.writeString(PAGE, VocabularyPage.text());
        }
        assertThat(Files.readString(PAGE))
                .as("write it anew: run this test with -Dtradewind.write-pages=true")
                .isEqualTo(VocabularyPage.text());
        assertThat(Glossary.all().keySet()).containsExactlyInAnyOrderElementsOf(Vocabulary.properties());
        assertThat(Glossary.all().values()).allSatisfy(entry -> {
            assertThat(entry.meaning()).isNotBlank();
            assertThat(entry.unit()).isNotBlank();
            assertThat(entry.example()).isNotBlank();
        });
        assertThat(Glossary.all().values().stream().map(Entry::phrase)).doesNotHaveDuplicates();
    }
}

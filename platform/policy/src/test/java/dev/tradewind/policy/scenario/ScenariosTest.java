package dev.tradewind.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.scenario.ScenarioReport.Failure;
import dev.tradewind.policy.scenario.ScenarioReport.Unreached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scenarios against rules that hold, reduce and deny, and files of scenarios that cannot be read. */
class ScenariosTest {
    private static final Path SHIPPED = Path.of(System.getProperty("tradewind.root", "../.."), "rules");
    private static final String GIVEN = """
            given:
              account: {equity: 10000}
              market: {BTCUSDT: {price: 100}}
            scenarios:
            """;

    @TempDir
    private Path folder;

    private static String rule(String code, String condition, String call) {
        return "rule \"" + code + "\" @code(" + code + ") @severity(HARD) @owner(\"Risk\") @description(\"d\")\n"
                + "when Check( " + condition + " )\nthen " + call + "\nend\n";
    }

    private RuleSet rules() throws IOException {
        Files.createDirectories(folder.resolve("risk"));
        Files.createDirectories(folder.resolve("limits"));
        Files.createDirectories(folder.resolve("scenarios"));
        Files.writeString(folder.resolve("risk/all.drl"), "package tradewind.risk\n"
                + "import dev.tradewind.engine.policy.Check\n"
                + "global dev.tradewind.policy.VerdictCollector verdict\n"
                + rule("LARGE", "notional > 5000, $a : notional", "verdict.deny($a, 5000, \"Large.\");")
                + rule("ODD", "quantity > 10, $a : quantity", "verdict.reduce(10.55, $a, 10, \"Odd.\");")
                + rule("NEW", "strategy == \"new\"", "verdict.hold(\"New.\");")
                + rule("EXIT", "amendment == true, quantity > 20", "verdict.deny(\"No.\");"));
        String header = Files.readString(SHIPPED.resolve("limits/limits.csv"));
        int limits = Limit.values().length;
        Files.writeString(folder.resolve("limits/limits.csv"),
                header + "*,*,ETHUSDT" + ",".repeat(limits) + "\nother,*,*,5" + ",".repeat(limits - 1) + "\n");
        Files.writeString(folder.resolve("limits/restricted.csv"),
                "symbol,venue,reason,from,until\nLUNAUSDT,*,halted,,\n");
        return RuleSet.load(folder);
    }

    private ScenarioReport run(String scenarios) throws IOException {
        RuleSet rules = rules();
        Files.writeString(folder.resolve("scenarios/a.yaml"), GIVEN + scenarios);
        return Scenarios.run(rules, Scenarios.read(folder, rules));
    }

    private List<String> problems(String text) throws IOException {
        RuleSet rules = rules();
        Files.writeString(folder.resolve("scenarios/a.yaml"), text);
        try {
            Scenarios.read(folder, rules);
            return List.of();
        } catch (RuleException e) {
            return e.problems().stream().map(RuleProblem::toString).toList();
        }
    }

    @Test
    void everyVerdictCanBeExpected() throws IOException {
        ScenarioReport report = run("""
                  - name: All four
                    given:
                      account: {open-orders: [{name: a, symbol: BTCUSDT, side: buy, quantity: 1, limit: 90}]}
                      instruments: {BTCUSDT: {lot: 0.1, venue: HERE}}
                    orders:
                      - {order: {symbol: BTCUSDT, side: buy, quantity: 10}, expect: allow}
                      - {order: {symbol: BTCUSDT, side: buy, quantity: 12}, expect: {reduce: ODD, to: 10.5, actual: 12}}
                      - {order: {symbol: BTCUSDT, side: buy, quantity: 1, strategy: new}, expect: {hold: NEW}}
                      - {order: {symbol: BTCUSDT, side: buy, quantity: 51}, expect: {deny: [LARGE]}}
                      - order: {symbol: BTCUSDT, side: buy, quantity: 52}
                        expect: {deny: {LARGE: {limit: 5000, actual: 5200}}}
                      - order: {symbol: BTCUSDT, side: buy, quantity: 0.05}
                        expect: {deny: OFF_LOT}
                      - order: {amends: a, symbol: BTCUSDT, side: buy, quantity: 21, limit: 90}
                        expect: {deny: EXIT}
                      - order: {amends: a, symbol: BTCUSDT, side: buy, quantity: 2, limit: 90}
                        expect: allow
                """);

        assertThat(report.results().getFirst().failures()).isEmpty();
    }

    @Test
    void whatIsNotAsExpectedIsShownBesideWhatCame() throws IOException {
        ScenarioReport report = run("""
                  - name: Wrong
                    orders:
                      - {order: {symbol: BTCUSDT, side: buy, quantity: 51}, expect: allow}
                      - {order: {symbol: BTCUSDT, side: buy, quantity: 1}, expect: deny}
                      - order: {symbol: BTCUSDT, side: buy, quantity: 51}
                        expect: {deny: LARGE, limit: 4999}
                      - order: {symbol: BTCUSDT, side: buy, quantity: 51}
                        expect: {deny: [LARGE, EXIT]}
                """);

        assertThat(report.passed()).isFalse();
        assertThat(report.results().getFirst().failures()).containsExactly(
                new Failure(7, "allow", "deny: LARGE (limit 5000, actual 5100)", List.of("Large.")),
                new Failure(8, "deny for any reason", "allow", List.of()),
                new Failure(9, "deny: LARGE (limit 4999)", "deny: LARGE (limit 5000, actual 5100)", List.of("Large.")),
                new Failure(11, "deny: LARGE, EXIT", "deny: LARGE (limit 5000, actual 5100)", List.of("Large.")));
    }

    @Test
    void whatNoScenarioReachesIsNamed() throws IOException {
        ScenarioReport report = run("""
                  - name: Always large
                    orders:
                      - {order: {symbol: BTCUSDT, side: buy, quantity: 51}, expect: {deny: LARGE}}
                """);

        assertThat(report.unreached()).containsExactly(
                new Unreached("risk/all.drl:4", "LARGE", "never silent"),
                new Unreached("risk/all.drl:8", "ODD", "never silent"),
                new Unreached("risk/all.drl:12", "NEW", "never speaks"),
                new Unreached("risk/all.drl:16", "EXIT", "never speaks"),
                new Unreached("limits/limits.csv:4", "*,*,ETHUSDT", "no limit of an order came from it"),
                new Unreached("limits/limits.csv:5", "other,*,*", "no limit of an order came from it"),
                new Unreached("limits/restricted.csv:2", "LUNAUSDT,*", "restricts no order"));
    }

    @Test
    void whatAScenarioLeavesOutLetsNoOrderPassTheShippedRules() throws IOException {
        rules();
        Files.writeString(folder.resolve("scenarios/a.yaml"), """
                scenarios:
                  - name: Nothing given
                    orders:
                      - order: {symbol: BTCUSDT, side: buy, quantity: 1}
                        expect: {deny: [EQUITY_UNKNOWN, REFERENCE_MISSING]}
                """);
        Files.delete(folder.resolve("risk/all.drl"));
        for (String file : List.of("exposure.drl", "price.drl")) {
            Files.copy(SHIPPED.resolve("risk").resolve(file), folder.resolve("risk").resolve(file));
        }
        RuleSet rules = RuleSet.load(folder);

        assertThat(Scenarios.run(rules, Scenarios.read(folder, rules)).results().getFirst().failures()).isEmpty();
    }

    @Test
    void scenariosDoNotChangeTheHashOfTheRules() throws IOException {
        String before = rules().hash();
        Files.writeString(folder.resolve("scenarios/a.yaml"), "scenarios: nonsense");

        assertThat(RuleSet.load(folder).hash()).isEqualTo(before);
    }

    @Test
    void aPositionThatSettlesInAnotherCurrencyNeedsItsRate() throws IOException {
        String scenario = """
                  - name: Settled in another currency
                    given:
                      account: {equity: 10000, positions: {ETHEUR: 50}%s}
                      market: {ETHEUR: {price: 50}}
                      instruments: {ETHEUR: {base: ETH, quote: EUR}}
                    orders:
                      - {order: {symbol: ETHEUR, side: buy, quantity: 1}, expect: allow}
                """;
        assertThat(run(scenario.formatted("")).results().getFirst().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.why().getFirst()).contains("rate to USDT", "`rates`"));
        assertThat(run(scenario.formatted(", rates: {EUR: 1.1}")).results().getFirst().failures()).isEmpty();
    }

    /** A text after which the file stands in one line, where it is wrong, and what is said. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', value = {
        "scenarios:|1:1|this file holds no scenarios",
        "scenaros: []|1:1|has no key `scenaros` (did you mean `scenarios`?)",
        "scenarios: [|1:13|this is no YAML",
        "scenarios: [{name: a}]|1:13|this scenario has no orders",
        "scenarios: [{orders: []}]|1:13|`name` is missing",
        "scenarios: &a [*a]|1:12|anchors (&) and aliases (*)",
        "given: {acount: {}}|1:9|has no key `acount` (did you mean `account`?)",
        "given: {account: {equity: lots}}|1:27|`lots` is not a number",
        "given: {account: {equity: 1e9}}|1:27|`1e9` is not a number",
        "given: {account: {equity: -5}}|1:27|`equity` is not negative",
        "given: {account: {equty: 5}}|1:19|an account has no key `equty` (did you mean `equity`?)",
        "given: {account: {equity: 5, equity: 6}}|1:30|`equity` stands here twice",
        "given: {account: 5}|1:18|an account is written as keys and values",
        "given: {account: {name: not a name}}|1:25|1 to 12 letters and digits",
        "given: {account: {open-orders: 5}}|1:32|`open-orders` is a list",
        "given: {time: yesterday}|1:15|this is not a time",
        "given: {market: {BTCUSDT: 5}}|1:27|a market is written as keys and values",
        "given: {market: {BTCUSDT: {prise: 5}}}|1:28|a market has no key `prise` (did you mean `price`?)",
        "given: {market: {BTCUSDT: {price: 5, age-seconds: 99999999}}}|1:51|at most a year",
        "given: {instruments: {BTCUSDT: {kind: SPOTT}}}, ORDER|1:39|`kind` is never `SPOTT` (did you mean `spot`?)",
        "ORDER {symbol: B, side: by, quantity: 1}|6:34|`side` is never `by` (did you mean `buy`?)",
        "ORDER {symbol: B, quantity: 1}|6:16|`side` is missing",
        "ORDER {symbol: B, side: buy}|6:16|`quantity` is missing",
        "ORDER {side: buy, quantity: 1}|6:16|`symbol` is missing",
        "ORDER {symbol: B, side: buy, quantity: 1, prise: 5}|6:52|an order has no key `prise`",
        "ORDER {symbol: B, side: buy, quantity: 1, seconds-later: 5}|6:67|each order of this scenario stands alone",
        "ORDER {symbol: B U, side: buy, quantity: 1}|6:25|`B U` is no symbol",
        "given: {account: {positions: {'A B': 1}}}|1:31|`A B` is no symbol",
        "EXPECT alow|7:17|this is no verdict (did you mean `allow`?)",
        "EXPECT reduce|7:17|to which quantity?",
        "EXPECT {deny: LARG}|7:24|no rule has the code LARG (did you mean `LARGE`?)",
        "EXPECT {deny: {LARG: {}}}|7:25|no rule has the code LARG",
        "EXPECT {deny: LARGE, limits: 5}|7:31|an expectation has no key `limits` (did you mean `limit`?)",
        "EXPECT {deny: [LARGE, ODD], limit: 5}|7:45|of which of the reasons?",
        "EXPECT {limit: 5}|7:17|an expectation names one verdict",
        "EXPECT {deny: LARGE, to: 5}|7:35|`to` belongs to reduce",
    })
    void whatCannotBeReadIsNamedByLineAndColumn(String text, String place, String message) throws IOException {
        String order = "{symbol: B, side: buy, quantity: 1}";
        String scenario = "scenarios:\n  - name: a\n    orders:\n%s      - order: %s\n        expect: %s\n";
        String whole = text;
        if (text.startsWith("ORDER ")) {
            whole = "# 1\n# 2\n" + scenario.formatted("", text.substring(6), "allow");
        } else if (text.startsWith("EXPECT ")) {
            whole = "# 1\n# 2\n" + scenario.formatted("", order, text.substring(7));
        } else if (text.endsWith(", ORDER")) {
            whole = text.replace(", ORDER", "\n")
                    + scenario.formatted("", order.replace("B,", "BTCUSDT,"), "allow");
        }

        assertThat(problems(whole)).anySatisfy(problem ->
                assertThat(problem).startsWith("scenarios/a.yaml:" + place + ": ").contains(message));
    }

    @Test
    void aFolderWithoutScenariosAndAFileThatIsNotReadAreNamed() throws IOException {
        RuleSet rules = rules();
        assertThatThrownBy(() -> Scenarios.read(folder, rules)).hasMessageContaining("there are no scenarios here");

        Files.writeString(folder.resolve("scenarios/a.yml"), "scenarios: []");
        assertThatThrownBy(() -> Scenarios.read(folder, rules))
                .hasMessageContaining("scenarios/a.yml: this file is not read");
    }
}

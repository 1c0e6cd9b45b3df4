package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.policy.language.RuleKind;
import dev.tradewind.policy.limits.Thresholds.Threshold;
import dev.tradewind.policy.surveillance.Alert;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.policy.surveillance.Surveillance;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules about conduct are staff's: what is wrong with one is said at its place, and nothing unsafe gets through. */
class ConductRulesTest {
    private static final String WASH = "surveillance/wash.drl";
    private static final String TABLE = "limits/surveillance.csv";

    @TempDir
    private Path cache;

    private static Map<String, byte[]> shipped() {
        return RuleTrial.files(TestData.projectRoot().resolve("rules"));
    }

    private static Map<String, byte[]> changed(String file, String from, String to) {
        Map<String, byte[]> files = new TreeMap<>(shipped());
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private List<RuleProblem> problems(Map<String, byte[]> files) {
        try {
            ConductRules.of(files, cache);
            return List.of();
        } catch (RuleException e) {
            return e.problems();
        }
    }

    @Test
    void theShippedRulesAreChecked() {
        assertThat(ConductRules.of(shipped(), cache).rules())
                .hasSize(8)
                .allSatisfy(rule -> assertThat(rule.regulation()).contains("MAR art. 12"));
    }

    @Test
    void theBuildCompilesThemForADistributionSoThatNoStartNeedsTo(@TempDir Path made) throws IOException {
        ShippedRules.main(new String[] {Orders.SHIPPED.toString(), made.toString()});
        try (Stream<Path> files = Files.list(made)) {
            assertThat(files).as("of orders, of conduct").hasSize(2);
        }
        Map<Path, FileTime> before = times(made);
        assertThat(ConductRules.load(Orders.SHIPPED, made).rules()).hasSize(8);
        assertThat(RuleSet.load(Orders.SHIPPED, made).isFromCache()).isTrue();
        assertThat(times(made)).as("nothing was compiled again").isEqualTo(before);
    }

    private static Map<Path, FileTime> times(Path folder) throws IOException {
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                times.put(file, Files.getLastModifiedTime(file));
            }
        }
        return times;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "selfMatches >= | selfMatch >= | there is no property `selfMatch` | did you mean `selfMatches`?",
        "limits.washSelfMatches, | limits.washSelfMatch, | there is no limit `washSelfMatch` | did you mean",
        "occasion == \"FILL\" | occasion == \"FILLS\" | `occasion` is never \"FILLS\" | did you mean `FILL`?",
        "Conduct( | Check( | a condition is exactly one pattern `Conduct( … )` | Conduct( … )",
        "alert.raise | verdict.deny | only calls of `alert` may stand | alert.raise(…)",
        "alert.raise | alert.halt | `alert` has no `halt` | it has raise",
        "alert.raise | System.exit | only calls of `alert` may stand | alert.raise(…)",
        "{washQuantity} | {quantity} | there is no property `quantity` to show | did you mean",
        "@severity(HARD) | @severity(HARD) @appliesToExits | @appliesToExits is for rules about orders | remove it",
    })
    void whatIsWrongWithARuleIsSaidAtItsPlace(String from, String to, String message, String suggestion) {
        List<RuleProblem> problems = problems(changed(WASH, from, to));

        assertThat(problems).isNotEmpty();
        assertThat(problems.getFirst().file()).isEqualTo(WASH);
        assertThat(problems.getFirst().line()).isPositive();
        assertThat(problems.getFirst().message()).contains(message);
        assertThat(problems.getFirst().suggestion()).contains(suggestion);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "*,*,wash-pairs,4 | *,*,wash-pairs,many | `many` is not a value for wash-pairs",
        "*,*,wash-pairs,4 | *,*,wash-pair,4 | there is no threshold `wash-pair`",
        "*,*,wash-pairs,4 | a,*,wash-pairs,4 | no line gives wash-pairs for every account and symbol",
        "*,*,wash-window-seconds,60 | *,*,wash-window-seconds,9000 | windows hold 1 to 1800",
        "*,*,wash-pairs,4 | *,*,wash-net-share,4 | a second line for the same account, symbol and threshold",
        "*,*,wash-pairs,4 | *,*,wash-pairs | 3 cells, the header has 4",
        "account,symbol,threshold | account,threshold,symbol | the first line is not the header",
    })
    void whatIsWrongWithTheTableIsSaid(String from, String to, String message) {
        assertThat(problems(changed(TABLE, from, to))).anySatisfy(problem -> {
            assertThat(problem.file()).isEqualTo(TABLE);
            assertThat(problem.message()).contains(message);
        });
    }

    @Test
    void theDocumentationNamesEveryPropertyThresholdAndRule() throws IOException {
        String docs = Files.readString(TestData.projectRoot().resolve("docs/surveillance.md"));

        assertThat(RuleKind.CONDUCT.properties())
                .filteredOn(property -> !property.startsWith("limits."))
                .hasSizeGreaterThan(30)
                .allSatisfy(property -> assertThat(docs).contains("`" + property + "`"));
        for (Threshold threshold : Threshold.values()) {
            assertThat(docs).contains("`" + threshold.column() + "`");
        }
        assertThat(ConductRules.of(shipped(), cache).rules())
                .allSatisfy(rule -> assertThat(docs).contains("`" + rule.code() + "` | `" + rule.file() + "`"));
    }

    @Test
    void rulesWithoutTheirTableAreRefused() {
        Map<String, byte[]> files = new TreeMap<>(shipped());
        files.remove(TABLE);

        assertThatThrownBy(() -> ConductRules.of(files, cache))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining(TABLE + ": this file is missing");
    }

    @Test
    void aRuleAboutOrdersIsNoRuleAboutConduct(@TempDir Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : changed(WASH, "Conduct(", "Check(").entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }

        assertThat(RuleChecker.check(folder)).isNotEmpty().allSatisfy(problem -> assertThat(problem.file())
                .isEqualTo(WASH));
    }

    @Test
    void aChangeOfWhatIsWatchedIsNoTightening() {
        assertThat(Tightening.objections(shipped(), changed(TABLE, "*,*,wash-pairs,4", "*,*,wash-pairs,3")))
                .containsExactly("limits/surveillance.csv is changed, which surveillance works by");
    }

    @Test
    void aThresholdOfAnAccountCountsBeforeThatOfAll() {
        ConductRules rules = ConductRules.of(
                changed(TABLE, "*,*,wash-self-matches,1", "*,*,wash-self-matches,1\nlax,*,wash-self-matches,100"),
                cache);

        assertThat(selfMatches(rules, "lax")).isEmpty();
        assertThat(selfMatches(rules, "strict")).hasSize(1);
    }

    /** What breaks in a rule is told, and the watch goes on. */
    @Test
    void aRuleThatFailsIsAnAlert() {
        ConductRules rules = ConductRules.of(
                changed(WASH, "selfMatches >= limits.washSelfMatches,",
                        "netShare / netShare > 2,"),
                cache);

        assertThat(selfMatches(rules, "any"))
                .extracting(alert -> alert.rule().code())
                .containsExactly(Surveillance.FAILURE);
    }

    private static List<Alert> selfMatches(ConductRules rules, String account) {
        InstrumentId instrument = new InstrumentId("BTCUSDT", "BINANCE");
        List<Alert> alerts = new ArrayList<>();
        try (Surveillance surveillance = new Surveillance(rules, alerts::add)) {
            surveillance.accept(new Filled(1, instrument, account, "1", "T", Side.BUY, 100, 1, false));
            surveillance.accept(new Filled(2, instrument, account, "2", "T", Side.SELL, 100, 1, true));
            surveillance.finish();
        }
        return alerts;
    }
}

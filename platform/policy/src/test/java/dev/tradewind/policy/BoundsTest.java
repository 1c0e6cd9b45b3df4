package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.policy.language.Bounds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is at a bound works, so that the bound and not the compiler is what refuses more. */
final class BoundsTest {
    @TempDir
    Path folder;

    /** Conditions of exactly as many parts as a rule may have, each of which the ordinary order meets. */
    static List<String> largest() {
        String choices = IntStream.range(0, Bounds.PARTS - 2)
                .mapToObj(i -> "\"S" + i + "\"")
                .collect(Collectors.joining(", ", "symbol in (", ", \"BTCUSDT\")"));
        String others = choices.replace(" in (", " not in (").replace("\"BTCUSDT\"", "\"X\"");
        String sum = "notional" + " + price".repeat(Bounds.PARTS - 2) + " > 5";
        String any = "reducing" + " || reducing".repeat(Bounds.PARTS - 3) + " || equityKnown";
        String all = "equityKnown" + " && equityKnown".repeat(Bounds.PARTS - 2);
        String apart = IntStream.range(0, Bounds.PARTS / 2)
                .mapToObj(i -> "notional > " + i * 0.1)
                .collect(Collectors.joining(", "));
        String nested = "(".repeat(19) + "notional" + ")".repeat(19) + " > 5";
        String names = "notional > 5, "
                + IntStream.range(0, Bounds.PARTS - 2)
                        .mapToObj(i -> "$v" + i + " : (notional)")
                        .collect(Collectors.joining(", "));
        return List.of(choices, others, sum, any, all, apart, nested, names);
    }

    @ParameterizedTest
    @MethodSource("largest")
    void aRuleAtItsBoundIsCompiledAndJudges(String condition) throws IOException {
        try (DroolsPolicy policy = Folders.load(folder, Folders.rule("Large", "LARGE", condition)).newPolicy()) {
            assertThat(policy.judge(Orders.ordinary()).decision()).isEqualTo(Decision.DENY);
        }
    }

    /** Written with brackets and negations, which are printed for the compiler in another form. */
    static List<Arguments> meanings() {
        boolean t = true;
        boolean f = false;
        return List.of(
                Arguments.of("equityKnown || reducing && restricted", t),
                Arguments.of("(equityKnown || reducing) && restricted", (t || f) && f),
                Arguments.of("reducing && restricted || equityKnown", t),
                Arguments.of("!(equityKnown && reducing)", t),
                Arguments.of("!(equityKnown || reducing)", f),
                Arguments.of("!(!(equityKnown && !reducing))", t),
                Arguments.of("!(reducing || !(equityKnown && !restricted))", t),
                Arguments.of("!(symbol in (\"A\", \"BTCUSDT\")) || reducing", f),
                Arguments.of("!(symbol not in (\"A\", \"BTCUSDT\")) && equityKnown", t),
                Arguments.of("equityKnown && symbol in (\"A\", \"BTCUSDT\") && notional > 5", t),
                Arguments.of("restricted && symbol in (\"A\", \"BTCUSDT\")", f),
                Arguments.of("!(notional > 5) || !(side == \"BUY\")", f),
                Arguments.of("notional - (40 - 3) - 2 > 5.5", 45 - (40 - 3) - 2 > 5.5),
                Arguments.of("notional - 40 - (3 - 2) > 3.5", 45 - 40 - (3 - 2) > 3.5),
                Arguments.of("notional / (5 * 3) > 2.9 && notional / (5 * 3) < 3.1", t),
                Arguments.of("notional / 5 * 3 > 26.9 && notional / 5 * 3 < 27.1", t),
                Arguments.of("(notional + 5) * 2 > 99 && notional + 5 * 2 < 56", t),
                Arguments.of("-notional < -44 && 0 - -notional > 44 && 2 * -(notional + 1) < -91", t));
    }

    @ParameterizedTest
    @MethodSource("meanings")
    void aConditionMeansWhatItsBracketsSay(String condition, boolean holds) throws IOException {
        try (DroolsPolicy policy = Folders.load(folder, Folders.rule("M", "M", condition)).newPolicy()) {
            assertThat(policy.judge(Orders.ordinary()).decision() == Decision.DENY).isEqualTo(holds);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "notional, 45", "notional + 1, 46", "notional - 40 - (3 - 2), 4", "2 * (notional + 1), 92", "-notional, -45",
        "-7, -7", "7, 7", "notional / (5 * 3) + 1, 4"
    })
    void aNameHasTheWholeValueBehindIt(String value, double expected) throws IOException {
        String condition = "$v : " + value + ", notional > 5";
        String rule = Folders.rule("N", "N", condition, "verdict.deny($v, 1, \"n\");");
        try (DroolsPolicy policy = Folders.load(folder, rule).newPolicy()) {
            assertThat(policy.judge(Orders.ordinary()).reasons().getFirst().actual()).isEqualTo(expected);
        }
    }

    @Test
    void aRuleMaySpeakOfTwentyNamesAndNotOfMore() throws IOException {
        String names = IntStream.range(0, 21)
                .mapToObj(i -> "$v" + i + " : notional + " + i)
                .collect(Collectors.joining(", "));
        String calls = IntStream.range(0, 10)
                .mapToObj(i -> "verdict.deny($v" + 2 * i + ", $v" + (2 * i + 1) + ", \"r\");")
                .collect(Collectors.joining(" "));
        try (DroolsPolicy policy = Folders.load(folder, Folders.rule("Many", "MANY", "notional > 5, " + names, calls))
                .newPolicy()) {
            assertThat(policy.judge(Orders.ordinary()).reasons()).hasSize(10);
        }
        String oneMore = calls.replace("verdict.deny($v0, ", "verdict.reduce($v20, $v0, ");
        assertThatThrownBy(() -> Folders.load(folder, Folders.rule("Many", "MANY", "notional > 5, " + names, oneMore)))
                .hasMessageContaining("more than 20 names in the calls of one rule");
    }

    @Test
    void aComparisonWithoutAValueDeniesInsteadOfPassing() throws IOException {
        String undefined = "(notional - 45) / (price - 45000) > 0";
        try (DroolsPolicy policy = Folders.load(folder, Folders.rule("Ratio", "RATIO", undefined)).newPolicy()) {
            Check check = Orders.ordinary();

            assertThat(policy.judge(check).reasons()).singleElement().satisfies(reason -> {
                assertThat(reason.code()).isEqualTo(DroolsPolicy.POLICY_FAILURE);
                assertThat(reason.text()).contains("compares a value that is undefined");
            });
            check.setPrice(44_000);
            check.setNotional(46);
            assertThat(policy.judge(check).decision()).isEqualTo(Decision.ALLOW);
            check.setPrice(46_000);
            assertThat(policy.judge(check).decision()).isEqualTo(Decision.DENY);
        }
    }
}

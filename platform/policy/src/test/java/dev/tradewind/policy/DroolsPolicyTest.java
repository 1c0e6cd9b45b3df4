package dev.tradewind.policy;

import static dev.tradewind.policy.Folders.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.TableFacts;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.value.Decimal;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DroolsPolicyTest {
    @TempDir
    Path folder;

    @Test
    void theStrictestDecisionWinsAndEveryReasonIsKept() throws IOException {
        try (DroolsPolicy policy = Folders.load(
                        folder,
                        rule("Deny", "C_DENY", "notional > 30", "verdict.deny(1, 2, \"d\");"),
                        rule("Hold", "B_HOLD", "notional > 20", "verdict.hold(1, 2, \"h\");"),
                        rule("Reduce", "A_REDUCE", "notional > 10", "verdict.reduce(0.5, 1, 2, \"r\");"))
                .newPolicy()) {
            Check check = Orders.ordinary();

            check.setNotional(10);
            assertThat(policy.judge(check)).isSameAs(Verdict.ALLOW);
            check.setNotional(15);
            assertThat(policy.judge(check).decision()).isEqualTo(Decision.REDUCE);
            check.setNotional(25);
            assertThat(policy.judge(check).decision()).isEqualTo(Decision.HOLD);
            // A person may lift the hold; what was asked to be smaller stays so.
            assertThat(policy.judge(check).reducedTo()).isEqualTo(Decimal.parse("0.5"));
            check.setNotional(35);
            Verdict strictest = policy.judge(check);
            assertThat(strictest.decision()).isEqualTo(Decision.DENY);
            assertThat(strictest.reducedTo()).isNull();
            assertThat(strictest.reasons())
                    .extracting(Reason::code)
                    .containsExactly("A_REDUCE", "B_HOLD", "C_DENY");
        }
    }

    @Test
    void theSmallestReductionWinsAndNothingLeftIsADenial() throws IOException {
        try (DroolsPolicy policy = Folders.load(
                        folder,
                        rule("Half", "HALF", "notional > 10, $q : (quantity / 2)", "verdict.reduce($q, 1, 2, \"h\");"),
                        rule("Less", "LESS", "notional > 20", "verdict.reduce(0.25, 1, 2, \"l\");"),
                        rule("None", "NONE", "notional > 30", "verdict.reduce(0, 1, 2, \"n\");"))
                .newPolicy()) {
            Check check = Orders.ordinary();
            check.setQuantity(1);

            check.setNotional(15);
            assertThat(policy.judge(check).reducedTo()).isEqualTo(Decimal.parse("0.5"));
            check.setNotional(25);
            assertThat(policy.judge(check).reducedTo()).isEqualTo(Decimal.parse("0.25"));
            check.setNotional(35);
            assertThat(policy.judge(check).decision()).isEqualTo(Decision.DENY);
        }
    }

    @Test
    void exitsPassEveryRuleThatIsNotMarked() throws IOException {
        String marked = rule("Marked", "MARKED", "notional > 20").replace("@severity", "@appliesToExits @severity");
        try (DroolsPolicy policy = Folders.load(folder, rule("Plain", "PLAIN", "notional > 10"), marked)
                .newPolicy()) {
            Check check = Orders.ordinary();
            check.setReducing(true);

            check.setNotional(15);
            assertThat(policy.judge(check)).isSameAs(Verdict.ALLOW);
            check.setNotional(25);
            assertThat(policy.judge(check).reasons()).extracting(Reason::code).containsExactly("MARKED");
            check.setReducing(false);
            assertThat(policy.judge(check).reasons()).extracting(Reason::code).containsExactly("MARKED", "PLAIN");
        }
    }

    @Test
    void aRuleThatThrowsDeniesItsOrderAndTheNextIsJudgedNormally() throws IOException {
        String broken = rule(
                "Broken", "BROKEN", "notional > 100, $q : (stopPrice / stopPrice)", "verdict.reduce($q, 1, 2, \"r\");");
        try (DroolsPolicy policy = Folders.load(folder, broken, rule("Size", "SIZE", "notional > 50"))
                .newPolicy()) {
            Check check = Orders.ordinary();

            for (int round = 0; round < 3; round++) {
                check.setNotional(200);
                Verdict failed = policy.judge(check);
                assertThat(failed.decision()).isEqualTo(Decision.DENY);
                assertThat(failed.reasons()).extracting(Reason::code).containsExactly("POLICY_FAILURE");

                check.setNotional(40);
                assertThat(policy.judge(check)).isSameAs(Verdict.ALLOW);
                check.setNotional(60);
                assertThat(policy.judge(check).reasons()).extracting(Reason::code).containsExactly("SIZE");
            }
        }
    }

    @Test
    void moreRulesThanTheLimitDenyTheOrder() throws IOException {
        String[] rules = new String[DroolsPolicy.MAX_FIRED + 10];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = rule("R" + i, "R" + i, "notional > " + i, "verdict.hold(\"h\");");
        }
        try (DroolsPolicy policy = Folders.load(folder, rules).newPolicy()) {
            Check check = Orders.ordinary();
            check.setNotional(1e6);
            assertThat(policy.judge(check).reasons()).extracting(Reason::code).containsExactly("POLICY_FAILURE");
            check.setNotional(3);
            assertThat(policy.judge(check).reasons()).extracting(Reason::code).containsExactly("R0", "R1", "R2");
        }
    }

    static List<String> numbers() {
        List<String> settable = new ArrayList<>(Check.numberNames());
        settable.removeAll(TableFacts.numberNames());
        return settable;
    }

    @Test
    void tablesGiveNoNumberThatIsNotFiniteAndStandWithTheNumbersThatAreRecorded() {
        Check check = new Check();
        assertThatThrownBy(() -> check.tables().locate(Double.NaN)).hasMessageContaining("finite");
        check.tables().session(true, 1);
        check.tables().locate(2);
        check.tables().deployment(true, true, 3);
        check.tables().probation(4, 5, 6);
        check.tables().group("majors", 7, 8, 9);
        assertThat(check.numbers()).hasSize(Check.numberNames().size()).endsWith(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Check.numberNames()).endsWith(TableFacts.numberNames().toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void aNumberThatIsNotFiniteIsRefusedBeforeRulesSeeIt(String name) throws ReflectiveOperationException {
        Method setter = Check.class.getMethod(
                "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1), double.class);
        try (DroolsPolicy policy = RuleSet.load(Orders.SHIPPED, folder).newPolicy()) {
            for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                Check check = Orders.ordinary();
                setter.invoke(check, value);

                Verdict verdict = policy.judge(check);

                assertThat(verdict.reasons()).extracting(Reason::code).containsExactly("INVALID_FACTS");
                assertThat(verdict.reasons().getFirst().text()).contains(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"positionQuantity < 0", "positionQuantity != 0", "(positionQuantity - 1) < -1"})
    void minusZeroIsZero(String condition) throws IOException {
        try (DroolsPolicy policy = Folders.load(folder, rule("Short", "SHORT", condition)).newPolicy()) {
            Check check = Orders.ordinary();
            check.setPositionQuantity(-0.0);
            assertThat(policy.judge(check)).isSameAs(Verdict.ALLOW);
            check.setPositionQuantity(-1);
            assertThat(policy.judge(check).decision()).isEqualTo(Decision.DENY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "symbol == \"BTCUSDT\"", "symbol != \"X\"", "symbol in (\"X\", \"BTCUSDT\")", "symbol not in (\"X\")",
                "equityKnown", "!reducing", "equityKnown == true", "reducing != true", "!(reducing || restricted)",
                "notional > 5 && < 50", "-price < 0", "price * 2 - 1 >= 89999", "quantity / 2 == 0.0005 || restricted",
                "quantity == 0.001", "price in (1, 45000)", "side == \"BUY\" && type == \"MARKET\" || restricted",
                "notional <= limits.maxOrderNotional", "price == referencePrice", "symbol != venue",
                "limits.maxLeverage < 2", "kind == \"SPOT\", side == \"BUY\", price > 1, quantity < 1"
            })
    void everyFormOfAConditionMeansWhatItSays(String condition) throws IOException {
        boolean known = !condition.startsWith("quantity / 2 ==");
        if (!known) {
            assertThatThrownBy(() -> Folders.load(folder, rule("A", "A", condition)))
                    .isInstanceOf(RuleException.class)
                    .hasMessageContaining("needs a plain property on its left");
            return;
        }
        try (DroolsPolicy policy = Folders.load(
                        folder, rule("Yes", "YES", condition), rule("No", "NO", negated(condition)))
                .newPolicy()) {
            assertThat(policy.judge(Orders.ordinary()).reasons()).extracting(Reason::code).containsExactly("YES");
        }
    }

    private static String negated(String condition) {
        return "!(" + condition.replace(", side", " && side").replace(", price >", " && price >")
                .replace(", quantity", " && quantity") + ")";
    }

    @Test
    void manyRulesOnOneTextAreToldApart() throws IOException {
        String[] rules = new String[40];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = rule("S" + i, "S" + i, "symbol == \"SYM" + i + "\", notional > 10");
        }
        try (DroolsPolicy policy = Folders.load(folder, rules).newPolicy()) {
            Check check = Orders.ordinary();
            for (int i = 0; i < rules.length; i++) {
                check.setSymbol("SYM" + i);
                assertThat(policy.judge(check).reasons()).extracting(Reason::code).containsExactly("S" + i);
                check.setSymbol("OTHER" + i);
                assertThat(policy.judge(check)).isSameAs(Verdict.ALLOW);
            }
        }
    }

    @Test
    void verdictsDoNotDependOnTheOrderOfRulesOrFiles(@TempDir Path other) throws IOException {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            rules.add(rule("R" + i, "R" + i, "notional > " + 10 * i, "verdict.hold(1, " + i + ", \"h\");"));
        }
        try (DroolsPolicy forward = Folders.load(folder, rules.toArray(String[]::new)).newPolicy();
                DroolsPolicy backward = Folders.load(other, rules.reversed().toArray(String[]::new)).newPolicy()) {
            Check check = Orders.ordinary();
            for (int notional = 0; notional < 150; notional += 7) {
                check.setNotional(notional);
                assertThat(backward.judge(check)).isEqualTo(forward.judge(check));
            }
        }
    }

    @Test
    void twoPoliciesOnTwoThreadsGiveTheSameVerdictsAsOne() throws Exception {
        RuleSet rules = RuleSet.load(Orders.SHIPPED);
        List<Verdict> expected = verdicts(rules);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Callable<List<Verdict>>> tasks = List.of(() -> verdicts(rules), () -> verdicts(rules));
            for (Future<List<Verdict>> done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isEqualTo(expected);
            }
        }
    }

    private static List<Verdict> verdicts(RuleSet rules) {
        Random random = new Random(42);
        List<Verdict> verdicts = new ArrayList<>();
        try (DroolsPolicy policy = rules.newPolicy()) {
            Check check = Orders.ordinary();
            for (int i = 0; i < 50_000; i++) {
                check.setNotional(random.nextInt(120_000));
                check.setOrdersLastSecond(random.nextInt(11));
                check.setDrawdownPercent(random.nextInt(52));
                check.setReducing(random.nextInt(4) == 0);
                verdicts.add(policy.judge(check));
            }
        }
        return verdicts;
    }

    @Test
    void theSameFactsInAnotherCheckAreJudgedAlike() throws IOException {
        try (DroolsPolicy policy = Folders.load(folder, rule("Size", "SIZE", "notional > 50")).newPolicy()) {
            Check large = Orders.ordinary();
            large.setNotional(60);
            for (int i = 0; i < 5; i++) {
                assertThat(policy.judge(Orders.ordinary())).isSameAs(Verdict.ALLOW);
                assertThat(policy.judge(large).reasons()).extracting(Reason::code).containsExactly("SIZE");
            }
        }
    }
}

package dev.tradewind.policy;

import static dev.tradewind.policy.Folders.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.compile.CompiledRules;
import dev.tradewind.policy.compile.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking the compiled conditions first changes no verdict. */
final class ScreenTest {
    private static final RuleSet SHIPPED = RuleSet.load(Orders.SHIPPED);
    private static final DroolsPolicy SCREENED = SHIPPED.newPolicy();
    private static final DroolsPolicy UNSCREENED = SHIPPED.newUnscreenedPolicy();

    private static final String[] NUMBERS = {
        "notional", "price", "quantity", "positionQuantity", "drawdownPercent", "(price * quantity - 5)",
        "-positionQuantity"
    };

    private static final String[] OTHERS = {
        "10", "0", "quantity", "limits.maxLeverage", "positionQuantity", "(notional / 2)", "limits.maxOrdersPerSecond"
    };

    private static final String[] SIGNS = {">", ">=", "<", "<="};

    private static final String[] TEXTS = {
        "symbol == \"BTCUSDT\"", "symbol != \"ETHUSDT\"", "symbol in (\"ETHUSDT\", \"XRPUSDT\")", "side == \"SELL\"",
        "type not in (\"LIMIT\")", "reducing", "!equityKnown", "restricted != true"
    };

    @TempDir
    Path folder;

    @AfterContainer
    static void close() {
        SCREENED.close();
        UNSCREENED.close();
    }

    @Property(tries = 2_000)
    void theShippedRulesJudgeAnyOrderAlikeWithAndWithoutIt(@ForAll long seed) {
        Check check = order(new SplittableRandom(seed));

        assertThat(SCREENED.judge(check)).isEqualTo(UNSCREENED.judge(check));
    }

    @Test
    void generatedRulesJudgeAnyOrderAlikeWithAndWithoutIt() throws IOException {
        SplittableRandom random = new SplittableRandom(20);
        String[] rules = new String[120];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = rule("R" + i, "R" + i, conditions(random), "verdict.hold(\"h\");");
        }
        RuleSet set = Folders.load(folder, rules);
        int allowed = 0;
        try (DroolsPolicy screened = set.newPolicy();
                DroolsPolicy unscreened = set.newUnscreenedPolicy()) {
            for (int i = 0; i < 5_000; i++) {
                Check check = order(random);
                Verdict expected = unscreened.judge(check);
                assertThat(screened.judge(check)).isEqualTo(expected);
                allowed += expected.decision() == Decision.ALLOW ? 1 : 0;
            }
        }
        assertThat(allowed).isBetween(1, 4_999);
    }

    /** Rarely true, so that among many rules some orders pass all. */
    private static String conditions(SplittableRandom random) {
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String condition = random.nextInt(3) == 0
                    ? pick(random, TEXTS)
                    : pick(random, NUMBERS) + " " + pick(random, SIGNS) + " " + pick(random, OTHERS);
            conditions.add(random.nextInt(5) == 0 ? "(" + condition + " || drawdownPercent > 90)" : condition);
        }
        return String.join(", ", conditions);
    }

    private static String pick(SplittableRandom random, String... among) {
        return among[random.nextInt(among.length)];
    }

    private static Check order(SplittableRandom random) {
        Check check = Orders.ordinary();
        check.setSymbol(pick(random, "BTCUSDT", "ETHUSDT", "XRPUSDT", ""));
        check.setSide(pick(random, "BUY", "SELL"));
        check.setType(pick(random, "MARKET", "LIMIT"));
        check.setReducing(random.nextInt(4) == 0);
        check.setEquityKnown(random.nextInt(20) != 0);
        check.setQuantity(number(random, 0.001));
        check.setPrice(number(random, 45_000));
        check.setNotional(number(random, 90_000));
        check.setPositionQuantity(random.nextInt(3) == 0 ? -0.0 : number(random, 2) - 1);
        check.setPositionNotionalAfter(number(random, 200_000));
        check.setReferencePrice(random.nextInt(20) == 0 ? 0 : 45_000);
        check.setReferenceAgeSeconds(number(random, 250));
        check.setPriceDeviationPercent(number(random, 8));
        check.setLeverageAfter(number(random, 1));
        check.setDayLossPercent(number(random, 15));
        check.setDrawdownPercent(number(random, 40));
        check.setOrdersLastSecond(random.nextInt(11));
        check.setOrdersLastMinute(random.nextInt(125));
        check.setDuplicatesLastSecond(random.nextInt(10) == 0 ? 1 : 0);
        check.setOpenOrders(random.nextInt(104));
        return check;
    }

    /** Mostly ordinary, sometimes a border or far beyond it. */
    private static double number(SplittableRandom random, double ordinary) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> ordinary * 10 * random.nextDouble();
            case 2 -> Math.rint(ordinary);
            default -> ordinary * random.nextDouble();
        };
    }

    @Test
    void anOrderThatNoRuleMatchesNeedsNoSession() throws IOException {
        RuleSet set = Folders.load(folder, rule("Size", "SIZE", "notional > 50"));
        try (DroolsPolicy policy = set.newPolicy()) {
            Check check = Orders.ordinary();

            assertThat(policy.judge(check)).isSameAs(Verdict.ALLOW);
            assertThat(policy.hasSession()).isFalse();
            check.setNotional(60);
            assertThat(policy.judge(check).reasons()).extracting(Reason::code).containsExactly("SIZE");
            assertThat(policy.hasSession()).isTrue();
        }
    }

    @Test
    void aPolicyCanOpenItsSessionAhead() {
        try (DroolsPolicy policy = SHIPPED.newPolicy()) {
            policy.open();

            assertThat(policy.hasSession()).isTrue();
        }
    }

    @Test
    void moreRulesThanItTakesAreJudgedByTheSessionAlone() throws IOException {
        String[] rules = new String[201];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = rule("S" + i, "S" + i, "symbol == \"SYM" + i + "\", notional > 10");
        }
        try (DroolsPolicy policy = Folders.load(folder, rules).newPolicy()) {
            Check check = Orders.ordinary();

            assertThat(policy.judge(check)).isSameAs(Verdict.ALLOW);
            assertThat(policy.hasSession()).isTrue();
            check.setSymbol("SYM200");
            assertThat(policy.judge(check).reasons()).extracting(Reason::code).containsExactly("S200");
        }
    }

    @Test
    void rulesWithoutOneHaveNone() {
        assertThat(Screen.of(new CompiledRules(List.of(), Map.of()))).isEmpty();
    }
}

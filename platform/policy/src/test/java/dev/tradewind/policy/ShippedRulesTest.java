package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Limits;
import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ObjDoubleConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shipped rule just below, at and just above its limit. */
final class ShippedRulesTest {
    private static final RuleSet RULES = RuleSet.load(Orders.SHIPPED);
    private static final DroolsPolicy POLICY = RULES.newPolicy();
    private static final Limits LIMITS = RULES.limits().limits("main", "sma-cross", "BTCUSDT");

    /** Rules without a limit in the table of limits: tried below, and by FactTablesTest and the shipped scenarios. */
    private static final Set<String> TABLES_AND_FLAGS = Set.of("REFERENCE_MISSING", "EQUITY_UNKNOWN", "RESTRICTED",
            "NOT_PERMITTED", "WATCHED", "VENUE_CLOSED", "TRADING_HALTED", "SHORT_WITHOUT_LOCATE", "KYC_NOT_VALID",
            "SANCTIONED", "AML_REVIEW", "STRATEGY_NOT_LIVE", "PROBATION_ORDER", "PROBATION_POSITION",
            "PROBATION_ORDERS", "CORRELATED_EXPOSURE");

    @AfterAll
    static void close() {
        POLICY.close();
    }

    /** The code of a rule, its limit, the number that it bounds, and what the order itself adds to that. */
    record Case(String code, Limit limit, ObjDoubleConsumer<Check> setter, double own) {
        @Override
        public String toString() {
            return code;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("ORDER_NOTIONAL", Limit.MAX_ORDER_NOTIONAL, Check::setNotional, 0),
                new Case("ORDER_QUANTITY", Limit.MAX_ORDER_QUANTITY, Check::setQuantity, 0),
                new Case("PRICE_COLLAR", Limit.MAX_PRICE_DEVIATION_PERCENT, Check::setPriceDeviationPercent, 0),
                new Case("REFERENCE_STALE", Limit.MAX_REFERENCE_AGE_SECONDS, Check::setReferenceAgeSeconds, 0),
                new Case("POSITION_LIMIT", Limit.MAX_POSITION_NOTIONAL, Check::setPositionNotionalAfter, 0),
                new Case("LEVERAGE", Limit.MAX_LEVERAGE, Check::setLeverageAfter, 0),
                new Case("ORDERS_PER_SECOND", Limit.MAX_ORDERS_PER_SECOND, Check::setOrdersLastSecond, 1),
                new Case("ORDERS_PER_MINUTE", Limit.MAX_ORDERS_PER_MINUTE, Check::setOrdersLastMinute, 1),
                new Case("DUPLICATE_ORDER", Limit.MAX_DUPLICATES_PER_SECOND, Check::setDuplicatesLastSecond, 0),
                new Case("OPEN_ORDERS", Limit.MAX_OPEN_ORDERS, Check::setOpenOrders, 1),
                new Case("DAY_LOSS", Limit.MAX_DAY_LOSS_PERCENT, Check::setDayLossPercent, 0),
                new Case("DRAWDOWN", Limit.MAX_DRAWDOWN_PERCENT, Check::setDrawdownPercent, 0),
                new Case("SELF_TRADE", Limit.MAX_SELF_TRADE_QUANTITY, Check::setSelfTradeQuantity, 0),
                new Case("CAPITAL_USE", Limit.MAX_CAPITAL_USE, Check::setCapitalUseAfter, 0),
                new Case("NET_EXPOSURE", Limit.MAX_NET_LEVERAGE, Check::setNetLeverageAfter, 0),
                new Case("CONCENTRATION", Limit.MAX_CONCENTRATION_PERCENT, Check::setConcentrationAfterPercent, 0),
                new Case("MESSAGES_PER_SECOND", Limit.MAX_MESSAGES_PER_SECOND, Check::setMessagesLastSecond, 1),
                new Case("LOSING_STREAK", Limit.MAX_LOSING_TRIPS, Check::setLosingTrips, 0),
                new Case("VOLATILITY", Limit.MAX_RANGE_PERCENT, Check::setRangePercent, 0),
                new Case("LIQUIDITY", Limit.MAX_BOOK_SHARE_PERCENT, Check::setBookSharePercent, 0),
                new Case("SLIPPAGE", Limit.MAX_SLIPPAGE_PERCENT, Check::setSlippagePercent, 0),
                new Case("REPEATED_EXECUTIONS", Limit.MAX_EXECUTIONS_PER_HOUR, Check::setPeakExecutionsPerHour, 0),
                new Case("ORDER_TRADE_RATIO", Limit.MAX_ORDER_TRADE_RATIO, Check::setOrderTradeRatio, 0),
                new Case("HOUR_COLLAR", Limit.MAX_WINDOW_DEVIATION_PERCENT, Check::setWindowDeviationPercent, 0));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachLimitLetsPassWhatIsBelowOrAtItAndDeniesWhatIsAbove(Case tested) {
        double limit = LIMITS.value(tested.limit());
        Check check = Orders.ordinary();

        tested.setter().accept(check, Math.max(0, Math.nextDown(limit) - tested.own()));
        assertThat(POLICY.judge(check)).isSameAs(Verdict.ALLOW);
        tested.setter().accept(check, limit - tested.own());
        assertThat(POLICY.judge(check)).isSameAs(Verdict.ALLOW);

        double above = tested.own() == 0 ? Math.nextUp(limit) : limit;
        tested.setter().accept(check, above);
        Verdict verdict = POLICY.judge(check);
        assertThat(verdict.decision()).isEqualTo(Decision.DENY);
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly(tested.code());
        Reason reason = verdict.reasons().getFirst();
        assertThat(reason.limit()).isEqualTo(limit);
        assertThat(reason.actual()).isEqualTo(above + tested.own());
        assertThat(reason.text()).endsWith(".").doesNotContain("{");
    }

    @Test
    void everyShippedRuleIsTriedHere() {
        Set<String> tried = new TreeSet<>(TABLES_AND_FLAGS);
        for (Case tested : cases()) {
            tried.add(tested.code());
        }
        assertThat(RULES.rules()).extracting(RuleInfo::code).containsExactlyInAnyOrderElementsOf(tried);
    }

    @Test
    void anOrderWithoutAReferencePriceIsDenied() {
        Check check = Orders.ordinary();
        check.setReferencePrice(0);
        check.setReferenceAgeSeconds(1e9);

        assertThat(POLICY.judge(check).reasons()).extracting(Reason::code).containsExactly("REFERENCE_MISSING");
    }

    @Test
    void anAccountOfUnknownEquityTakesNoNewRisk() {
        Check check = Orders.ordinary();
        check.setEquityKnown(false);

        assertThat(POLICY.judge(check).reasons()).extracting(Reason::code).containsExactly("EQUITY_UNKNOWN");
    }

    @Test
    void anEquityThatIsNotAboveZeroIsToldInWordsAndNotAsALargeNumber() {
        Check check = Orders.ordinary();
        check.setEquity(-5);
        check.setLeverageAfter(Check.VERY_LARGE);

        assertThat(POLICY.judge(check).reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.code()).isEqualTo("LEVERAGE");
            assertThat(reason.text())
                    .startsWith("All positions together would be immeasurably many times the equity of -5");
        });
        check.setEquityKnown(false);
        assertThat(POLICY.judge(check).reasons()).extracting(Reason::code).containsExactly("EQUITY_UNKNOWN");
    }

    @Test
    void reasonsAreSortedByCode() {
        Check check = Orders.ordinary();
        check.setNotional(1e12);
        check.setDrawdownPercent(99);
        check.setEquityKnown(false);

        assertThat(POLICY.judge(check).reasons())
                .extracting(Reason::code)
                .containsExactly("DRAWDOWN", "EQUITY_UNKNOWN", "ORDER_NOTIONAL");
    }

    @Test
    void anOrderThatOnlyReducesAPositionPassesEveryShippedRule() {
        Check check = Orders.ordinary();
        for (Case tested : cases()) {
            tested.setter().accept(check, 1e12);
        }
        check.setReferencePrice(0);
        check.setReducing(true);
        assertThat(POLICY.judge(check)).isSameAs(Verdict.ALLOW);

        check.setReducing(false);
        assertThat(POLICY.judge(check).decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void aSentenceNamesTheValueAndTheLimit() {
        Check check = Orders.ordinary();
        check.setNotional(150_000.5);

        assertThat(POLICY.judge(check).reasons().getFirst().text())
                .isEqualTo("The order is worth 150000.5, more than the limit of 100000.");
    }

    @Test
    void theReadmeNamesEveryColumnAndFileAndPointsToTheVocabulary() throws IOException {
        String readme = Files.readString(Orders.SHIPPED.resolve("README.md"));

        assertThat(readme).contains("](../docs/rules-vocabulary.md)");
        assertThat(Orders.SHIPPED.resolve("../docs/rules-vocabulary.md")).exists();
        for (Limit limit : Limit.values()) {
            assertThat(readme).contains("`" + limit.column() + "`");
        }
        assertThat(RULES.rules()).allSatisfy(rule -> assertThat(readme).contains("`" + rule.file() + "`"));
    }
}

package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static dev.tradewind.engine.Rig.ETH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Hard limits, the kill switch, and what becomes of each answer of the rules. */
class GuardsTest {
    private static final Quantity ONE = Quantity.of("1");

    /** Answers as a test says. */
    private static final class Rules implements Policy {
        private Function<Check, Verdict> answer = check -> Verdict.ALLOW;

        @Override
        public String ruleSet() {
            return "test";
        }

        @Override
        public Verdict judge(Check check) {
            return answer.apply(check);
        }
    }

    private final Rules rules = new Rules();
    private final Rig rig = new Rig(rules, Rig.LIVE);

    private static Verdict holds(String... codes) {
        List<Reason> reasons = new ArrayList<>();
        for (String code : codes) {
            reasons.add(new Reason(code, Decision.HOLD, 2, 1, "ask about " + code));
        }
        return new Verdict(Decision.HOLD, null, reasons);
    }

    private static Verdict reduceTo(String quantity) {
        return new Verdict(
                Decision.REDUCE,
                Decimal.parse(quantity),
                List.of(new Reason("SIZE", Decision.REDUCE, 2, 1, "too large")));
    }

    private static OrderRequest market(Side side, String quantity) {
        return OrderRequest.market(BTC.id(), side, Quantity.of(quantity));
    }

    private static OrderRequest limit(Side side, String quantity, String price) {
        return OrderRequest.limit(BTC.id(), side, Quantity.of(quantity), Price.of(price));
    }

    private void answer(OrderState order, boolean approved) {
        rig.send(new Input.AnswerHold(rig.nowNanos(), order.id(), approved, "Ann"));
    }

    private @Nullable String denial(OrderState order) {
        return order.status() == OrderStatus.DENIED ? rig.last(OrderDenied.class).code() : null;
    }

    @Test
    void noEntryIsWorthMoreThanTheHardLimit() {
        assertThat(denial(rig.place(market(Side.BUY, "10000.001")))).isEqualTo("HARD_NOTIONAL");
        assertThat(denial(rig.place(market(Side.BUY, "10000")))).isNull();
        assertThat(denial(rig.place(limit(Side.BUY, "10001", "99")))).isNull();
        assertThat(denial(rig.place(limit(Side.BUY, "9999", "101")))).isEqualTo("HARD_NOTIONAL");
        assertThat(denial(rig.place(OrderRequest.stop(BTC.id(), Side.BUY, Quantity.of("9999"), Price.of("101")))))
                .isEqualTo("HARD_NOTIONAL");
    }

    @Test
    void aLimitFarBelowTheMarketDoesNotMakeASaleSmall() {
        assertThat(denial(rig.place(limit(Side.SELL, "1000000", "0.01")))).isEqualTo("HARD_NOTIONAL");
        assertThat(denial(rig.place(limit(Side.SELL, "9999", "100")))).isNull();
    }

    @Test
    void anExitIsNeverBlockedByTheHardLimitNorByRoundingOfItsParts() {
        for (int i = 0; i < 3; i++) {
            rig.trade(BTC, Side.BUY, "9000", "100");
        }
        rig.place(limit(Side.SELL, "0.1", "200"));
        rig.place(limit(Side.SELL, "0.2", "200"));
        assertThat(denial(rig.place(market(Side.SELL, "26999.7")))).isNull();
        assertThat(denial(rig.place(market(Side.SELL, "27000").with(OrderConditions.GTC.withReduceOnly())))).isNull();
        assertThat(denial(rig.place(market(Side.SELL, "27000")))).isEqualTo("HARD_NOTIONAL");
    }

    @Test
    void partsOfAnExitThatAddUpToThePositionExactlyAreAllExits() {
        rig.trade(BTC, Side.BUY, "0.3", "100");
        rig.send(new Input.SwitchKill(rig.nowNanos(), true, "drill"));
        assertThat(denial(rig.place(limit(Side.SELL, "0.1", "200")))).isNull();
        // 0.1 + 0.2 is more than 0.3 in doubles.
        assertThat(denial(rig.place(limit(Side.SELL, "0.2", "200")))).isNull();
        assertThat(denial(rig.place(limit(Side.SELL, "0.001", "200")))).isEqualTo("KILL_SWITCH");
    }

    @Test
    void theKillSwitchCancelsEntriesKeepsProtectionAndSurvivesASnapshot() {
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState entry = rig.accepted(limit(Side.BUY, "1", "90"));
        OrderState protection = rig.accepted(OrderRequest.stop(BTC.id(), Side.SELL, ONE, Price.of("90"))
                .with(OrderConditions.GTC.withReduceOnly()));
        rules.answer = check -> holds("ASK");
        OrderState held = rig.place(market(Side.BUY, "1"));
        rules.answer = check -> Verdict.ALLOW;

        rig.send(new Input.SwitchKill(rig.nowNanos(), true, "drill"));

        assertThat(rig.commands(CancelOrder.class)).extracting(CancelOrder::orderId).containsExactly(entry.id());
        assertThat(held.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(protection.status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(denial(rig.place(OrderRequest.market(ETH.id(), Side.BUY, ONE)))).isEqualTo("KILL_SWITCH");
        assertThat(denial(rig.place(market(Side.SELL, "2.001")))).isEqualTo("KILL_SWITCH");
        assertThat(denial(rig.place(market(Side.SELL, "2")))).isNull();
        assertThat(LedgerSnapshot.read(LedgerSnapshot.write(rig.engine.ledger())).killSwitches().isWholeOn())
                .isTrue();

        rig.send(new Input.SwitchKill(rig.nowNanos(), false, "over"));
        assertThat(denial(rig.place(OrderRequest.market(ETH.id(), Side.BUY, ONE)))).isNull();
    }

    @Test
    void aDenialGivesTheStrictestReasonAndIsJournaledWithItsFacts() {
        rules.answer = check -> new Verdict(
                Decision.DENY,
                null,
                List.of(
                        new Reason("B", Decision.DENY, 1, 2, "second"),
                        new Reason("A", Decision.HOLD, 1, 2, "first")));
        OrderState order = rig.place(market(Side.BUY, "3"));

        assertThat(denial(order)).isEqualTo("B");
        assertThat(rig.last(OrderDenied.class).reason()).isEqualTo("first; second");
        OrderJudged judged = rig.last(OrderJudged.class);
        assertThat(judged.facts().vocabulary()).isEqualTo(Check.VOCABULARY_VERSION);
        assertThat(judged.facts().number(0)).isEqualTo(3.0);
    }

    @Test
    void aReductionIsRoundedDownToLotsAndTooLittleIsADenial() {
        rules.answer = check -> reduceTo("1.2345");
        OrderState order = rig.place(market(Side.BUY, "3"));
        assertThat(order.request().quantity()).isEqualTo(Quantity.of("1.234"));
        assertThat(order.status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(rig.place(market(Side.BUY, "1")).request().quantity()).isEqualTo(ONE);
        rules.answer = check -> reduceTo("0.0009");
        assertThat(denial(rig.place(market(Side.BUY, "3")))).isEqualTo("SIZE");
    }

    @Test
    void aHeldOrderWaitsAndGoesOutOnceApproved() {
        rules.answer = check -> holds("BIG");
        OrderState order = rig.place(market(Side.BUY, "3"));
        assertThat(order.status()).isEqualTo(OrderStatus.HELD);
        assertThat(rig.commands).isEmpty();

        answer(order, true);

        assertThat(order.status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(rig.commands).hasSize(1);
        answer(order, true);
        assertThat(rig.engine.ledger().refusedRequests()).isEqualTo(1);
        assertThat(rig.commands).hasSize(1);
    }

    @Test
    void twoHoldsThatAPersonWasShownTogetherAreLiftedTogether() {
        rules.answer = check -> holds("BIG", "NEW");
        OrderState order = rig.place(market(Side.BUY, "3"));
        answer(order, true);
        assertThat(order.status()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void onlyTheHoldThatWasShownIsLifted() {
        rules.answer = check -> holds("BIG");
        OrderState order = rig.place(market(Side.BUY, "3"));
        rules.answer = check -> holds("NEW");
        answer(order, true);
        assertThat(order.status()).isEqualTo(OrderStatus.HELD);
        answer(order, true);
        assertThat(order.status()).isEqualTo(OrderStatus.SUBMITTED);

        rules.answer = check -> holds("BIG");
        OrderState other = rig.place(market(Side.BUY, "3"));
        rules.answer = check -> Verdict.deny("WORSE", 1, 2, "worse");
        answer(other, true);
        assertThat(denial(other)).isEqualTo("WORSE");
    }

    @Test
    void anApprovedOrderIsStillReducedAndStillChecked() {
        rig.trade(BTC, Side.BUY, "2", "100");
        rules.answer = check -> holds("BIG");
        OrderState exit = rig.place(market(Side.SELL, "2").with(OrderConditions.GTC.withReduceOnly()));
        OrderState timed = rig.place(limit(Side.BUY, "1", "90")
                .with(OrderConditions.goodTill(rig.nowNanos() + 2 * Rig.MINUTE)));
        OrderState entry = rig.place(market(Side.BUY, "3"));
        rules.answer = check -> Verdict.ALLOW;
        rig.trade(BTC, Side.SELL, "1.5", "100");
        rig.price(BTC, "100");
        answer(exit, true);
        assertThat(exit.request().quantity()).isEqualTo(Quantity.of("0.5"));
        answer(timed, true);
        assertThat(denial(timed)).isEqualTo("EXPIRED");
        rules.answer = check -> reduceTo("1");
        answer(entry, true);
        assertThat(entry.request().quantity()).isEqualTo(ONE);
    }

    @Test
    void aHoldThatIsLiftedWhileARuleAsksForLessWithoutANumberIsDenied() {
        rules.answer = check -> new Verdict(
                Decision.HOLD,
                null,
                List.of(
                        new Reason("BIG", Decision.HOLD, 2, 1, "ask"),
                        new Reason("SIZE", Decision.REDUCE, 2, 1, "less")));
        OrderState order = rig.place(market(Side.BUY, "3"));
        answer(order, true);
        assertThat(order.status()).isEqualTo(OrderStatus.DENIED);
    }

    @Test
    void aRefusedHoldAndOneThatNobodyCanApproveAreDenials() {
        rules.answer = check -> holds("BIG");
        OrderState order = rig.place(market(Side.BUY, "3"));
        answer(order, false);
        assertThat(denial(order)).isEqualTo("HOLD_REFUSED");
        assertThat(rig.last(OrderDenied.class).reason()).contains("Ann");

        Rig alone = new Rig(rules, EngineConfig.HardLimits.BACKTEST);
        OrderState unattended = alone.place(market(Side.BUY, "3"));
        assertThat(unattended.status()).isEqualTo(OrderStatus.DENIED);
        assertThat(alone.last(OrderDenied.class).code()).isEqualTo("HELD:BIG");
    }

    @Test
    void anAmendmentIsJudgedAndAStopIsJudgedAgainWhenItTriggers() {
        OrderState order = rig.accepted(OrderRequest.stop(BTC.id(), Side.BUY, ONE, Price.of("110")));
        rules.answer = check -> Verdict.deny("NO", 1, 2, "no more");
        rig.act(context -> context.amend(order.id(), Quantity.of("2"), OrderPrices.stop(Price.of("111"))));
        assertThat(order.status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(rig.updates.getLast().reason()).isEqualTo("no more");

        rig.report(new VenueEvent.Triggered(BTC.id(), Rig.attempt(order), rig.nowNanos()));
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        assertThat(order.triggered()).isTrue();
    }
}

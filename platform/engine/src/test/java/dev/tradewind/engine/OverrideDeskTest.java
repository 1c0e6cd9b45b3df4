package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static dev.tradewind.engine.Rig.ETH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OverrideGranted;
import dev.tradewind.engine.ledger.LedgerEvent.OverrideUsed;
import dev.tradewind.engine.ledger.LedgerEvent.RequestRefused;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A person lets one order through that rules denied. */
class OverrideDeskTest {
    private static final long MINUTE = 60_000_000_000L;

    /** Denies with the codes that a test names. */
    private static final class Rules implements Policy {
        private List<Reason> reasons = List.of();

        @Override
        public String ruleSet() {
            return "test";
        }

        @Override
        public Verdict judge(Check check) {
            return reasons.isEmpty() ? Verdict.ALLOW : new Verdict(reasons.getFirst().decision(), null, reasons);
        }

        private void deny(String... codes) {
            reasons = Arrays.stream(codes)
                    .map(code -> new Reason(code, Decision.DENY, 2, 1, code + " says no"))
                    .toList();
        }
    }

    private final Rules rules = new Rules();
    private final Rig rig = new Rig(rules, Rig.LIVE);

    private static OrderRequest limit(InstrumentId instrument, Side side, String quantity, String price) {
        return OrderRequest.limit(instrument, side, Quantity.of(quantity), Price.of(price));
    }

    private OrderState buy(String quantity, String price) {
        return rig.place(limit(BTC.id(), Side.BUY, quantity, price));
    }

    private void override(OrderId denied, long nanos) {
        rig.send(new Input.GrantOverride(rig.nowNanos(), denied, rig.nowNanos() + nanos, "Ann", "a client's wish"));
    }

    @Test
    void theSameOrderGoesOutOnceAndNoOther() {
        rules.deny("BIG", "RARE");
        OrderState denied = buy("2", "100");
        assertThat(denied.status()).isEqualTo(OrderStatus.DENIED);
        assertThat(denied.objections()).containsExactly("BIG", "RARE");

        override(denied.id(), 10 * MINUTE);
        assertThat(rig.last(OverrideGranted.class).codes()).containsExactly("BIG", "RARE");
        assertThat(buy("2.001", "100").status()).as("more").isEqualTo(OrderStatus.DENIED);
        assertThat(buy("2", "100.1").status()).as("dearer").isEqualTo(OrderStatus.DENIED);
        assertThat(rig.place(limit(BTC.id(), Side.SELL, "2", "100")).status()).isEqualTo(OrderStatus.DENIED);
        assertThat(rig.place(limit(ETH.id(), Side.BUY, "2", "100")).status()).isEqualTo(OrderStatus.DENIED);
        assertThat(rig.place(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("2")))
                        .status())
                .as("at any price")
                .isEqualTo(OrderStatus.DENIED);

        OrderState through = buy("1.5", "99");
        assertThat(through.status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(rig.last(OverrideUsed.class).denied()).isEqualTo(denied.id());
        assertThat(rig.last(OverrideUsed.class).by()).isEqualTo("Ann");
        assertThat(buy("1.5", "99").status()).as("once").isEqualTo(OrderStatus.DENIED);
    }

    @Test
    void onlyTheRulesThatDeniedAreOverridden() {
        rules.deny("BIG");
        OrderState denied = buy("2", "100");
        override(denied.id(), 10 * MINUTE);
        rules.deny("BIG", "RESTRICTED");
        assertThat(buy("2", "100").status()).as("another rule").isEqualTo(OrderStatus.DENIED);
        rules.reasons = List.of(
                new Reason("BIG", Decision.DENY, 2, 1, "no"), new Reason("ASK", Decision.HOLD, 2, 1, "ask"));
        assertThat(buy("2", "100").status()).as("somebody else is to be asked").isEqualTo(OrderStatus.DENIED);
        rules.deny("BIG");
        rig.send(new Input.SwitchKill(rig.nowNanos(), true, "drill"));
        assertThat(buy("2", "100").status()).isEqualTo(OrderStatus.DENIED);
        assertThat(rig.last(OrderDenied.class).code()).isEqualTo("KILL_SWITCH");
        rig.send(new Input.SwitchKill(rig.nowNanos(), false, "drill"));
        assertThat(buy("2", "100").status()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void itCountsForALimitedTimeAndSurvivesASnapshot() {
        rules.deny("BIG");
        override(buy("2", "100").id(), 10 * MINUTE);
        byte[] snapshot = LedgerSnapshot.write(rig.engine.ledger());
        assertThat(LedgerSnapshot.read(snapshot).operations().overrides())
                .containsExactly(rig.last(OverrideGranted.class));

        rig.send(new Input.ClockTick(rig.nowNanos() + 10 * MINUTE + 1));
        assertThat(buy("2", "100").status()).isEqualTo(OrderStatus.DENIED);
    }

    @Test
    void whatRulesDidNotDenyCannotBeOverridden() {
        OrderState sent = buy("2", "100");
        refused(sent.id(), MINUTE, "was not denied by rules");
        refused(buy("20000", "100").id(), MINUTE, "was not denied by rules");
        refused(new OrderId(999), MINUTE, "is not known here");
        rules.deny("POLICY_FAILURE");
        refused(buy("2", "100").id(), MINUTE, "nobody can override");
        rules.deny("BIG");
        OrderState denied = buy("2", "100");
        refused(denied.id(), 0, "over before it began");

        rules.reasons = List.of(new Reason("ASK", Decision.HOLD, 2, 1, "ask"));
        OrderState held = buy("2", "100");
        rig.send(new Input.AnswerHold(rig.nowNanos(), held.id(), false, "Ann"));
        assertThat(rig.last(OrderDenied.class).code()).isEqualTo("HOLD_REFUSED");
        refused(held.id(), MINUTE, "was not denied by rules");
    }

    private void refused(OrderId order, long nanos, String why) {
        override(order, nanos);
        assertThat(rig.last(RequestRefused.class).reason()).contains(why);
        assertThat(rig.engine.ledger().operations().overrides()).isEmpty();
    }
}

package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kill switches, each with its scope. */
class KillSwitchTest {
    private static final Quantity ONE = Quantity.of("1");

    private final Rig rig = new Rig(new NoRules(), Rig.config(Rig.LIVE));

    private void kill(boolean on, String scope) {
        rig.send(new Input.SwitchKill(rig.nowNanos(), on, scope, "Ann", "drill", false));
    }

    private OrderState buy() {
        return rig.place(OrderRequest.market(BTC.id(), Side.BUY, ONE));
    }

    @Test
    void anAccountTradesOnlyOnceEverySwitchOverItIsOff() {
        kill(true, "firm");
        kill(true, "venue:SIM");
        kill(true, "account:test");
        assertThat(buy().status()).isEqualTo(OrderStatus.DENIED);
        kill(false, "account:test");
        assertThat(buy().status()).isEqualTo(OrderStatus.DENIED);
        kill(false, "firm");
        OrderState denied = buy();
        assertThat(denied.status()).isEqualTo(OrderStatus.DENIED);
        assertThat(rig.events(LedgerEvent.OrderDenied.class).getLast().reason()).contains("venue:SIM");
        kill(false, "venue:SIM");
        assertThat(buy().status()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void theSwitchOfAStrategyCancelsItsEntriesDeniesNewOnesAndLetsItReduce() {
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState entry = rig.accepted(OrderRequest.limit(BTC.id(), Side.BUY, ONE, Price.of("90")));
        OrderState stop = rig.accepted(OrderRequest.stop(BTC.id(), Side.SELL, ONE, Price.of("90"))
                .with(OrderConditions.GTC.withReduceOnly()));
        kill(true, "strategy:another");
        assertThat(entry.status()).isEqualTo(OrderStatus.ACCEPTED);
        kill(true, "strategy:obedient");

        assertThat(rig.commands(CancelOrder.class)).extracting(CancelOrder::orderId).containsExactly(entry.id());
        assertThat(stop.status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(buy().status()).isEqualTo(OrderStatus.DENIED);
        assertThat(rig.place(OrderRequest.market(BTC.id(), Side.SELL, ONE)).status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(rig.engine.ledger().killSwitches().isWholeOn()).isFalse();
        assertThat(rig.engine.ledger().killSwitches().covers("a third")).isFalse();
    }

    @Test
    void switchesSurviveASnapshotWithSinceWhenAndByWhom() {
        kill(true, "firm");
        kill(true, "strategy:obedient");
        kill(false, "firm");
        kill(true, "venue:SIM");

        Ledger back = LedgerSnapshot.read(LedgerSnapshot.write(rig.engine.ledger()));

        assertThat(back.killSwitches().all()).isEqualTo(rig.engine.ledger().killSwitches().all());
        assertThat(back.killSwitches().all().keySet()).containsExactly("strategy:obedient", "venue:SIM");
        assertThat(back.killSwitches().all().values()).allMatch(state -> state.by().equals("Ann"));
        assertThat(back.killSwitches().isWholeOn()).isTrue();
    }

    @Test
    void closingPositionsIsPartOfTheSameDecision() {
        rig.trade(BTC, Side.BUY, "2", "100");
        OrderState entry = rig.accepted(OrderRequest.limit(BTC.id(), Side.BUY, ONE, Price.of("90")));
        rig.send(new Input.SwitchKill(rig.nowNanos(), true, "account:test", "Ann", "drill", true));

        assertThat(entry.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        List<OrderState> exits = rig.engine.ledger().orders().open().stream()
                .filter(order -> order.request().conditions().reduceOnly())
                .toList();
        assertThat(exits).hasSize(1);
        assertThat(exits.getFirst().request().quantity()).isEqualTo(Quantity.of("2"));
        assertThat(rig.events(LedgerEvent.KillSwitchSet.class)).hasSize(1);
    }

    @Test
    void aStrategysSwitchClosesNothingForPositionsAreTheAccounts() {
        assertThatThrownBy(() -> new Input.SwitchKill(1, true, "strategy:obedient", "", "drill", true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("account");
    }

    @Test
    void aStrategyIsToldThatNothingCouldPassAndNeedNotTry() {
        List<Boolean> told = new ArrayList<>();
        for (String scope : List.of("strategy:obedient", "firm", "strategy:another")) {
            kill(true, scope);
            rig.act(context -> told.add(context.mayTakeRisk(BTC.id())));
            kill(false, scope);
            rig.act(context -> told.add(context.mayTakeRisk(BTC.id())));
        }
        assertThat(told).containsExactly(false, true, false, true, true, true);
    }

    @Test
    void ordersAreCancelledByHandWhateverStrategyTheyAreOf() {
        OrderState one = rig.accepted(OrderRequest.limit(BTC.id(), Side.BUY, ONE, Price.of("90")));
        OrderState two = rig.accepted(OrderRequest.limit(BTC.id(), Side.BUY, ONE, Price.of("91")));
        rig.send(new Input.CancelByHand(rig.nowNanos(), one.id(), "Ann"));
        assertThat(one.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        assertThat(one.cancelReason()).isEqualTo("cancelled by hand, by Ann");
        assertThat(two.status()).isEqualTo(OrderStatus.ACCEPTED);
        rig.send(new Input.CancelByHand(rig.nowNanos(), null, "Ann"));
        assertThat(two.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
    }
}

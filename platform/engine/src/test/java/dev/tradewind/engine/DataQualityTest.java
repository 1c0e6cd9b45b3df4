package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static dev.tradewind.engine.Rig.ETH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.DataQualityChanged;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.market.DataFault;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataQualityTest {
    private static final Quantity ONE = Quantity.of("1");
    private static final DataQuality STALE = new DataQuality(BTC.id(), List.of(DataFault.STALE), "nothing for 5 s");

    private final Rig rig = new Rig();

    private void tell(DataQuality quality) {
        rig.send(new Input.SetDataQuality(rig.nowNanos(), quality));
    }

    private OrderDenied denial(OrderState order) {
        return (OrderDenied) rig.events.stream()
                .filter(event -> event instanceof OrderDenied denied && denied.orderId().equals(order.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void newOrdersAreDeniedWithTheReasonUntilTheDataIsGoodAgain() {
        tell(STALE);

        OrderState entry = rig.place(OrderRequest.market(BTC.id(), Side.BUY, ONE));
        assertThat(entry.status()).isEqualTo(OrderStatus.DENIED);
        assertThat(denial(entry).code()).isEqualTo("BAD_DATA");
        assertThat(denial(entry).reason()).contains("nothing for 5 s");
        assertThat(rig.commands).isEmpty();

        tell(DataQuality.good(BTC.id()));
        assertThat(rig.place(OrderRequest.market(BTC.id(), Side.BUY, ONE)).status()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void anotherInstrumentTradesOn() {
        tell(STALE);

        assertThat(rig.place(OrderRequest.market(ETH.id(), Side.BUY, ONE)).status()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void whatReducesAPositionPasses() {
        OrderState entry = rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, ONE));
        rig.fill(entry, "100", "1");
        tell(STALE);

        OrderState exit = rig.place(
                OrderRequest.market(BTC.id(), Side.SELL, ONE).with(OrderConditions.GTC.withReduceOnly()));
        assertThat(exit.status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(rig.place(OrderRequest.market(BTC.id(), Side.SELL, Quantity.of("2"))).status())
                .isEqualTo(OrderStatus.DENIED);
    }

    @Test
    void anAmendmentThatAddsRiskIsRefused() {
        OrderState order = rig.accepted(OrderRequest.limit(BTC.id(), Side.BUY, ONE, Price.of("90")));
        tell(STALE);

        rig.act(context -> context.amend(order.id(), Quantity.of("2"), OrderPrices.limit(Price.of("95"))));

        assertThat(order.status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(rig.updates.getLast().reason()).contains("not to be relied on");
    }

    @Test
    void onlyAChangeIsAnEvent() {
        tell(DataQuality.good(BTC.id()));
        tell(STALE);
        tell(STALE);
        tell(DataQuality.of(BTC.id(), List.of(DataFault.CROSSED, DataFault.STALE), "worse"));
        tell(DataQuality.good(BTC.id()));
        tell(DataQuality.good(BTC.id()));

        assertThat(rig.events.stream().filter(DataQualityChanged.class::isInstance).map(event ->
                        ((DataQualityChanged) event).quality().faults()))
                .containsExactly(
                        List.of(DataFault.STALE), List.of(DataFault.STALE, DataFault.CROSSED), List.of());
    }

    @Test
    void aStrategySeesItAndItSurvivesASnapshotAndAFold() {
        tell(STALE);

        List<DataQuality> seen = new ArrayList<>();
        rig.act(context -> {
            seen.add(context.dataQuality(BTC.id()));
            seen.add(context.dataQuality(ETH.id()));
        });
        assertThat(seen).containsExactly(STALE, DataQuality.good(ETH.id()));

        Ledger read = LedgerSnapshot.read(LedgerSnapshot.write(rig.engine.ledger()));
        Ledger folded = new Ledger();
        for (LedgerEvent event : rig.events) {
            folded.evolve(event);
        }
        assertThat(read.operations().data()).isEqualTo(rig.engine.ledger().operations().data()).hasSize(1);
        assertThat(read.operations().isQuiet()).isFalse();
        assertThat(LedgerSnapshot.write(folded)).isEqualTo(LedgerSnapshot.write(rig.engine.ledger()));
    }

    @Test
    void rulesSeeHowManyFaultsThereAreAndHowLongTheDataHasBeenGood() {
        List<double[]> seen = new ArrayList<>();
        Policy policy = new Policy() {
            @Override
            public String ruleSet() {
                return "watching";
            }

            @Override
            public Verdict judge(Check check) {
                seen.add(new double[] {check.getDataFaults(), check.getDataGoodSeconds()});
                return Verdict.ALLOW;
            }
        };
        Rig judged = new Rig(policy, Rig.LIVE);
        OrderState entry = judged.accepted(OrderRequest.market(BTC.id(), Side.BUY, ONE));
        judged.fill(entry, "100", "1");
        judged.send(new Input.SetDataQuality(judged.nowNanos(), STALE));
        judged.place(OrderRequest.market(BTC.id(), Side.SELL, ONE));
        judged.send(new Input.SetDataQuality(judged.nowNanos(), DataQuality.good(BTC.id())));
        judged.place(OrderRequest.market(BTC.id(), Side.BUY, ONE));

        assertThat(seen).hasSize(3);
        assertThat(seen.get(0)).containsExactly(0, CheckFiller.VERY_LARGE);
        assertThat(seen.get(1)).containsExactly(1, 0);
        // A bar of a minute comes before the strategy acts.
        assertThat(seen.get(2)).containsExactly(0, 60);
    }
}

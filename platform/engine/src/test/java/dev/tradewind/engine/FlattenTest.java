package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static dev.tradewind.engine.Rig.ETH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closing everything because somebody asks for it. */
class FlattenTest {
    private final Rig rig = new Rig(new NoRules(), Rig.config(Rig.LIVE));

    private void flatten() {
        rig.send(new Input.Flatten(rig.nowNanos(), null, "drill"));
    }

    private List<OrderState> open() {
        return List.copyOf(rig.engine.ledger().orders().open());
    }

    @Test
    void entriesAreCancelledAndWhatIsHeldIsSold() {
        rig.trade(BTC, Side.BUY, "2", "100");
        rig.trade(ETH, Side.SELL, "3", "100");
        OrderState entry = rig.accepted(OrderRequest.limit(BTC.id(), Side.BUY, Quantity.of("1"), Price.of("90")));
        flatten();

        assertThat(entry.status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        List<OrderState> exits = new ArrayList<>(open());
        exits.remove(entry);
        assertThat(exits).extracting(order -> order.request().side() + " " + order.request().quantity())
                .containsExactly("SELL 2", "BUY 3");
        assertThat(exits).allMatch(order -> order.request().type() == OrderType.MARKET
                && order.request().conditions().reduceOnly());
        rig.fill(entry, "90", "1");
        exits.forEach(order -> rig.fill(order, "100", order.request().quantity().toString()));
        OrderState rest = open().getFirst();
        assertThat(rest.request().quantity()).isEqualTo(Quantity.of("1"));
        rig.fill(rest, "100", "1");
        assertThat(rig.held(BTC)).isEqualTo("0");
        assertThat(rig.held(ETH)).isEqualTo("0");
        assertThat(rig.events(LedgerEvent.ExitEnded.class)).hasSize(2);
    }

    @Test
    void oneInstrumentAloneLeavesTheOthers() {
        rig.trade(BTC, Side.BUY, "2", "100");
        rig.trade(ETH, Side.BUY, "3", "100");
        rig.send(new Input.Flatten(rig.nowNanos(), ETH.id(), "drill"));

        assertThat(open()).singleElement().satisfies(
                order -> assertThat(order.request().instrument()).isEqualTo(ETH.id()));
    }

    @Test
    void whatIsWorthMoreThanTheHardLimitGoesInSlices() {
        for (int i = 0; i < 3; i++) {
            rig.trade(BTC, Side.BUY, "9000", "100");
        }
        flatten();
        List<String> slices = new ArrayList<>();
        while (!open().isEmpty()) {
            OrderState slice = open().getFirst();
            assertThat(open()).hasSize(1);
            slices.add(slice.request().quantity().toString());
            rig.fill(slice, "100", slices.getLast());
        }
        assertThat(slices).containsExactly("10000", "10000", "7000");
        assertThat(rig.held(BTC)).isEqualTo("0");
    }

    @Test
    void entriesAreDeniedWhileItLastsAndAreWelcomeAfterwards() {
        rig.trade(BTC, Side.BUY, "2", "100");
        flatten();
        OrderState exit = open().getFirst();
        OrderState entry = rig.place(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("1")));
        assertThat(entry.status()).isEqualTo(OrderStatus.DENIED);
        assertThat(rig.last(LedgerEvent.OrderDenied.class).code()).isEqualTo("EXITING");
        rig.fill(exit, "100", "2");
        assertThat(rig.place(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("1"))).status())
                .isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void nothingToFlattenIsSaid() {
        flatten();
        assertThat(rig.last(LedgerEvent.RequestRefused.class).reason()).contains("nothing to flatten");
    }

    @Test
    void whatIsLessThanALotStaysAndIsNamed() {
        OrderState order = rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("1")));
        rig.fill(order, "100", "0.0004");
        rig.cancelled(order);
        flatten();

        assertThat(open()).isEmpty();
        assertThat(rig.last(LedgerEvent.ExitEnded.class).outcome()).contains("0.0004").contains("too small");
    }
}

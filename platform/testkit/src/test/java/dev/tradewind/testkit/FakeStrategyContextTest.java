package dev.tradewind.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FakeStrategyContextTest {
    private static final InstrumentId ID = FakeStrategyContext.DEMO.id();

    private final FakeStrategyContext context = new FakeStrategyContext();
    private final List<String> heard = new ArrayList<>();
    private final Strategy listener = new Strategy() {
        @Override
        public void onOrder(OrderUpdate update, StrategyContext theContext) {
            heard.add(update.order().id() + " " + update.previous() + " -> " + update.status() + " " + update.reason());
        }
    };

    private void bar(long minute, String open, String close) {
        String high = Decimal.parse(open).max(Decimal.parse(close)).toString();
        String low = Decimal.parse(open).min(Decimal.parse(close)).toString();
        context.feed(listener, Bar.of(ID, Timeframe.MINUTE_1, minute * 60_000_000_000L, open, high, low, close, "1"));
    }

    @Test
    void fillsAtTheNextOpenAndKeepsAverageCost() {
        bar(1, "100", "101");
        context.submit(OrderRequest.market(ID, Side.BUY, Quantity.of("2")));
        assertThat(context.position(ID).isFlat()).isTrue();

        bar(2, "110", "120");
        context.submit(OrderRequest.market(ID, Side.BUY, Quantity.of("2")));
        bar(3, "130", "140");
        assertThat(context.position(ID).averagePrice()).isEqualTo(Price.of("120"));
        assertThat(context.position(ID).unrealisedPnl().amount()).isEqualTo(Decimal.of(80));
        assertThat(context.portfolio().equity().amount()).isEqualTo(Decimal.of(10_080));

        context.submit(OrderRequest.market(ID, Side.SELL, Quantity.of("5")));
        bar(4, "150", "150");
        assertThat(context.position(ID).signedQuantity()).isEqualTo(Decimal.of(-1));
        assertThat(context.position(ID).averagePrice()).isEqualTo(Price.of("150"));
        assertThat(context.position(ID).realisedPnl().amount()).isEqualTo(Decimal.of(120));
        assertThat(heard).hasSize(3).allMatch(line -> line.contains("SUBMITTED -> FILLED"));
    }

    @Test
    void aReduceOnlyOrderNeverTurnsThePosition() {
        context.submit(OrderRequest.market(ID, Side.SELL, Quantity.of("1")));
        bar(1, "100", "100");
        context.exit(ID, "enough");
        context.exit(ID, "twice");
        bar(2, "90", "90");

        assertThat(context.position(ID).isFlat()).isTrue();
        assertThat(heard.getLast()).isEqualTo("O-3 SUBMITTED -> CANCELLED nothing to reduce");
    }

    @Test
    void deniesAndHoldsWhenTold() {
        context.denyOrders(true);
        context.enter(ID, Side.BUY, "first");
        bar(1, "100", "100");
        assertThat(heard).containsExactly("O-1 INITIALISED -> DENIED denied by the test");

        context.denyOrders(false);
        context.holdFills(true);
        context.enter(ID, Side.BUY, "second");
        bar(2, "100", "100");
        assertThat(context.openOrders(ID)).hasSize(1);

        context.cancelAll(ID);
        assertThat(context.openOrders(ID)).isEmpty();
    }

    @Test
    void notesASignalThatIsTooSmallToTrade() {
        context.withEntryQuantity("0.001").enter(ID, Side.BUY, "dip");

        assertThat(context.submitted()).isEmpty();
        assertThat(context.skippedSignals()).singleElement().satisfies(skipped -> assertThat(skipped.reason())
                .isEqualTo("dip: the configured size is below the smallest order"));
    }

    @Test
    void anUnknownInstrumentIsNamed() {
        assertThatThrownBy(() -> context.position(InstrumentId.parse("OTHER.TEST")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OTHER.TEST");
    }
}

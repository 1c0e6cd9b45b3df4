package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.runtime.node.BacktestDiff.Kind;
import dev.tradewind.runtime.node.OrderStories.End;
import dev.tradewind.runtime.node.OrderStories.Story;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BacktestDiffTest {
    private static final InstrumentId ID = InstrumentId.parse("DEMO.SYNTHETIC");

    private static Story order(long id, long millis, Side side, String state, String filled, String price) {
        Decimal quantity = Decimal.parse(filled);
        return new Story(
                new OrderId(id),
                "quotes",
                OrderRequest.market(ID, side, Quantity.of("2")),
                millis * 1_000_000L,
                new End(state, "", quantity, quantity.times(Decimal.parse(price)), OrderPrices.NONE));
    }

    @Test
    void everyOrderIsCountedOnceAndWhatDiffersIsSaid() {
        List<Story> recorded = List.of(
                order(1, 1_000, Side.BUY, "FILLED", "2", "100"),
                order(2, 2_000, Side.BUY, "FILLED", "2", "100"),
                order(3, 3_000, Side.SELL, "PARTLY_FILLED", "1", "101"),
                order(4, 4_000, Side.SELL, "FILLED", "2", "101"),
                order(5, 5_000, Side.BUY, "DENIED", "0", "1"),
                order(6, 6_000, Side.BUY, "CANCELLED", "0", "1"),
                order(7, 7_000, Side.BUY, "FILLED", "2", "100"));
        List<Story> simulated = List.of(
                order(1, 1_100, Side.BUY, "FILLED", "2", "100.00"),
                order(2, 2_000, Side.BUY, "FILLED", "2", "100.5"),
                order(3, 3_000, Side.SELL, "FILLED", "2", "101"),
                order(4, 4_000, Side.SELL, "CANCELLED", "0", "1"),
                order(5, 5_000, Side.BUY, "FILLED", "2", "99"),
                order(6, 6_000, Side.BUY, "REJECTED", "0", "1"),
                order(7, 7_600, Side.BUY, "FILLED", "2", "100"));

        BacktestDiff diff = BacktestDiff.of("", recorded, simulated);

        assertThat(diff.counts())
                .isEqualTo(Map.of(
                        Kind.SAME, 1,
                        Kind.OTHER_PRICE, 1,
                        Kind.OTHER_QUANTITY, 1,
                        Kind.ONLY_RECORDED_FILLED, 1,
                        Kind.ONLY_BACKTEST_FILLED, 1,
                        Kind.OTHER_END, 1,
                        Kind.ONLY_RECORDED, 1,
                        Kind.ONLY_BACKTEST, 1));
        assertThat(diff.lines()).hasSize(8 - 1).isSorted();
        assertThat(diff.lines().getFirst())
                .isEqualTo("1970-01-01T00:00:02Z quotes order 2 BUY 2 DEMO.SYNTHETIC MARKET: filled at another price:"
                        + " session filled 2 at 100.00000; backtest filled 2 at 100.50000");
    }
}

package dev.tradewind.policy.scenario;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an order of a scenario. */
final class OrderFields {
    private static final List<String> ORDER = List.of(
            "symbol", "side", "quantity", "type", "limit", "stop", "trailing", "time-in-force", "post-only",
            "reduce-only", "strategy");
    private static final long DAY = 86_400_000_000_000L;

    private OrderFields() {}

    /** The keys of an order, and those that only this place has. */
    static List<String> keysAnd(String... more) {
        List<String> keys = new ArrayList<>(ORDER);
        keys.addAll(List.of(more));
        return keys;
    }

    static String symbol(Fields order) {
        order.required("symbol", "BTCUSDT");
        return order.code("symbol", "NONE");
    }

    static String strategy(Fields order) {
        return order.text("strategy", "manual");
    }

    /** @param nanos when it is placed, from which a good-till-date order lasts a day */
    static OrderRequest request(Fields order, InstrumentId instrument, long nanos) {
        order.required("side", "buy");
        order.required("quantity", "0.5");
        Side side = order.choice("side", Side.BUY, Side.values());
        Decimal quantity = order.amount("quantity", Decimal.ZERO);
        @Nullable Price limit = price(order, "limit");
        @Nullable Price stop = price(order, "stop");
        @Nullable Decimal trailing = order.amount("trailing");
        OrderType fallback = trailing != null
                ? OrderType.TRAILING_STOP
                : stop != null ? (limit != null ? OrderType.STOP_LIMIT : OrderType.STOP)
                : limit != null ? OrderType.LIMIT : OrderType.MARKET;
        OrderType type = order.choice("type", fallback, OrderType.values());
        TimeInForce lasts = order.choice("time-in-force", TimeInForce.GTC, TimeInForce.values());
        OrderConditions conditions = new OrderConditions(
                lasts, lasts == TimeInForce.GTD ? nanos + DAY : 0, order.flag("post-only"), order.flag("reduce-only"));
        return new OrderRequest(instrument, side, type, new Quantity(quantity),
                new OrderPrices(limit, stop, trailing), conditions, null, "");
    }

    private static @Nullable Price price(Fields order, String key) {
        Decimal value = order.amount(key);
        return value == null ? null : new Price(value);
    }
}

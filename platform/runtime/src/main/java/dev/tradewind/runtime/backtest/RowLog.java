package dev.tradewind.runtime.backtest;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderRejected;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.research.report.FillRow;
import dev.tradewind.research.report.OrderRow;
import dev.tradewind.research.report.TradeRow;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a report: orders as they ended, fills, trades. */
final class RowLog {
    /** By number: they end in another order. */
    private final SortedMap<Long, OrderRow> orders = new TreeMap<>();

    private final List<FillRow> fills = new ArrayList<>();
    private final List<TradeRow> trades = new ArrayList<>();
    private final Map<Long, Story> stories = new LinkedHashMap<>();

    /** What an order's end needs and the ledger does not keep. */
    private static final class Story {
        Decimal fees = Decimal.ZERO;
        String reason = "";
    }

    void add(TradeRow trade) {
        trades.add(trade);
    }

    /** Follows an order; the ledger has the event already. */
    void follow(OrderEvent event, OrderState order) {
        long id = event.orderId().value();
        switch (event) {
            case OrderFilled e -> {
                Story story = stories.computeIfAbsent(id, key -> new Story());
                story.fees = story.fees.plus(e.fill().fee().amount());
                fills.add(new FillRow(
                        e.venueNanos(),
                        order.id().toString(),
                        order.request().instrument(),
                        order.request().side(),
                        e.fill().quantity().value(),
                        e.fill().price().value(),
                        e.fill().fee(),
                        e.fill().liquidity()));
            }
            case OrderDenied e -> story(id).reason = e.code() + ": " + e.reason();
            case OrderRejected e -> story(id).reason = e.reason();
            case OrderCancelled e -> story(id).reason = e.reason();
            default -> {}
        }
        if (order.status().isClosed() && endsIt(event)) {
            ended(order);
        }
    }

    private Story story(long id) {
        return stories.computeIfAbsent(id, key -> new Story());
    }

    private static boolean endsIt(OrderEvent event) {
        return event instanceof OrderFilled
                || event instanceof OrderDenied
                || event instanceof OrderRejected
                || event instanceof OrderCancelled
                || event instanceof LedgerEvent.OrderExpired
                || event instanceof LedgerEvent.OrderAmended;
    }

    /** Writes the row of an order that ended, or that is open at the end of the run. */
    void ended(OrderState order) {
        Story story = stories.remove(order.id().value());
        OrderRequest request = order.request();
        Price limit = request.prices().limit();
        Price price = limit == null ? request.prices().stop() : limit;
        Price average = order.averagePrice();
        String why = story == null || story.reason.isEmpty() ? request.reason() : story.reason;
        OrderRow row = new OrderRow(
                order.id().toString(),
                order.createdNanos(),
                request.instrument(),
                new OrderRow.Terms(request.side(), request.type(), request.quantity().value(), valueOf(price)),
                new OrderRow.Outcome(
                        order.status(),
                        order.filledQuantity().value(),
                        valueOf(average),
                        story == null ? Decimal.ZERO : story.fees),
                why);
        orders.put(order.id().value(), row);
    }

    private static @Nullable Decimal valueOf(@Nullable Price price) {
        return price == null ? null : price.value();
    }

    List<OrderRow> orders() {
        return List.copyOf(orders.values());
    }

    List<FillRow> fills() {
        return fills;
    }

    List<TradeRow> trades() {
        return trades;
    }
}

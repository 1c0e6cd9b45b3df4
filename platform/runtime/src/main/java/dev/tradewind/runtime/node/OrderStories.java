package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderEvent;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of each order, from ledger events in their order. */
final class OrderStories {
    private final Map<OrderId, Building> orders = new LinkedHashMap<>();

    /**
     * An order's story.
     *
     * @param createdNanos when it was decided
     * @param end what became of it
     */
    record Story(OrderId id, String strategy, OrderRequest request, long createdNanos, End end) {}

    /**
     * The end of a story.
     *
     * @param state such as FILLED or DENIED
     * @param why in the words of who ended it; may be empty
     * @param filled quantity
     * @param value of what was filled: price times quantity
     * @param prices as last amended
     */
    record End(String state, String why, Decimal filled, Decimal value, OrderPrices prices) {
        boolean isFilled() {
            return filled.signum() > 0;
        }

        /** Of what was filled; NaN for nothing. */
        double averagePrice() {
            return isFilled() ? value.toDouble() / filled.toDouble() : Double.NaN;
        }
    }

    private static final class Building {
        private final LedgerEvent.OrderInitialised made;
        private String state = "OPEN";
        private String why = "";
        private Decimal filled = Decimal.ZERO;
        private Decimal value = Decimal.ZERO;
        private OrderPrices prices;

        Building(LedgerEvent.OrderInitialised made) {
            this.made = made;
            this.prices = made.request().prices();
        }

        void end(String how, String reason) {
            state = how;
            why = reason;
        }
    }

    void follow(LedgerEvent event) {
        if (event instanceof LedgerEvent.OrderInitialised made) {
            orders.put(made.orderId(), new Building(made));
        } else if (event instanceof OrderEvent change) {
            // An order of an earlier session has its beginning there.
            Building order = orders.get(change.orderId());
            if (order != null) {
                follow(order, change);
            }
        }
    }

    private static void follow(Building order, OrderEvent event) {
        if (event instanceof LedgerEvent.OrderFilled filled) {
            Decimal quantity = filled.fill().quantity().value();
            order.filled = order.filled.plus(quantity);
            order.value = order.value.plus(quantity.times(filled.fill().price().value()));
            boolean whole = order.filled.compareTo(order.made.request().quantity().value()) >= 0;
            order.state = whole ? "FILLED" : "PARTLY_FILLED";
        } else if (event instanceof LedgerEvent.OrderDenied denied) {
            order.end("DENIED", denied.code() + ": " + denied.reason());
        } else if (event instanceof LedgerEvent.OrderRejected rejected) {
            order.end("REJECTED", rejected.reason());
        } else if (event instanceof LedgerEvent.OrderCancelled cancelled) {
            order.end("CANCELLED", cancelled.reason());
        } else if (event instanceof LedgerEvent.OrderExpired) {
            order.end("EXPIRED", "");
        } else if (event instanceof LedgerEvent.OrderAmended amended) {
            order.prices = amended.prices();
        }
    }

    /** In the order in which they were decided. */
    List<Story> all() {
        List<Story> stories = new ArrayList<>();
        orders.forEach((id, order) -> stories.add(new Story(
                id,
                order.made.strategy(),
                order.made.request(),
                order.made.timeNanos(),
                new End(order.state, order.why, order.filled, order.value, order.prices))));
        return stories;
    }
}

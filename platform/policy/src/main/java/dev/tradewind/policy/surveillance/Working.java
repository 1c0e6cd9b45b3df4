package dev.tradewind.policy.surveillance;

import dev.tradewind.sdk.order.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The orders of an account that work in an instrument. */
final class Working {
    /** The oldest are forgotten beyond this. */
    static final int MOST_ORDERS = 10_000;

    private final Map<String, Order> orders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Order> eldest) {
            return size() > MOST_ORDERS;
        }
    };

    /** One order. */
    static final class Order {
        final String id;
        final Side side;
        final long sinceNanos;
        double price;
        double rest;
        double filled;

        Order(String id, Side side, long sinceNanos, double price, double rest) {
            this.id = id;
            this.side = side;
            this.sinceNanos = sinceNanos;
            this.price = price;
            this.rest = rest;
        }
    }

    void put(Order order) {
        orders.put(order.id, order);
    }

    @Nullable Order get(String id) {
        return orders.get(id);
    }

    void remove(String id) {
        orders.remove(id);
    }

    Iterable<Order> all() {
        return orders.values();
    }

    /** Working quantity of one side, orders at the market left out: they are no offer to anybody. */
    double quantity(Side side) {
        double sum = 0;
        for (Order order : orders.values()) {
            if (order.side == side && !Double.isNaN(order.price)) {
                sum += order.rest;
            }
        }
        return sum;
    }
}

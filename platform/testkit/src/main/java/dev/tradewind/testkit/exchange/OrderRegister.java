package dev.tradewind.testkit.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All orders and fills since the exchange opened. */
final class OrderRegister {
    /** Orders in the life of an exchange; further ones are refused. */
    static final int MAX_ORDERS = 1_000_000;

    private static final long FIRST_ORDER_ID = 1_000_001;

    private final Map<Long, ExchangeOrder> orders = new LinkedHashMap<>();
    private final Map<Long, ExchangeOrder> open = new LinkedHashMap<>();
    /** By account, symbol and client id, oldest first: clients may use an id again. */
    private final Map<String, List<ExchangeOrder>> byClientId = new LinkedHashMap<>();

    private final List<ExchangeFill> fills = new ArrayList<>();
    private long nextOrderId = FIRST_ORDER_ID;
    private int reusedIds;

    long nextOrderId() {
        if (orders.size() >= MAX_ORDERS) {
            throw ApiError.of(-1008, "Server is currently overloaded with other requests. "
                    + "Please try again in a few minutes.");
        }
        return nextOrderId++;
    }

    private static String key(Account account, Symbol symbol, String clientOrderId) {
        return account.owner + "/" + symbol.name() + "/" + clientOrderId;
    }

    void add(ExchangeOrder order) {
        orders.put(order.orderId, order);
        open.put(order.orderId, order);
        List<ExchangeOrder> same = byClientId.computeIfAbsent(
                key(order.account, order.symbol(), order.terms.clientOrderId()), key -> new ArrayList<>(1));
        if (!same.isEmpty()) {
            reusedIds++;
        }
        same.add(order);
    }

    void add(ExchangeFill fill) {
        fills.add(fill);
    }

    void closed(ExchangeOrder order) {
        open.remove(order.orderId);
    }

    @Nullable ExchangeOrder byId(long orderId) {
        return orders.get(orderId);
    }

    /** The last order of this name; null if there is none. */
    @Nullable ExchangeOrder byClientId(Account account, Symbol symbol, String clientOrderId) {
        List<ExchangeOrder> same = byClientId.get(key(account, symbol, clientOrderId));
        return same == null ? null : same.getLast();
    }

    Collection<ExchangeOrder> all() {
        return Collections.unmodifiableCollection(orders.values());
    }

    /** Open orders, oldest first; a copy. */
    List<ExchangeOrder> open() {
        return new ArrayList<>(open.values());
    }

    /** Open orders of an account, of one symbol unless that is null, oldest first. */
    List<ExchangeOrder> open(Account account, @Nullable Symbol symbol) {
        return open.values().stream()
                .filter(order -> order.account == account && (symbol == null || order.symbol().equals(symbol)))
                .toList();
    }

    List<ExchangeFill> fills() {
        return Collections.unmodifiableList(fills);
    }

    /** How often a client used an id again. */
    int reusedIds() {
        return reusedIds;
    }
}

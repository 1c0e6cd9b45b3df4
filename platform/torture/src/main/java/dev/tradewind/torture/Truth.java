package dev.tradewind.torture;

import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the exchange says that happened.
 *
 * @param orders all that it ever had
 * @param fills of these
 * @param balances free and locked together, by asset
 * @param initial what the account began with, by asset
 */
record Truth(
        List<PlacedOrder> orders, List<Trade> fills, Map<String, Decimal> balances, Map<String, Decimal> initial) {

    /** An order at the exchange. */
    record PlacedOrder(String clientId, String venueId, String symbol, Decimal executed, String status, String text) {
        boolean works() {
            return status.equals("NEW") || status.equals("PARTIALLY_FILLED");
        }
    }

    /** A fill, as the exchange has it. */
    record Trade(String symbol, String tradeId, String clientId, Decimal quantity, Decimal price, Decimal fee) {
        String key() {
            return symbol + " " + tradeId;
        }
    }

    static Truth of(Map<String, @Nullable Object> json) {
        List<PlacedOrder> orders = new ArrayList<>();
        for (Map<?, ?> order : rows(json, "orders")) {
            orders.add(new PlacedOrder(
                    text(order, "clientOrderId"),
                    text(order, "orderId"),
                    text(order, "symbol"),
                    number(order, "executedQuantity"),
                    text(order, "status"),
                    order.toString()));
        }
        List<Trade> fills = new ArrayList<>();
        for (Map<?, ?> fill : rows(json, "fills")) {
            fills.add(new Trade(
                    text(fill, "symbol"),
                    text(fill, "tradeId"),
                    text(fill, "clientOrderId"),
                    number(fill, "quantity"),
                    number(fill, "price"),
                    number(fill, "commission")));
        }
        Map<String, Decimal> balances = new LinkedHashMap<>();
        Map<String, Decimal> initial = new LinkedHashMap<>();
        for (Map<?, ?> account : rows(json, "accounts")) {
            for (Map<?, ?> balance : rows(account, "balances")) {
                String asset = text(balance, "asset");
                balances.put(asset, number(balance, "free").plus(number(balance, "locked")));
                initial.put(asset, number(balance, "initial"));
            }
        }
        return new Truth(orders, fills, balances, initial);
    }

    private static List<Map<?, ?>> rows(Map<?, ?> from, String name) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (from.get(name) instanceof List<?> list) {
            for (Object row : list) {
                if (row instanceof Map<?, ?> map) {
                    rows.add(map);
                }
            }
        }
        return rows;
    }

    private static String text(Map<?, ?> from, String name) {
        return String.valueOf(from.get(name));
    }

    private static Decimal number(Map<?, ?> from, String name) {
        return Decimal.parse(text(from, name));
    }

    /** Orders that still work. */
    long working() {
        return orders.stream().filter(PlacedOrder::works).count();
    }
}

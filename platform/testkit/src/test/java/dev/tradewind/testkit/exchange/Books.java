package dev.tradewind.testkit.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.value.Decimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the exchange's truth, and checks it against itself. */
record Books(
        List<Map<String, @Nullable Object>> orders,
        List<Map<String, @Nullable Object>> fills,
        List<Map<String, @Nullable Object>> accounts) {
    static Books of(Map<String, @Nullable Object> truth) {
        return new Books(rows(truth.get("orders")), rows(truth.get("fills")), rows(truth.get("accounts")));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, @Nullable Object>> rows(@Nullable Object array) {
        return ((List<Object>) Objects.requireNonNull(array))
                .stream().map(row -> (Map<String, @Nullable Object>) row).toList();
    }

    static String text(Map<String, @Nullable Object> row, String name) {
        return String.valueOf(row.get(name));
    }

    static Decimal decimal(Map<String, @Nullable Object> row, String name) {
        return Decimal.parse(text(row, name));
    }

    List<String> clientOrderIds() {
        return orders.stream().map(order -> text(order, "clientOrderId")).toList();
    }

    /** The balance of an asset of the first account. */
    Decimal balance(String asset, String which) {
        return rows(accounts.getFirst().get("balances")).stream()
                .filter(row -> text(row, "asset").equals(asset))
                .map(row -> decimal(row, which))
                .findFirst()
                .orElseThrow();
    }

    /** Orders hold what their fills say, balances what they began with and the fills brought, locks what is open. */
    void assertConsistent() {
        Map<String, Decimal> filled = new LinkedHashMap<>();
        Map<String, Decimal> change = new TreeMap<>();
        for (Map<String, @Nullable Object> fill : fills) {
            filled.merge(text(fill, "orderId"), decimal(fill, "quantity"), Decimal::plus);
            Symbol symbol = Symbol.named(text(fill, "symbol"));
            boolean buy = text(fill, "side").equals("BUY");
            Decimal base = decimal(fill, "quantity");
            Decimal quote = decimal(fill, "price").times(base);
            String key = text(fill, "apiKey") + "/";
            change.merge(key + symbol.base(), buy ? base : base.negate(), Decimal::plus);
            change.merge(key + symbol.quote(), buy ? quote.negate() : quote, Decimal::plus);
            change.merge(
                    key + text(fill, "commissionAsset"), decimal(fill, "commission").negate(), Decimal::plus);
        }
        Map<String, Decimal> locked = new TreeMap<>();
        for (Map<String, @Nullable Object> order : orders) {
            Decimal executed = decimal(order, "executedQuantity");
            assertThat(executed).as("filled of " + order)
                    .isEqualTo(filled.getOrDefault(text(order, "orderId"), Decimal.ZERO));
            String status = text(order, "status");
            assertThat(status.equals("FILLED")).as(status + " of " + order)
                    .isEqualTo(executed.equals(decimal(order, "quantity")));
            if (status.equals("NEW") || status.equals("PARTIALLY_FILLED")) {
                lock(order, executed, locked);
            }
        }
        for (Map<String, @Nullable Object> account : accounts) {
            for (Map<String, @Nullable Object> balance : rows(account.get("balances"))) {
                String key = text(account, "apiKey") + "/" + text(balance, "asset");
                Decimal before = decimal(balance, "initial");
                Decimal now = decimal(balance, "free").plus(decimal(balance, "locked"));
                assertClose(key, now, before.plus(change.getOrDefault(key, Decimal.ZERO)));
                assertClose(key + " locked", decimal(balance, "locked"), locked.getOrDefault(key, Decimal.ZERO));
            }
        }
    }

    private static void lock(Map<String, @Nullable Object> order, Decimal executed, Map<String, Decimal> locked) {
        Symbol symbol = Symbol.named(text(order, "symbol"));
        Decimal open = decimal(order, "quantity").minus(executed);
        String key = text(order, "apiKey") + "/";
        if (text(order, "side").equals("SELL")) {
            locked.merge(key + symbol.base(), open, Decimal::plus);
        } else {
            Decimal price = decimal(order, "price");
            Decimal each = price.isZero() ? decimal(order, "stopPrice") : price;
            locked.merge(key + symbol.quote(), open.times(each), Decimal::plus);
        }
    }

    /** What is told has eight places. */
    private static void assertClose(String what, Decimal actual, Decimal expected) {
        assertThat(actual.minus(expected).abs())
                .as(what + " is " + actual + ", expected " + expected)
                .isLessThanOrEqualTo(Decimal.parse("0.00000002"));
    }
}

package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;
import java.util.Map;
import java.util.TreeMap;

/** A client of the exchange: its key, and what it has. An amount can never become negative. */
final class Account {
    final String apiKey;
    final String secret;

    /** The owner of its orders in the books. */
    final long owner;

    private final Map<String, Decimal> initial;
    private final Map<String, Decimal> free = new TreeMap<>();
    private final Map<String, Decimal> locked = new TreeMap<>();
    private long updatedNanos;

    Account(AccountSpec spec, long owner) {
        this.apiKey = spec.apiKey();
        this.secret = spec.secret();
        this.owner = owner;
        this.initial = new TreeMap<>(spec.balances());
        free.putAll(initial);
    }

    Decimal free(String asset) {
        return free.getOrDefault(asset, Decimal.ZERO);
    }

    Decimal locked(String asset) {
        return locked.getOrDefault(asset, Decimal.ZERO);
    }

    Decimal initial(String asset) {
        return initial.getOrDefault(asset, Decimal.ZERO);
    }

    /** All assets that it ever had, sorted. */
    Iterable<String> assets() {
        return new TreeMap<>(free).keySet();
    }

    long updatedNanos() {
        return updatedNanos;
    }

    /** Adds to, or takes from, what is free. */
    void add(String asset, Decimal amount, long nanos) {
        change(free, asset, amount);
        updatedNanos = nanos;
    }

    /** Takes what is free aside for an order, or, if negative, gives it back. */
    void lock(String asset, Decimal amount, long nanos) {
        change(free, asset, amount.negate());
        change(locked, asset, amount);
        updatedNanos = nanos;
    }

    /** Pays out of what was taken aside. */
    void spendLocked(String asset, Decimal amount, long nanos) {
        change(locked, asset, amount.negate());
        updatedNanos = nanos;
    }

    private void change(Map<String, Decimal> amounts, String asset, Decimal change) {
        Decimal after = amounts.getOrDefault(asset, Decimal.ZERO).plus(change);
        if (after.signum() < 0) {
            throw new IllegalStateException("the exchange is broken: " + apiKey + " would have " + after + " " + asset);
        }
        amounts.put(asset, after);
        free.putIfAbsent(asset, Decimal.ZERO);
    }
}

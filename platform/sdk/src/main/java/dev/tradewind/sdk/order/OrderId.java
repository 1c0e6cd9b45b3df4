package dev.tradewind.sdk.order;

/**
 * Our own name of an order, for its whole life, also across amendments. Unique in an account.
 *
 * @param value counts from 1 in each account
 */
public record OrderId(long value) implements Comparable<OrderId> {
    @Override
    public int compareTo(OrderId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return "O-" + value;
    }
}

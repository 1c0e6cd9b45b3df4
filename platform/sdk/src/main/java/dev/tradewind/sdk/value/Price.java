package dev.tradewind.sdk.value;

/**
 * The price of one unit of an instrument, in its quote currency. May be negative (spreads, some futures).
 *
 * @param value the exact number
 */
public record Price(Decimal value) implements Comparable<Price> {
    public static Price of(String text) {
        return new Price(Decimal.parse(text));
    }

    public static Price ofUnscaled(long unscaled, int scale) {
        return new Price(Decimal.ofUnscaled(unscaled, scale));
    }

    /** The nearest double; for signals and charts. */
    public double toDouble() {
        return value.toDouble();
    }

    @Override
    public int compareTo(Price other) {
        return value.compareTo(other.value);
    }

    public boolean isAbove(Price other) {
        return compareTo(other) > 0;
    }

    public boolean isBelow(Price other) {
        return compareTo(other) < 0;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.tradewind.sdk.value;

/**
 * How much of an instrument: units of the base asset, shares or contracts. Never negative; the direction is a
 * {@code Side}.
 *
 * @param value the exact number, zero or more
 */
public record Quantity(Decimal value) implements Comparable<Quantity> {
    public static final Quantity ZERO = new Quantity(Decimal.ZERO);

    /** @throws IllegalArgumentException if the value is negative */
    public Quantity {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("a quantity is never negative, was " + value);
        }
    }

    public static Quantity of(String text) {
        return new Quantity(Decimal.parse(text));
    }

    public static Quantity ofUnscaled(long unscaled, int scale) {
        return new Quantity(Decimal.ofUnscaled(unscaled, scale));
    }

    public Quantity plus(Quantity other) {
        return new Quantity(value.plus(other.value));
    }

    /** @throws IllegalArgumentException if the result would be negative */
    public Quantity minus(Quantity other) {
        return new Quantity(value.minus(other.value));
    }

    public Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return value.isZero();
    }

    /** The nearest double; for signals and charts. */
    public double toDouble() {
        return value.toDouble();
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

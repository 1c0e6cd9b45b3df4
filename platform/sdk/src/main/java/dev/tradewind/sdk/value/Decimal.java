package dev.tradewind.sdk.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact decimal number of up to {@value #MAX_DIGITS} digits, {@value #MAX_SCALE} of them after the point.
 *
 * <p>Values that are numerically equal are equal (2.0 equals 2.00) and hash alike. Addition, subtraction and
 * multiplication are exact; where a product would need more than {@value #MAX_SCALE} places it is rounded half-even to
 * that many, and every other rounding names its mode. A result of more than {@value #MAX_DIGITS} digits throws
 * {@link ArithmeticException}: nothing overflows silently.
 *
 * <p>Inside, a value is a {@code long} where it fits and a {@link BigDecimal} where it does not; nobody outside sees
 * which.
 */
public final class Decimal implements Comparable<Decimal> {
    /** Most digits after the point. */
    public static final int MAX_SCALE = 18;

    /** Most digits in all. */
    public static final int MAX_DIGITS = 38;

    public static final Decimal ZERO = new Decimal(0, 0, null);
    public static final Decimal ONE = new Decimal(1, 0, null);

    private static final long[] POW10 = powers();
    private static final BigInteger LIMIT = BigInteger.TEN.pow(MAX_DIGITS);

    private final long unscaled;
    private final int scale;
    private final @Nullable BigDecimal big;

    private Decimal(long unscaled, int scale, @Nullable BigDecimal big) {
        this.unscaled = unscaled;
        this.scale = scale;
        this.big = big;
    }

    /**
     * The value {@code unscaled} × 10<sup>-scale</sup>.
     *
     * @throws IllegalArgumentException if scale is not in 0..{@value #MAX_SCALE}
     */
    public static Decimal ofUnscaled(long unscaled, int scale) {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException("scale must be in 0.." + MAX_SCALE + ", was " + scale);
        }
        return new Decimal(unscaled, scale, null);
    }

    public static Decimal of(long value) {
        return new Decimal(value, 0, null);
    }

    /**
     * Reads plain or scientific notation, such as {@code "-12.50"} or {@code "1e-8"}.
     *
     * @throws NumberFormatException if the text is no number, or has more digits or places than a Decimal holds
     */
    public static Decimal parse(String text) {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new NumberFormatException("not a decimal number: '" + text + "'");
        }
        try {
            return of(value);
        } catch (ArithmeticException e) {
            throw new NumberFormatException("'" + text + "' does not fit: " + e.getMessage());
        }
    }

    /** The same value, exactly. @throws ArithmeticException if it needs more places or digits than a Decimal holds */
    public static Decimal of(BigDecimal value) {
        if (value.scale() > MAX_SCALE) {
            BigDecimal stripped = value.stripTrailingZeros();
            if (stripped.scale() > MAX_SCALE) {
                throw new ArithmeticException("more than " + MAX_SCALE + " places");
            }
            return ofBig(stripped);
        }
        // Bounded before anything is computed: 1e2000000000 would be a number of two billion digits.
        if (value.signum() != 0 && (long) value.precision() - value.scale() > MAX_DIGITS) {
            throw new ArithmeticException("more than " + MAX_DIGITS + " digits");
        }
        return ofBig(value.signum() == 0 ? BigDecimal.ZERO : value);
    }

    /**
     * The shortest decimal that reads back as this double: 0.1 gives 0.1.
     *
     * @throws ArithmeticException if the value is not finite
     */
    public static Decimal of(double value, RoundingMode rounding) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException("not a finite number: " + value);
        }
        BigDecimal exact = BigDecimal.valueOf(value);
        return ofBig(exact.scale() > MAX_SCALE ? exact.setScale(MAX_SCALE, rounding) : exact);
    }

    private static Decimal ofBig(BigDecimal value) {
        BigDecimal normal = value.scale() < 0 ? value.setScale(0) : value;
        BigInteger digits = normal.unscaledValue();
        if (digits.bitLength() <= 63) {
            return new Decimal(digits.longValue(), normal.scale(), null);
        }
        BigDecimal stripped = normal.stripTrailingZeros();
        if (stripped.scale() < 0) {
            stripped = stripped.setScale(0);
        }
        if (stripped.unscaledValue().bitLength() <= 63) {
            return new Decimal(stripped.unscaledValue().longValue(), stripped.scale(), null);
        }
        if (stripped.unscaledValue().abs().compareTo(LIMIT) >= 0) {
            throw new ArithmeticException("more than " + MAX_DIGITS + " digits: " + stripped);
        }
        return new Decimal(0, stripped.scale(), stripped);
    }

    public Decimal plus(Decimal other) {
        if (big == null && other.big == null) {
            if (scale == other.scale) {
                long sum = unscaled + other.unscaled;
                if (((unscaled ^ sum) & (other.unscaled ^ sum)) >= 0) {
                    return new Decimal(sum, scale, null);
                }
            } else {
                int max = Math.max(scale, other.scale);
                long leftFactor = POW10[max - scale];
                long rightFactor = POW10[max - other.scale];
                if (fits(unscaled, leftFactor) && fits(other.unscaled, rightFactor)) {
                    long left = unscaled * leftFactor;
                    long right = other.unscaled * rightFactor;
                    long sum = left + right;
                    if (((left ^ sum) & (right ^ sum)) >= 0) {
                        return new Decimal(sum, max, null);
                    }
                }
            }
        }
        return ofBig(toBigDecimal().add(other.toBigDecimal()));
    }

    public Decimal minus(Decimal other) {
        if (big == null && other.big == null && scale == other.scale) {
            long difference = unscaled - other.unscaled;
            if (((unscaled ^ other.unscaled) & (unscaled ^ difference)) >= 0) {
                return new Decimal(difference, scale, null);
            }
        }
        return plus(other.negate());
    }

    public Decimal negate() {
        if (big == null && unscaled != Long.MIN_VALUE) {
            return new Decimal(-unscaled, scale, null);
        }
        return ofBig(toBigDecimal().negate());
    }

    public Decimal abs() {
        return signum() < 0 ? negate() : this;
    }

    /** The product, exact up to {@value #MAX_SCALE} places and rounded half-even beyond. */
    public Decimal times(Decimal other) {
        if (big == null && other.big == null && scale + other.scale <= MAX_SCALE && fits(unscaled, other.unscaled)) {
            return new Decimal(unscaled * other.unscaled, scale + other.scale, null);
        }
        BigDecimal product = toBigDecimal().multiply(other.toBigDecimal());
        if (product.scale() > MAX_SCALE) {
            product = product.setScale(MAX_SCALE, RoundingMode.HALF_EVEN);
        }
        return ofBig(product);
    }

    /**
     * The quotient, rounded to {@code places} digits after the point.
     *
     * @throws ArithmeticException if the divisor is zero
     */
    public Decimal dividedBy(Decimal divisor, int places, RoundingMode rounding) {
        return ofBig(toBigDecimal().divide(divisor.toBigDecimal(), checkPlaces(places), rounding));
    }

    /** This value rounded to {@code places} digits after the point; a value of fewer places is unchanged. */
    public Decimal rounded(int places, RoundingMode rounding) {
        if (scale <= checkPlaces(places)) {
            return this;
        }
        return ofBig(toBigDecimal().setScale(places, rounding));
    }

    /**
     * The multiple of {@code step} next to this value in the direction that the mode says.
     *
     * @throws IllegalArgumentException if step is not positive
     */
    public Decimal roundedTo(Decimal step, RoundingMode rounding) {
        if (step.signum() <= 0) {
            throw new IllegalArgumentException("step must be positive, was " + step);
        }
        if (isMultipleOf(step)) {
            return this;
        }
        return ofBig(toBigDecimal()
                .divide(step.toBigDecimal(), 0, rounding)
                .multiply(step.toBigDecimal()));
    }

    /** Whether this is a whole multiple of {@code step}. */
    public boolean isMultipleOf(Decimal step) {
        if (big == null && step.big == null && step.unscaled != 0) {
            int max = Math.max(scale, step.scale);
            long factor = POW10[max - scale];
            long stepFactor = POW10[max - step.scale];
            if (fits(unscaled, factor) && fits(step.unscaled, stepFactor)) {
                return (unscaled * factor) % (step.unscaled * stepFactor) == 0;
            }
        }
        return toBigDecimal().remainder(step.toBigDecimal()).signum() == 0;
    }

    public int signum() {
        return big == null ? Long.signum(unscaled) : big.signum();
    }

    public boolean isZero() {
        return big == null && unscaled == 0;
    }

    public Decimal min(Decimal other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Decimal max(Decimal other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether {@link #unscaledAt} of its own scale fits a {@code long}; codecs ask. */
    public boolean isLong() {
        return big == null;
    }

    /** Digits after the point that this value was made with; equal values may differ in it. */
    public int scale() {
        return scale;
    }

    /**
     * This value in units of 10<sup>-places</sup>.
     *
     * @throws ArithmeticException if that is not a whole number, or does not fit a {@code long}
     */
    public long unscaledAt(int places) {
        if (big == null && places >= scale && places - scale <= MAX_SCALE && fits(unscaled, POW10[places - scale])) {
            return unscaled * POW10[places - scale];
        }
        return toBigDecimal().setScale(places, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    }

    /** The nearest double. For signals, charts and statistics; never for money. */
    public double toDouble() {
        return big == null ? toDouble(unscaled, scale) : big.doubleValue();
    }

    /** The double nearest to {@code unscaled} × 10<sup>-scale</sup>, without making a Decimal. */
    public static double toDouble(long unscaled, int scale) {
        // Both operands are exact below 2^53, so that the division is correctly rounded (IEEE 754).
        if (unscaled < (1L << 53) && unscaled > -(1L << 53)) {
            return (double) unscaled / POW10[scale];
        }
        return BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    public BigDecimal toBigDecimal() {
        return big != null ? big : BigDecimal.valueOf(unscaled, scale);
    }

    @Override
    public int compareTo(Decimal other) {
        if (big == null && other.big == null) {
            if (scale == other.scale) {
                return Long.compare(unscaled, other.unscaled);
            }
            int max = Math.max(scale, other.scale);
            long leftFactor = POW10[max - scale];
            long rightFactor = POW10[max - other.scale];
            if (fits(unscaled, leftFactor) && fits(other.unscaled, rightFactor)) {
                return Long.compare(unscaled * leftFactor, other.unscaled * rightFactor);
            }
        }
        return toBigDecimal().compareTo(other.toBigDecimal());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Decimal that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        if (big != null) {
            return big.stripTrailingZeros().hashCode();
        }
        long digits = unscaled;
        int places = scale;
        while (places > 0 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        return digits == 0 ? 0 : 31 * Long.hashCode(digits) + places;
    }

    /** Plain notation without trailing zeros after the point, such as {@code 9474.09438388}. */
    @Override
    public String toString() {
        if (signum() == 0) {
            return "0";
        }
        return scale == 0 ? toBigDecimal().toPlainString() : toBigDecimal().stripTrailingZeros().toPlainString();
    }

    private static int checkPlaces(int places) {
        if (places < 0 || places > MAX_SCALE) {
            throw new IllegalArgumentException("places must be in 0.." + MAX_SCALE + ", was " + places);
        }
        return places;
    }

    private static boolean fits(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return (high == 0 && low >= 0) || (high == -1 && low < 0);
    }

    private static long[] powers() {
        long[] powers = new long[MAX_SCALE + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}

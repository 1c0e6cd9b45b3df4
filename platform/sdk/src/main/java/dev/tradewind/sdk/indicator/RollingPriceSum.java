package dev.tradewind.sdk.indicator;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.value.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The exact sum of the last so many closes, as a whole number of 10<sup>-scale</sup>, and exact comparison of averages.
 * Two averages of prices are often exactly equal; a sum of doubles gets that wrong and trades where it must not.
 *
 * <p>The sum has 128 bits and cannot overflow. When a close has more decimal places than those before, the window is
 * brought to that scale; a close that does not fit 64 bits there is refused.
 */
public final class RollingPriceSum {
    private static final long[] POWERS = new long[Decimal.MAX_SCALE + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private final long[] window;
    private int next;
    private int count;
    private int scale;
    private long high;
    private long low;

    /** @throws IllegalArgumentException if the period is not in 1..1,000,000 */
    public RollingPriceSum(int period) {
        window = new long[Inputs.period(period)];
    }

    /** Takes in the close of one closed bar. @throws ArithmeticException as {@link #update(long, int)} */
    public void update(Bar bar) {
        update(bar.closeUnscaled(), bar.priceScale());
    }

    /**
     * Takes in {@code unscaled * 10^-newScale}.
     *
     * @throws IllegalArgumentException if the scale is not in 0..18
     * @throws ArithmeticException if the price, or one in the window, does not fit 64 bits at the common scale; nothing
     *     has changed then
     */
    public void update(long unscaled, int newScale) {
        long value = newScale == scale ? unscaled : rescaled(unscaled, newScale);
        if (count == window.length) {
            subtract(window[next]);
        } else {
            count++;
        }
        window[next] = value;
        add(value);
        next = next + 1 == window.length ? 0 : next + 1;
    }

    private long rescaled(long unscaled, int newScale) {
        if (newScale < 0 || newScale > Decimal.MAX_SCALE) {
            throw new IllegalArgumentException("scale must be in 0..18, was " + newScale);
        }
        if (newScale < scale) {
            return times(unscaled, newScale, scale);
        }
        for (int i = 0; i < count; i++) {
            // Looks before it changes anything.
            times(window[i], scale, newScale);
        }
        high = 0;
        low = 0;
        for (int i = 0; i < count; i++) {
            window[i] = times(window[i], scale, newScale);
            add(window[i]);
        }
        scale = newScale;
        return unscaled;
    }

    private static long times(long unscaled, int from, int to) {
        try {
            return Math.multiplyExact(unscaled, POWERS[to - from]);
        } catch (ArithmeticException e) {
            throw new ArithmeticException("the price " + BigDecimal.valueOf(unscaled, from).toPlainString()
                    + " does not fit 64 bits at " + to + " decimal places");
        }
    }

    private void add(long value) {
        long sum = low + value;
        high += (value >> 63) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
        low = sum;
    }

    private void subtract(long value) {
        long difference = low - value;
        high -= (value >> 63) + (Long.compareUnsigned(low, value) < 0 ? 1 : 0);
        low = difference;
    }

    public boolean isReady() {
        return count == window.length;
    }

    public int period() {
        return window.length;
    }

    /** Decimal places of {@link #unscaledSum()}. */
    public int scale() {
        return scale;
    }

    /** The exact sum of what is in the window so far, in units of 10<sup>-{@link #scale()}</sup>. */
    public BigInteger unscaledSum() {
        return BigInteger.valueOf(high)
                .shiftLeft(Long.SIZE)
                .add(new BigInteger(Long.toUnsignedString(low)));
    }

    /** The average as a double; NaN until ready. For charts and messages; comparisons go by the exact sums. */
    public double value() {
        if (!isReady()) {
            return Double.NaN;
        }
        return fitsLong() ? Decimal.toDouble(low, scale) / window.length : wideValue();
    }

    private double wideValue() {
        return new BigDecimal(unscaledSum(), scale).doubleValue() / window.length;
    }

    /**
     * Compares the averages of two windows exactly: {@code fast.sum * slow.period} with {@code slow.sum * fast.period}.
     *
     * @return negative, zero or positive, as the first average is below, equal to or above the second
     * @throws IllegalStateException if one of them is not ready
     */
    public static int compareAverages(RollingPriceSum fast, RollingPriceSum slow) {
        if (!fast.isReady() || !slow.isReady()) {
            throw new IllegalStateException("an average of " + (fast.isReady() ? slow : fast).window.length
                    + " prices has no value before it has seen them");
        }
        if (fast.scale != slow.scale || !fast.fitsLong() || !slow.fitsLong()) {
            return compareWide(fast, slow);
        }
        int byHigh = Long.compare(
                Math.multiplyHigh(fast.low, slow.window.length), Math.multiplyHigh(slow.low, fast.window.length));
        return byHigh != 0
                ? byHigh
                : Long.compareUnsigned(fast.low * slow.window.length, slow.low * fast.window.length);
    }

    private static int compareWide(RollingPriceSum fast, RollingPriceSum slow) {
        BigDecimal left = new BigDecimal(fast.unscaledSum(), fast.scale);
        BigDecimal right = new BigDecimal(slow.unscaledSum(), slow.scale);
        return left.multiply(BigDecimal.valueOf(slow.window.length))
                .compareTo(right.multiply(BigDecimal.valueOf(fast.window.length)));
    }

    private boolean fitsLong() {
        return high == low >> 63;
    }
}

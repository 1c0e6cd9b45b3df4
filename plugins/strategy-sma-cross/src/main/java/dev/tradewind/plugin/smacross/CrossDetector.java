package dev.tradewind.strategy.smacross;

/**
 * Says when a fast moving average of closes crosses a slow one. Exact: closes are summed as whole numbers, and the
 * averages are compared as {@code fastSum * slow} with {@code slowSum * fast} in 128 bits, so that averages that are
 * equal compare as equal. A sum in binary floating point drifts and would see crosses that never were.
 */
final class CrossDetector {
    private final int fast;
    private final int slow;

    /** The last {@code slow} closes; the next one goes to {@link #next}. */
    private final long[] closes;

    private int next;
    private int count;
    private int scale;
    private long fastSum;
    private long slowSum;

    /** How fast compared with slow at the last bar; meaningful once {@link #count} is {@link #slow}. */
    private int previous;

    CrossDetector(int fast, int slow) {
        this.fast = fast;
        this.slow = slow;
        this.closes = new long[slow];
    }

    /**
     * Adds a close, {@code unscaled} × 10<sup>-priceScale</sup>.
     *
     * @return 1 if the fast average is now above the slow one and was not at the last bar, -1 if it is now below and
     *     was not, else 0
     * @throws ArithmeticException if the sum of closes does not fit into 64 bits
     */
    int add(long unscaled, int priceScale) {
        long close = priceScale == scale ? unscaled : rescaled(unscaled, priceScale);
        int leaving = next - fast;
        long leavesFast = closes[leaving < 0 ? leaving + slow : leaving];
        slowSum = Math.addExact(slowSum, Math.subtractExact(close, closes[next]));
        fastSum = Math.addExact(fastSum, Math.subtractExact(close, leavesFast));
        closes[next] = close;
        next = next + 1 == slow ? 0 : next + 1;
        boolean hadAverages = count == slow;
        if (!hadAverages) {
            count++;
            if (count < slow) {
                return 0;
            }
        }
        int now = compareProducts(fastSum, slow, slowSum, fast);
        int before = previous;
        previous = now;
        if (!hadAverages || now == 0) {
            return 0;
        }
        return now > 0 ? (before <= 0 ? 1 : 0) : (before >= 0 ? -1 : 0);
    }

    /** Brings the new close, or all that is held, to the larger number of places. */
    private long rescaled(long unscaled, int priceScale) {
        if (priceScale < scale) {
            return Math.multiplyExact(unscaled, power(scale - priceScale));
        }
        long factor = power(priceScale - scale);
        for (int i = 0; i < slow; i++) {
            closes[i] = Math.multiplyExact(closes[i], factor);
        }
        fastSum = Math.multiplyExact(fastSum, factor);
        slowSum = Math.multiplyExact(slowSum, factor);
        scale = priceScale;
        return unscaled;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power = Math.multiplyExact(power, 10L);
        }
        return power;
    }

    /** Compares {@code a * b} with {@code c * d} without overflow. */
    private static int compareProducts(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
        return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
    }
}

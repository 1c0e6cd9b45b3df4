package dev.tradewind.sdk.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RollingPriceSumTest {
    @Property(tries = 300)
    void sumAndComparisonAreThoseOfExactDecimals(
            @ForAll @IntRange(min = 1, max = 30) int fastPeriod,
            @ForAll @IntRange(min = 1, max = 30) int slowPeriod,
            @ForAll @IntRange(min = 0, max = 3) int digits,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RollingPriceSum fast = new RollingPriceSum(fastPeriod);
        RollingPriceSum slow = new RollingPriceSum(slowPeriod);
        // Few different prices, so that averages are often equal; large ones, so that sums pass 64 bits.
        long bound = digits == 3 ? Long.MAX_VALUE / 1_000 : (long) StrictMath.pow(10, digits) + 1;
        BigDecimal[] prices = new BigDecimal[150];
        for (int i = 0; i < prices.length; i++) {
            long unscaled = random.nextLong(-bound, bound);
            int scale = random.nextInt(4);
            prices[i] = BigDecimal.valueOf(unscaled, scale);
            fast.update(unscaled, scale);
            slow.update(unscaled, scale);
            BigDecimal fastSum = sum(prices, i, fastPeriod);
            assertThat(new BigDecimal(fast.unscaledSum(), fast.scale())).isEqualByComparingTo(fastSum);
            if (fast.isReady() && slow.isReady()) {
                int wanted = fastSum.multiply(BigDecimal.valueOf(slowPeriod))
                        .compareTo(sum(prices, i, slowPeriod).multiply(BigDecimal.valueOf(fastPeriod)));
                assertThat(Integer.signum(RollingPriceSum.compareAverages(fast, slow))).isEqualTo(wanted);
            }
        }
    }

    private static BigDecimal sum(BigDecimal[] prices, int end, int period) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = Math.max(0, end - period + 1); i <= end; i++) {
            sum = sum.add(prices[i]);
        }
        return sum;
    }

    @Test
    void equalAveragesAreEqualWhereDoublesAreNot() {
        RollingPriceSum fast = new RollingPriceSum(2);
        RollingPriceSum slow = new RollingPriceSum(3);
        for (long price : new long[] {2, 1, 3}) {
            fast.update(price, 1);
            slow.update(price, 1);
        }

        assertThat((0.1 + 0.3) / 2).isNotEqualTo((0.2 + 0.1 + 0.3) / 3);
        assertThat(RollingPriceSum.compareAverages(fast, slow)).isZero();
    }

    @Test
    void aSumBeyondSixtyFourBitsIsExact() {
        RollingPriceSum sum = new RollingPriceSum(3);
        for (int i = 0; i < 4; i++) {
            sum.update(Long.MAX_VALUE, 18);
        }

        assertThat(sum.unscaledSum()).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE).multiply(BigInteger.valueOf(3)));
        assertThat(sum.value()).isCloseTo(Long.MAX_VALUE / 1e18, within(Math.ulp(9.0)));
    }

    @Test
    void aPriceThatDoesNotFitTheCommonScaleIsRefusedAndChangesNothing() {
        RollingPriceSum sum = new RollingPriceSum(2);
        sum.update(Long.MAX_VALUE, 0);

        assertThatThrownBy(() -> sum.update(1, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("the price 9223372036854775807 does not fit 64 bits at 1 decimal places");
        assertThat(sum.unscaledSum()).isEqualTo(BigInteger.valueOf(Long.MAX_VALUE));
        assertThat(sum.scale()).isZero();
    }

    @Test
    void anAverageIsNotComparedBeforeItIsReady() {
        RollingPriceSum ready = new RollingPriceSum(1);
        ready.update(1, 0);

        assertThatThrownBy(() -> RollingPriceSum.compareAverages(ready, new RollingPriceSum(30)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("30");
    }

    @Test
    void aScaleOutsideItsRangeIsRefused() {
        assertThatThrownBy(() -> new RollingPriceSum(2).update(1, 19))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("19");
    }
}

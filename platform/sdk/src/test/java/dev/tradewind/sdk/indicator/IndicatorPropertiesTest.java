package dev.tradewind.sdk.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rolling sums and windows against naive computation over the whole window, in exact decimals. */
class IndicatorPropertiesTest {
    private static final int LONG_RUN = 200_000;
    private static final int CHECK_EVERY = 97;

    /** Values of either sign, with magnitudes from 1e-8 to 1e8, sometimes the same a few times in a row. */
    private static double[] mixed(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            double magnitude = StrictMath.pow(10, random.nextDouble(-8, 8));
            boolean repeat = i > 0 && random.nextInt(4) == 0;
            values[i] = repeat ? values[i - 1] : (random.nextBoolean() ? magnitude : -magnitude);
        }
        return values;
    }

    private static BigDecimal exactSum(double[] values, int end, int period) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = end - period + 1; i <= end; i++) {
            sum = sum.add(new BigDecimal(values[i]));
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30, 500})
    void meansDoNotDriftOverLongRunsOfMixedMagnitudes(int period) {
        double[] values = mixed(period, LONG_RUN);
        Sma sma = new Sma(period);
        Wma wma = new Wma(period);
        for (int i = 0; i < values.length; i++) {
            sma.update(values[i]);
            wma.update(values[i]);
            if (i >= period - 1 && i % CHECK_EVERY == 0) {
                double mean = exactSum(values, i, period).doubleValue() / period;
                assertThat(sma.value()).as("mean at %d", i).isCloseTo(mean, within(2 * Math.ulp(mean)));
                BigDecimal weighted = BigDecimal.ZERO;
                for (int k = 1; k <= period; k++) {
                    weighted = weighted.add(new BigDecimal(values[i - period + k]).multiply(BigDecimal.valueOf(k)));
                }
                double wanted = weighted.doubleValue() / (period * (period + 1.0) / 2);
                assertThat(wma.value()).as("weighted mean at %d", i).isCloseTo(wanted, within(2 * Math.ulp(wanted)));
            }
        }
    }

    @Test
    void aValueThatLeftTheWindowLeavesNothingBehind() {
        Sma sma = new Sma(3);
        for (double value : new double[] {1e90, 3, 1e-90, 1e-90, 1e-90, 1e-90, 1e-90}) {
            sma.update(value);
        }

        assertThat(sma.value()).isEqualTo(1e-90);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 20, 300})
    void standardDeviationKeepsItsDigitsWhereTheSpreadIsSmall(int period) {
        SplittableRandom random = new SplittableRandom(period);
        double[] values = random.doubles(LONG_RUN, 0, 1e-3).map(x -> 65_000 + x).toArray();
        StandardDeviation deviation = new StandardDeviation(period);
        for (int i = 0; i < values.length; i++) {
            deviation.update(values[i]);
            if (i >= period - 1 && i % (10 * CHECK_EVERY) == 0) {
                BigDecimal n = BigDecimal.valueOf(period);
                BigDecimal sum = exactSum(values, i, period);
                BigDecimal squares = BigDecimal.ZERO;
                for (int k = i - period + 1; k <= i; k++) {
                    squares = squares.add(new BigDecimal(values[k]).pow(2));
                }
                double wanted = squares.multiply(n).subtract(sum.pow(2)).sqrt(MathContext.DECIMAL64).doubleValue();
                assertThat(deviation.value()).isCloseTo(wanted / period, within(1e-10 * wanted / period));
            }
        }
    }

    @Test
    void standardDeviationOfEqualValuesIsExactlyZero() {
        StandardDeviation deviation = new StandardDeviation(5);
        for (double value : new double[] {1e8, 0.1, 0.1, 0.1, 0.1, 0.1}) {
            deviation.update(value);
        }

        assertThat(deviation.value()).isZero();
    }

    @Property(tries = 200)
    void extremesAndTheirAgesAreThoseOfTheWindow(@ForAll @IntRange(min = 1, max = 40) int period, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RollingExtreme highest = RollingExtreme.highest(period);
        RollingExtreme lowest = RollingExtreme.lowest(period);
        double[] values = random.ints(1_000, 0, 12).asDoubleStream().toArray();
        for (int i = 0; i < values.length; i++) {
            highest.add(values[i]);
            lowest.add(values[i]);
            int high = i;
            int low = i;
            for (int k = i; k > Math.max(-1, i - period); k--) {
                high = values[k] > values[high] ? k : high;
                low = values[k] < values[low] ? k : low;
            }
            assertThat(highest.value()).isEqualTo(values[high]);
            assertThat(lowest.value()).isEqualTo(values[low]);
            assertThat(highest.age()).isEqualTo(i - high);
            assertThat(lowest.age()).isEqualTo(i - low);
            assertThat(highest.isFull()).isEqualTo(i >= period - 1);
        }
    }
}

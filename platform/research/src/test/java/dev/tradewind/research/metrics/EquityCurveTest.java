package dev.tradewind.research.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class EquityCurveTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long DAY = 1440 * MINUTE;

    @Test
    void drawdownHasItsTimes() {
        EquityCurve curve = curveOf(100, 110, 99, 105, 88, 110, 120, 119);

        Drawdown drawdown = curve.maxDrawdown();

        assertThat(drawdown.depth()).isCloseTo(0.2, within(1e-15));
        assertThat(drawdown.peakNanos()).isEqualTo(2 * MINUTE);
        assertThat(drawdown.troughNanos()).isEqualTo(5 * MINUTE);
        assertThat(drawdown.recoveryNanos()).hasValue(6 * MINUTE);
        assertThat(drawdown.durationNanos()).isEqualTo(4 * MINUTE);
    }

    @Test
    void aFallThatIsNotRecoveredLastsToTheEnd() {
        Drawdown drawdown = curveOf(100, 50, 99, 98).maxDrawdown();

        assertThat(drawdown.recoveryNanos()).isEmpty();
        assertThat(drawdown.endNanos()).isEqualTo(4 * MINUTE);
    }

    @Test
    void theStartingCashIsTheFirstPeak() {
        EquityCurve curve = new EquityCurve(100);
        curve.add(MINUTE, 90, 1);
        assertThat(curve.maxDrawdown().depth()).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void aValueAtMidnightBelongsToTheDayThatEnded() {
        EquityCurve curve = new EquityCurve(100);
        curve.add(DAY - MINUTE, 101, 10);
        curve.add(DAY, 102, 11);
        curve.add(DAY + MINUTE, 103, 12);

        assertThat(curve.dayDates()).containsExactly(LocalDate.of(1970, 1, 1), LocalDate.of(1970, 1, 2));
        assertThat(curve.dailyEquity()).containsExactly(102, 103);
        assertThat(curve.dailyReturns()).containsExactly(102 / 100.0 - 1, 103 / 102.0 - 1);
        assertThat(curve.dailyBenchmarkReturns()).containsExactly(11 / 10.0 - 1, 12 / 11.0 - 1);
    }

    @Test
    void daysWithoutBarsAreLeftOut() {
        EquityCurve curve = new EquityCurve(100);
        curve.add(DAY, 101, 1);
        curve.add(5 * DAY, 102, 1);
        assertThat(curve.dayDates()).containsExactly(LocalDate.of(1970, 1, 1), LocalDate.of(1970, 1, 5));
    }

    @Test
    void noBarsMeanNothingDefined() {
        EquityCurve curve = new EquityCurve(100);
        assertThat(curve.points().size()).isZero();
        assertThat(curve.dailyReturns()).isEmpty();
        assertThat(curve.dayDates()).isEmpty();
        assertThat(curve.benchmarkReturn()).isEmpty();
        assertThat(curve.maxDrawdown()).isEqualTo(Drawdown.NONE);
        assertThat(curve.averageEquity()).isEqualTo(100);
    }

    @Test
    void anAccountNeedsMoney() {
        assertThatThrownBy(() -> new EquityCurve(0)).hasMessageContaining("above zero");
        assertThatThrownBy(() -> new EquityCurve(Double.NaN)).hasMessageContaining("above zero");
    }

    @Property(tries = 200)
    void theDeepestFallIsThatOfTheDefinition(
            @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 1, max = 200) Double> values) {
        EquityCurve curve = new EquityCurve(100);
        double peak = 100;
        double deepest = 0;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            curve.add((i + 1) * MINUTE, value, 1);
            peak = Math.max(peak, value);
            deepest = Math.max(deepest, (peak - value) / peak);
        }
        assertThat(curve.maxDrawdown().depth()).isCloseTo(deepest, within(1e-12));
    }

    @Property(tries = 60)
    void theCurveIsBoundedOrderedAndKeepsItsExtremes(
            @ForAll @IntRange(min = 1, max = 60_000) int bars, @ForAll long seed) {
        EquityCurve curve = new EquityCurve(1000);
        Random random = new Random(seed);
        double value = 1000;
        double low = Double.MAX_VALUE;
        double high = 0;
        for (int i = 1; i <= bars; i++) {
            value *= Math.exp(0.01 * random.nextGaussian());
            low = Math.min(low, value);
            high = Math.max(high, value);
            curve.add(i * MINUTE, value, value);
        }

        CurvePoints points = curve.points();

        assertThat(points.size()).isBetween(1, EquityCurve.MAX_POINTS);
        double seenLow = Double.MAX_VALUE;
        double seenHigh = 0;
        double seenFall = 0;
        for (int i = 0; i < points.size(); i++) {
            seenLow = Math.min(seenLow, points.equity(i));
            seenHigh = Math.max(seenHigh, points.equity(i));
            seenFall = Math.max(seenFall, points.drawdown(i));
            if (i > 0) {
                assertThat(points.timeNanos(i)).isGreaterThan(points.timeNanos(i - 1));
            }
        }
        assertThat(seenLow).isEqualTo(low);
        assertThat(seenHigh).isEqualTo(high);
        assertThat(seenFall).isEqualTo(curve.maxDrawdown().depth());
        assertThat(points.timeNanos(points.size() - 1)).isEqualTo(bars * MINUTE);
        assertThat(points.equity(points.size() - 1)).isEqualTo(value);
        if (bars <= 1_998) {
            assertThat(points.size()).isEqualTo(bars);
        }
    }

    private static EquityCurve curveOf(double... values) {
        EquityCurve curve = new EquityCurve(100);
        for (int i = 0; i < values.length; i++) {
            curve.add((i + 1) * MINUTE, values[i], 1);
        }
        return curve;
    }
}

package dev.tradewind.research.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PriceChartTest {
    @Test
    void candlesAreTheBarsWhileTheyFit() {
        PriceChart chart = new PriceChart("X.SIM");
        for (int i = 0; i < PriceChart.MAX_CANDLES; i++) {
            chart.add(i, i, i + 2, i - 1, i + 1);
        }
        assertThat(chart.size()).isEqualTo(PriceChart.MAX_CANDLES);
        assertThat(chart.barsPerCandle()).isEqualTo(1);
        assertThat(chart.open(7)).isEqualTo(7);
        assertThat(chart.high(7)).isEqualTo(9);
        assertThat(chart.low(7)).isEqualTo(6);
        assertThat(chart.close(7)).isEqualTo(8);
    }

    @Property(tries = 80)
    void mergedCandlesEqualThoseMadeFromTheBars(
            @ForAll @IntRange(min = 1, max = 30_000) int bars, @ForAll long seed) {
        PriceChart chart = new PriceChart("X.SIM");
        Random random = new Random(seed);
        double[] closes = new double[bars];
        for (int i = 0; i < bars; i++) {
            closes[i] = random.nextDouble();
            chart.add(i, i == 0 ? 0.5 : closes[i - 1], closes[i] + 1, closes[i] - 1, closes[i]);
        }
        int stride = (int) chart.barsPerCandle();

        assertThat(chart.size()).isEqualTo((bars + stride - 1) / stride);
        for (int c = 0; c < chart.size(); c++) {
            int from = c * stride;
            int to = Math.min(bars, from + stride) - 1;
            double high = -9;
            double low = 9;
            for (int i = from; i <= to; i++) {
                high = Math.max(high, closes[i] + 1);
                low = Math.min(low, closes[i] - 1);
            }
            assertThat(chart.timeNanos(c)).isEqualTo(to);
            assertThat(chart.open(c)).isEqualTo(from == 0 ? 0.5 : closes[from - 1]);
            assertThat(chart.close(c)).isEqualTo(closes[to]);
            assertThat(chart.high(c)).isEqualTo(high);
            assertThat(chart.low(c)).isEqualTo(low);
        }
    }
}

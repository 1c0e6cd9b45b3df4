package dev.tradewind.simulation.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.BarChunk;
import dev.tradewind.simulation.data.BarReader;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.KlineWriter;
import dev.tradewind.simulation.data.MarketData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyntheticMarketTest {
    private static final Instruments INSTRUMENTS = Instruments.shipped();
    private static final Instrument DEMO = INSTRUMENTS.require("DEMO");

    private static String hash(BarSeries series) {
        try (BarReader reader = series.open()) {
            while (reader.next() != null) {
                // The hash is what is wanted.
            }
            return reader.dataHash();
        }
    }

    /** Columns of open, high, low, close, volume and minute of the day. */
    private static List<long[]> bars(BarSeries series) {
        List<long[]> bars = new ArrayList<>();
        try (BarReader reader = series.open()) {
            for (BarChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                for (int i = 0; i < chunk.size(); i++) {
                    bars.add(new long[] {
                        chunk.open[i], chunk.high[i], chunk.low[i], chunk.close[i], chunk.volume[i], chunk.endNanos[i]
                    });
                }
            }
        }
        return bars;
    }

    @Test
    void theSameSeedGivesTheSameMarketOnEveryMachine() {
        assertThat(hash(SyntheticMarket.of(7, DEMO, 30)))
                .isEqualTo("763bf7efb54907343ec14344bbce49a97dd755acc1935aae2c197fa7ab06ee1a");
        assertThat(hash(SyntheticMarket.of(8, DEMO, 30))).isNotEqualTo(hash(SyntheticMarket.of(7, DEMO, 30)));
    }

    @Test
    void aLongerMarketStartsWithTheShorterOne() {
        List<long[]> shorter = bars(SyntheticMarket.of(7, DEMO, 3));

        assertThat(shorter).hasSize(3 * 1440);
        assertThat(bars(SyntheticMarket.of(7, DEMO, 5)).subList(0, shorter.size()))
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(shorter);
    }

    @Test
    void barsAreWellFormedContinuousAndOnTheTick() {
        Instrument perpetual = INSTRUMENTS.require("DEMO-PERP");
        for (Instrument instrument : List.of(DEMO, perpetual)) {
            long previous = -1;
            for (long[] bar : bars(SyntheticMarket.of(3, instrument, 20))) {
                assertThat(bar[2]).isPositive().isLessThanOrEqualTo(Math.min(bar[0], bar[3]));
                assertThat(bar[1]).isGreaterThanOrEqualTo(Math.max(bar[0], bar[3]));
                assertThat(bar[4]).isPositive();
                assertThat(previous < 0 || previous == bar[0]).isTrue();
                previous = bar[3];
            }
        }
    }

    @Test
    void returnsHaveFatTailsAndVolatilityClusters() {
        for (long seed = 1; seed <= 5; seed++) {
            double[] returns = returns(bars(SyntheticMarket.of(seed, DEMO, 60)));

            assertThat(kurtosis(returns)).as("kurtosis, seed %d", seed).isGreaterThan(4);
            assertThat(autocorrelation(squares(returns), 1)).as("clusters, lag 1, seed %d", seed).isGreaterThan(0.05);
            assertThat(autocorrelation(absolute(returns), 60)).as("clusters, lag 60, seed %d", seed)
                    .isGreaterThan(0.02);
            assertThat(Math.abs(autocorrelation(returns, 1))).as("returns, seed %d", seed).isLessThan(0.08);
        }
    }

    @Test
    void thePriceNeitherDiesNorExplodes() {
        for (long seed = 1; seed <= 10; seed++) {
            long[] closes = bars(SyntheticMarket.of(seed, DEMO, 365)).stream()
                    .mapToLong(bar -> bar[3])
                    .sorted()
                    .toArray();
            assertThat(closes[0]).as("lowest, seed %d", seed).isGreaterThan(1_000L);
            assertThat(closes[closes.length - 1]).as("highest, seed %d", seed).isLessThan(100_000L);
        }
    }

    @Test
    void volumeFollowsTheTimeOfDay() {
        long[] byHour = new long[24];
        for (long[] bar : bars(SyntheticMarket.of(11, DEMO, 120))) {
            byHour[(int) (Math.floorMod(bar[5] - 1, 86_400_000_000_000L) / 3_600_000_000_000L)] += bar[4];
        }

        assertThat(byHour[14]).isGreaterThan(byHour[2] * 3 / 2);
    }

    @Test
    void writtenAsKlinesItReadsBackTheSame(@TempDir Path folder) {
        SyntheticMarket market = SyntheticMarket.of(5, DEMO, 4);
        Path file = folder.resolve("DEMO-1m-2024-01.csv.gz");

        assertThat(KlineWriter.write(market, file)).isEqualTo(4 * 1440);
        BarSeries read = MarketData.open(DataSpec.parseAll(List.of(file.toString()), "").get(0), INSTRUMENTS);

        assertThat(read.instrument()).isEqualTo(DEMO);
        assertThat(read.timeframe()).isEqualTo(market.timeframe());
        assertThat(hash(read)).isEqualTo(hash(market));
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> SyntheticMarket.of(1, DEMO, 0)).hasMessageContaining("days");
        assertThatThrownBy(() -> SyntheticMarket.of(1, DEMO, 1).startingAt(1)).hasMessageContaining("whole minute");
        assertThatThrownBy(() -> SyntheticMarket.of(1, DEMO, 1).startingAtPrice(Decimal.parse("0.5")))
                .hasMessageContaining("100 to 1,000,000,000 ticks");
    }

    private static double[] returns(List<long[]> bars) {
        double[] returns = new double[bars.size()];
        for (int i = 0; i < returns.length; i++) {
            returns[i] = StrictMath.log((double) bars.get(i)[3] / bars.get(i)[0]);
        }
        return returns;
    }

    private static double[] squares(double[] values) {
        return Arrays.stream(values).map(x -> x * x).toArray();
    }

    private static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double kurtosis(double[] values) {
        double mean = mean(values);
        double second = 0;
        double fourth = 0;
        for (double value : values) {
            double square = (value - mean) * (value - mean);
            second += square;
            fourth += square * square;
        }
        return values.length * fourth / (second * second);
    }

    private static double autocorrelation(double[] values, int lag) {
        double mean = mean(values);
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.length; i++) {
            below += (values[i] - mean) * (values[i] - mean);
            above += i < lag ? 0 : (values[i] - mean) * (values[i - lag] - mean);
        }
        return above / below;
    }
}

package dev.tradewind.research.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class PerformanceTest {
    private static final long DAY = 86_400_000_000_000L;

    @Test
    void tradesAreCountedExactly() {
        TradeStatistics trades = trades("1.5", "-0.5", "-0.25", "0", "0.1", "0.2", "0.3");

        assertThat(trades.winRate()).hasValue(4 / 7.0);
        assertThat(trades.grossProfit()).isEqualTo(Decimal.parse("2.1"));
        assertThat(trades.profitFactor().orElseThrow()).isCloseTo(2.8, within(1e-15));
        assertThat(trades.expectancy()).contains(Decimal.parse("0.19285714"));
        assertThat(trades.averageWin()).contains(Decimal.parse("0.525"));
        assertThat(trades.averageLoss()).contains(Decimal.parse("-0.375"));
        assertThat(trades.longestWinStreak()).isEqualTo(3);
        assertThat(trades.longestLossStreak()).isEqualTo(2);
        assertThat(trades.best()).contains(Decimal.parse("1.5"));
        assertThat(trades.worst()).contains(Decimal.parse("-0.5"));
    }

    @Test
    void profitFactorIsUndefinedWhenNothingWasLost() {
        assertThat(trades("1", "2").profitFactor()).isEmpty();
        assertThat(trades().profitFactor()).isEmpty();
        assertThat(trades("-1").profitFactor()).hasValue(0);
    }

    @Test
    void theReadmeDefinesEveryMetric() throws IOException {
        String readme = Files.readString(TestData.projectRoot().resolve("platform/research/README.md"));
        for (Metric metric : Metric.values()) {
            assertThat(readme).contains("`" + metric.key() + "`");
        }
    }

    @Test
    void underTwoDaysDailyFiguresAreUndefined() {
        EquityCurve curve = new EquityCurve(100);
        curve.add(DAY / 2, 99, 1);
        curve.add(DAY, 101, 1.1);

        Performance performance = performance(curve, "101");

        assertThat(performance.value(Metric.SHARPE)).isEmpty();
        assertThat(performance.value(Metric.SORTINO)).isEmpty();
        assertThat(performance.value(Metric.CAGR)).isEmpty();
        assertThat(performance.value(Metric.TOTAL_RETURN)).hasValue(0.01);
        assertThat(performance.value(Metric.MAX_DRAWDOWN).orElseThrow()).isCloseTo(0.01, within(1e-15));
        assertThat(performance.value(Metric.BENCHMARK_RETURN).orElseThrow()).isCloseTo(0.1, within(1e-15));
    }

    @Test
    void twoDaysAreEnoughForSharpe() {
        EquityCurve curve = new EquityCurve(100);
        curve.add(DAY, 110, 1);
        curve.add(2 * DAY, 121 * 1.1, 1);

        Performance performance = performance(curve, "133.1");

        // Returns 0.1 and 0.21: mean 0.155, deviation 0.11 / √2.
        assertThat(performance.value(Metric.SHARPE).orElseThrow())
                .isCloseTo(0.155 / (0.11 / Math.sqrt(2)) * Math.sqrt(365), within(1e-9));
        assertThat(performance.value(Metric.SORTINO)).isEmpty();
        assertThat(performance.value(Metric.CALMAR)).isEmpty();
    }

    @Test
    void returnsOnALostAccountMeanNothing() {
        EquityCurve curve = new EquityCurve(100);
        curve.add(DAY, 50, 1);
        curve.add(2 * DAY, -10, 1);
        curve.add(3 * DAY, 5, 1);

        Performance performance = performance(curve, "5");

        assertThat(performance.value(Metric.SHARPE)).isEmpty();
        assertThat(performance.value(Metric.MAX_DRAWDOWN).orElseThrow()).isCloseTo(1.1, within(1e-12));
    }

    @Property(tries = 150)
    void everyFigureIsFiniteOrUndefined(
            @ForAll @IntRange(min = 0, max = 400) int bars,
            @ForAll @DoubleRange(min = 0, max = 0.9) double noise,
            @ForAll long seed) {
        EquityCurve curve = new EquityCurve(100);
        TradeStatistics trades = new TradeStatistics();
        Random random = new Random(seed);
        double value = 100;
        for (int i = 1; i <= bars; i++) {
            value *= 1 + noise * (random.nextDouble() - 0.5);
            curve.add(i * DAY / 3, value, random.nextInt(5) == 0 ? 0 : 3);
            trades.add(Decimal.ofUnscaled(random.nextInt(2000) - 1000, 2), random.nextInt(9));
        }
        AccountResult account = new AccountResult(Currency.of("USD"), Decimal.of(100),
                Decimal.of(Math.rint(value), RoundingMode.HALF_EVEN), Decimal.ZERO, Decimal.ZERO, 0);
        Performance performance = Performance.of(curve, trades, account, Annualisation.SESSIONS);
        for (Metric metric : Metric.values()) {
            performance.value(metric).ifPresent(v -> assertThat(v).isFinite());
            assertThat(performance.value(metric).isPresent() && performance.amount(metric).isPresent()).isFalse();
        }
        double depth = performance.value(Metric.MAX_DRAWDOWN).orElseThrow();
        assertThat(depth).isBetween(0.0, 1.0);
    }

    @Property(tries = 100)
    void sharpeDoesNotChangeWithLeverageAndBetaScalesWithIt(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 3) double leverage) {
        Random random = new Random(seed);
        double[] market = random.doubles(50).map(u -> 0.01 * random.nextGaussian() + 0.001).toArray();
        double[] own = Arrays.stream(market).map(r -> r * leverage).toArray();

        assertThat(Ratios.sharpe(own, 0, 365).orElseThrow())
                .isCloseTo(Ratios.sharpe(market, 0, 365).orElseThrow(), within(1e-9));
        assertThat(Benchmark.beta(own, market, Benchmark.Market.ALL).orElseThrow())
                .isCloseTo(leverage, within(1e-9));
        assertThat(TailRisk.conditionalValueAtRisk(own, 0.05).orElseThrow())
                .isLessThanOrEqualTo(TailRisk.valueAtRisk(own, 0.05).orElseThrow());
    }

    private static TradeStatistics trades(String... nets) {
        TradeStatistics trades = new TradeStatistics();
        for (String net : nets) {
            trades.add(Decimal.parse(net), 1);
        }
        return trades;
    }

    private static Performance performance(EquityCurve curve, String finalEquity) {
        AccountResult account = new AccountResult(Currency.of("USD"), Decimal.of(100), Decimal.parse(finalEquity),
                Decimal.ZERO, Decimal.ZERO, 0);
        return Performance.of(curve, new TradeStatistics(), account, Annualisation.CONTINUOUS);
    }
}

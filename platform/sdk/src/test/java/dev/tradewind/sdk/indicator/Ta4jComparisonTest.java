package dev.tradewind.sdk.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.aroon.AroonDownIndicator;
import org.ta4j.core.indicators.aroon.AroonUpIndicator;
import org.ta4j.core.indicators.averages.DoubleEMAIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.HMAIndicator;
import org.ta4j.core.indicators.averages.KAMAIndicator;
import org.ta4j.core.indicators.averages.MMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.averages.TripleEMAIndicator;
import org.ta4j.core.indicators.averages.VWMAIndicator;
import org.ta4j.core.indicators.averages.WMAIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelLowerIndicator;
import org.ta4j.core.indicators.donchian.DonchianChannelUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuKijunSenIndicator;
import org.ta4j.core.indicators.ichimoku.IchimokuTenkanSenIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelMiddleIndicator;
import org.ta4j.core.indicators.keltner.KeltnerChannelUpperIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.supertrend.SuperTrendIndicator;
import org.ta4j.core.indicators.volume.ChaikinMoneyFlowIndicator;
import org.ta4j.core.indicators.volume.MoneyFlowIndexIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/** Our indicators against ta4j's on random walks, from where the influence of different starts has faded. */
class Ta4jComparisonTest {
    private static final int BARS = 1_500;
    private static final int SETTLED = 600;
    private static final double RELATIVE = 1e-9;

    private record Pair<I extends Indicator>(
            String name,
            Supplier<I> ours,
            ToDoubleFunction<I> value,
            Function<BarSeries, org.ta4j.core.Indicator<Num>> theirs) {
        void check(long seed) {
            BarSeries series = series(seed);
            org.ta4j.core.Indicator<Num> reference = theirs.apply(series);
            I indicator = ours.get();
            for (int i = 0; i < BARS; i++) {
                var bar = series.getBar(i);
                indicator.update(
                        bar.getHighPrice().doubleValue(),
                        bar.getLowPrice().doubleValue(),
                        bar.getClosePrice().doubleValue(),
                        bar.getVolume().doubleValue());
                if (i >= SETTLED) {
                    double wanted = reference.getValue(i).doubleValue();
                    double actual = value.applyAsDouble(indicator);
                    assertThat(Math.abs(actual - wanted))
                            .as("%s, seed %d, bar %d: ta4j %s, ours %s", name, seed, i, wanted, actual)
                            .isLessThanOrEqualTo(RELATIVE * Math.max(1, Math.abs(wanted)));
                }
            }
        }
    }

    /**
     * Not among them: the parabolic stop, which ta4j lets lie inside the bar that turns it (ours follows TA-Lib, see
     * {@link ReferenceSeriesTest}), and the session's VWAP, which ta4j has over a window only.
     */
    private static final List<Pair<?>> PAIRS = List.of(
            new Pair<>("sma", () -> new Sma(20), Sma::value, s -> new SMAIndicator(close(s), 20)),
            new Pair<>("ema", () -> new Ema(20), Ema::value, s -> new EMAIndicator(close(s), 20)),
            new Pair<>("wilder", () -> new WilderAverage(14), WilderAverage::value,
                    s -> new MMAIndicator(close(s), 14)),
            new Pair<>("wma", () -> new Wma(20), Wma::value, s -> new WMAIndicator(close(s), 20)),
            new Pair<>("hma", () -> new Hma(16), Hma::value, s -> new HMAIndicator(close(s), 16)),
            new Pair<>("dema", () -> new Dema(12), Dema::value, s -> new DoubleEMAIndicator(close(s), 12)),
            new Pair<>("tema", () -> new Tema(12), Tema::value, s -> new TripleEMAIndicator(close(s), 12)),
            new Pair<>("kama", () -> new Kama(10), Kama::value, s -> new KAMAIndicator(close(s), 10, 2, 30)),
            new Pair<>("rsi", () -> new Rsi(14), Rsi::value, s -> new RSIIndicator(close(s), 14)),
            new Pair<>("macd", Macd::new, Macd::line, s -> new MACDIndicator(close(s), 12, 26)),
            new Pair<>("deviation", () -> new StandardDeviation(20), StandardDeviation::value,
                    s -> new StandardDeviationIndicator(close(s), 20)),
            new Pair<>("atr", () -> new Atr(14), Atr::value, s -> new ATRIndicator(s, 14)),
            new Pair<>("adx", () -> new Adx(14), Adx::value, s -> new ADXIndicator(s, 14)),
            new Pair<>("+di", () -> new Adx(14), Adx::plusDi, s -> new PlusDIIndicator(s, 14)),
            new Pair<>("-di", () -> new Adx(14), Adx::minusDi, s -> new MinusDIIndicator(s, 14)),
            new Pair<>("stochastic", () -> new Stochastic(14, 1, 3), Stochastic::k,
                    s -> new StochasticOscillatorKIndicator(s, 14)),
            new Pair<>("stochastic d", () -> new Stochastic(14, 1, 3), Stochastic::d,
                    s -> new SMAIndicator(new StochasticOscillatorKIndicator(s, 14), 3)),
            new Pair<>("cci", () -> new Cci(20), Cci::value, s -> new CCIIndicator(s, 20)),
            new Pair<>("williams", () -> new WilliamsR(14), WilliamsR::value, s -> new WilliamsRIndicator(s, 14)),
            new Pair<>("roc", () -> new Roc(12), Roc::value, s -> new ROCIndicator(close(s), 12)),
            new Pair<>("obv", Obv::new, Obv::value, OnBalanceVolumeIndicator::new),
            new Pair<>("mfi", () -> new Mfi(14), Mfi::value, s -> new MoneyFlowIndexIndicator(s, 14)),
            new Pair<>("cmf", () -> new ChaikinMoneyFlow(20), ChaikinMoneyFlow::value,
                    s -> new ChaikinMoneyFlowIndicator(s, 20)),
            new Pair<>("vwma", () -> new Vwma(20), Vwma::value, s -> new VWMAIndicator(close(s), 20)),
            new Pair<>("aroon up", () -> new Aroon(25), Aroon::up, s -> new AroonUpIndicator(s, 25)),
            new Pair<>("aroon down", () -> new Aroon(25), Aroon::down, s -> new AroonDownIndicator(s, 25)),
            new Pair<>("donchian upper", () -> new DonchianChannel(20), DonchianChannel::upper,
                    s -> new DonchianChannelUpperIndicator(s, 20)),
            new Pair<>("donchian lower", () -> new DonchianChannel(20), DonchianChannel::lower,
                    s -> new DonchianChannelLowerIndicator(s, 20)),
            new Pair<>("keltner upper", () -> new KeltnerChannel(20, 10, 2), KeltnerChannel::upper,
                    s -> new KeltnerChannelUpperIndicator(new KeltnerChannelMiddleIndicator(close(s), 20), 2, 10)),
            new Pair<>("supertrend", () -> new Supertrend(10, 3), Supertrend::value,
                    s -> new SuperTrendIndicator(s, 10, 3.0)),
            new Pair<>("ichimoku tenkan", Ichimoku::new, Ichimoku::tenkan, s -> new IchimokuTenkanSenIndicator(s, 9)),
            new Pair<>("ichimoku kijun", Ichimoku::new, Ichimoku::kijun, s -> new IchimokuKijunSenIndicator(s, 26)));

    private static ClosePriceIndicator close(BarSeries series) {
        return new ClosePriceIndicator(series);
    }

    private static BarSeries series(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarSeries series = new BaseBarSeriesBuilder()
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        double price = 100;
        for (int i = 0; i < BARS; i++) {
            double open = price;
            price *= 1 + random.nextDouble(-0.02, 0.0201);
            series.barBuilder()
                    .timePeriod(Duration.ofMinutes(1))
                    .endTime(Instant.ofEpochSecond(60L * (i + 1)))
                    .openPrice(open)
                    .highPrice(Math.max(open, price) * (1 + random.nextDouble(0.01)))
                    .lowPrice(Math.min(open, price) * (1 - random.nextDouble(0.01)))
                    .closePrice(price)
                    .volume(random.nextDouble(1, 1_000))
                    .add();
        }
        return series;
    }

    @TestFactory
    Stream<DynamicTest> agreesWithTa4jOnceTheStartHasFaded() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Pair<?> pair : PAIRS) {
            tests.add(DynamicTest.dynamicTest(pair.name(), () -> {
                for (long seed = 1; seed <= 5; seed++) {
                    pair.check(seed);
                }
            }));
        }
        return tests.stream();
    }
}

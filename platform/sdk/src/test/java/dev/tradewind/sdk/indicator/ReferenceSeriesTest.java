package dev.tradewind.sdk.indicator;

import static dev.tradewind.sdk.indicator.ReferenceCase.series;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.testing.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every indicator against the series of LEAN, Skender's Stock.Indicators and ta4j that hold it. */
class ReferenceSeriesTest {
    private static final String SEED_FADES = "another start, whose influence has faded below 1e-9 by then. ";
    private static final String SINGLE = "the source computed in single precision, with seven digits. ";
    private static final String MID_SERIES = "the file begins in the middle of the source's series. ";

    private static final List<ReferenceCase<?>> LEAN = List.of(
            series("spy_aroon_oscillator.txt", () -> new Aroon(14), "Aroon Oscillator 14", Aroon::value)
                    .within(1e-5, SINGLE),
            series("spy_bollinger_bands.txt", BollingerBands::new, "Moving Average 20", BollingerBands::middle)
                    .and("Bollinger Bands® 20 2 Top", BollingerBands::upper)
                    .and("Bollinger Bands® 20 2 Bottom", BollingerBands::lower)
                    .and("BandWidth", bands -> 100 * bands.bandwidth())
                    .and("%B", BollingerBands::percentB)
                    .within(1e-3, SINGLE),
            series("spy_sm.csv.gz", BollingerBands::new, "mid_bb", BollingerBands::middle)
                    .and("bb high", BollingerBands::upper)
                    .and("bb low", BollingerBands::lower),
            series("spy_cmf.txt", () -> new ChaikinMoneyFlow(20), "CMF_20", ChaikinMoneyFlow::value)
                    .from(19, MID_SERIES)
                    .except("The last row was taken before the day had ended. ", 299),
            series("spy_ema.csv", () -> new Ema(14), "EMA14", Ema::value),
            series("spy_hma.txt", () -> new Hma(16), "HMA_16", Hma::value),
            series("spy_kama.txt", () -> new Kama(5), "KAMA_5", Kama::value),
            series("spy_max.txt", () -> new Highest(5), "MAX_5", Highest::value),
            series("spy_min.txt", () -> new Lowest(5), "MIN_5", Lowest::value),
            series("spy_mfi.txt", () -> new Mfi(20), "Money Flow Index 20", Mfi::value)
                    .within(2e-4, SINGLE),
            series("spy_natr.txt", () -> new NormalisedAtr(5), "NATR_5", NormalisedAtr::value)
                    .from(110, SEED_FADES),
            series("spy_sarext.txt.gz", ParabolicSar::new, "SAR", ParabolicSar::value),
            series("spy_tr.txt", TrueRange::new, "TR", TrueRange::value),
            series("spy_with_adx.txt", () -> new Adx(14), "ADX 14", Adx::value)
                    .and("+DI14", Adx::plusDi)
                    .and("-DI14", Adx::minusDi)
                    .and("DX", Adx::dx)
                    .within(0.015, "StockCharts' sheet rounds every intermediate column to two places. "),
            series("spy_with_cci.txt", () -> new Cci(14), "Commodity Channel Index (CCI) 14", Cci::value)
                    .within(5e-3, SINGLE),
            series("spy_with_don50.txt", () -> new DonchianChannel(50), "Donchian Channels 50 Top",
                            DonchianChannel::upper)
                    .and("Donchian Channels 50 Bottom", DonchianChannel::lower)
                    .and("Donchian Channels 50 Mean", DonchianChannel::middle)
                    .from(49, "the source gives the channel of what there is before the window is full. "),
            series("spy_with_ichimoku.csv", Ichimoku::new, "Tenkan", Ichimoku::tenkan)
                    .and("Kijun", Ichimoku::kijun)
                    .and("Senkou A", Ichimoku::spanA)
                    .and("Senkou B", Ichimoku::spanB),
            series("spy_with_indicators.txt", () -> new Sma(14), "SMA14", Sma::value)
                    .within(0.051, "some rows are rounded to one place. "),
            series("spy_with_indicators.txt", () -> new Ema(14), "EMA14", Ema::value)
                    .within(0.051, "some rows are rounded to one place. "),
            series("spy_with_indicators.txt", Macd::new, "MACD 12 26", Macd::line)
                    .within(2e-3, SINGLE),
            series("spy_with_indicators.txt", () -> new Rsi(14), "RSI 14 Wilder", Rsi::value),
            series("spy_with_obv.txt", Obv::new, "OBV", obv -> obv.value() + 115_647_600)
                    .within(5_000, "LEAN starts from the volume of the first bar, we from 0; "
                            + "of every volume seven digits are given. "),
            series("spy_with_rma.csv", () -> new Sma(5), "SMA15", Sma::value)
                    .from(4, MID_SERIES + "The source swaps the names of the columns SMA5 and SMA15. "),
            series("spy_with_rma.csv", () -> new Sma(10), "SMA10", Sma::value).from(9, MID_SERIES),
            series("spy_with_rma.csv", () -> new Sma(15), "SMA5", Sma::value)
                    .from(14, MID_SERIES + "The source swaps the names of the columns SMA5 and SMA15. "),
            series("spy_with_roc50.txt", () -> new Momentum(50), "Rate of Change 50", Momentum::value)
                    .within(2e-5, SINGLE),
            series("spy_with_rocp50.txt", () -> new Roc(50), "Rate of Change % 50", Roc::value)
                    .within(2e-5, SINGLE),
            series("spy_coppock_curve.csv", () -> new Roc(11), "roc_11", Roc::value),
            series("spy_coppock_curve.csv", () -> new Roc(14), "roc_14", Roc::value),
            series("spy_dpo.csv", () -> new Sma(21), "Sma(21)", Sma::value),
            series("spy_with_stoch12k3.txt", () -> new Stochastic(12, 3, 5), "Stochastics 12 %K 3", Stochastic::k)
                    .and("%D 5", Stochastic::d)
                    .within(1e-2, SINGLE),
            series("spy_with_williamsR14.txt", () -> new WilliamsR(14), "Williams %R 14", WilliamsR::value)
                    .within(2e-3, SINGLE));

    private static final List<ReferenceCase<?>> SKENDER = List.of(
            series("adx.standard.json.gz", () -> new Adx(14), "adx", Adx::value)
                    .and("pdi", Adx::plusDi)
                    .and("mdi", Adx::minusDi)
                    .and("dx", Adx::dx),
            series("aroon.standard.json.gz", () -> new Aroon(25), "oscillator", Aroon::value)
                    .and("aroonUp", Aroon::up)
                    .and("aroonDown", Aroon::down)
                    .except("Of equal extremes Skender counts the oldest. ", 193, 232),
            series("cci.standard.json.gz", () -> new Cci(20), "cci", Cci::value),
            series("cmf.standard.json.gz", () -> new ChaikinMoneyFlow(20), "cmf", ChaikinMoneyFlow::value),
            series("crsi.standard.json.gz", () -> new Rsi(3), "rsi", Rsi::value),
            series("dema.standard.json.gz", () -> new Dema(14), "dema", Dema::value).from(350, SEED_FADES),
            series("donchian.standard.json.gz", () -> new DonchianChannel(20), "upperBand", DonchianChannel::upper)
                    .and("lowerBand", DonchianChannel::lower)
                    .and("centerline", DonchianChannel::middle)
                    .before(),
            series("elder-ray.standard.json.gz", () -> new Ema(13), "ema", Ema::value),
            series("ema.standard.json.gz", () -> new Ema(20), "ema", Ema::value),
            series("hma.standard.json.gz", () -> new Hma(14), "hma", Hma::value),
            series("ichimoku.standard.json.gz", Ichimoku::new, "tenkanSen", Ichimoku::tenkan)
                    .and("kijunSen", Ichimoku::kijun)
                    .and("senkouSpanA", Ichimoku::spanA)
                    .and("senkouSpanB", Ichimoku::spanB),
            series("kama.standard.json.gz", () -> new Kama(10), "kama", Kama::value)
                    .from(10, "Skender gives the value that the average starts from as its first. "),
            series("mfi.standard.json.gz", () -> new Mfi(14), "mfi", Mfi::value),
            series("obv.standard.json.gz", Obv::new, "obv", Obv::value),
            series("psar.standard.json.gz", ParabolicSar::new, "sar", ParabolicSar::value)
                    .from(60, "Skender starts long whatever the market does; the stops agree once both have turned. ")
                    .except("When the stop turns, Skender lets it lie inside the turning bar. ", 250),
            series("sma.standard.json.gz", () -> new Sma(20), "sma", Sma::value),
            series("sma-analysis.standard.json.gz", () -> new Sma(20), "sma", Sma::value),
            series("smma.standard.json.gz", () -> new WilderAverage(20), "smma", WilderAverage::value),
            series("starc.standard.json.gz", () -> new Sma(5), "centerline", Sma::value),
            series("stdev.standard.json.gz", () -> new StandardDeviation(14), "stdDev", StandardDeviation::value)
                    .and("mean", StandardDeviation::mean),
            series("tema.standard.json.gz", () -> new Tema(20), "tema", Tema::value).from(380, SEED_FADES),
            series("tr.standard.json.gz", TrueRange::new, "tr", TrueRange::value),
            series("vwma.standard.json.gz", () -> new Vwma(14), "vwma", Vwma::value));

    private static final List<ReferenceCase<?>> TA4J = List.of(
            series("SMMA.csv.gz", () -> new WilderAverage(10, Seed.FIRST_VALUE), "SMMA", WilderAverage::value)
                    .from(9, "we give no value before the period is full. "),
            series("VWMA.csv.gz", () -> new Vwma(10), "VWMA", Vwma::value)
                    .from(9, "ta4j averages what there is before the window is full. "));

    /** {@code 100 * atr / close}, to hold the true range against TA-Lib's NATR. */
    private static final class NormalisedAtr implements RangeIndicator {
        private final Atr atr;
        private double close;

        NormalisedAtr(int period) {
            atr = new Atr(period);
        }

        @Override
        public void update(double high, double low, double newClose) {
            atr.update(high, low, newClose);
            close = newClose;
        }

        @Override
        public double value() {
            return 100 * atr.value() / close;
        }

        @Override
        public int warmupBars() {
            return atr.warmupBars();
        }
    }

    @TestFactory
    Stream<DynamicTest> lean() {
        return tests("reference/indicators_lean", LEAN, null);
    }

    @TestFactory
    Stream<DynamicTest> skender() {
        Path quotes = TestData.require("reference/indicators_skender/quotes/default.csv");
        return tests("reference/indicators_skender/results", SKENDER, ReferenceTable.read(quotes));
    }

    @TestFactory
    Stream<DynamicTest> ta4j() {
        return tests("reference/indicators_ta4j", TA4J, null);
    }

    @Test
    void everyExceptionHasAReason() {
        Stream.of(LEAN, SKENDER, TA4J)
                .flatMap(List::stream)
                .filter(each -> each.from() > 0 || each.tolerance() > 0 || !each.except().isEmpty())
                .forEach(each -> assertThat(each.why()).as(each.file()).isNotBlank());
    }

    private static Stream<DynamicTest> tests(
            String folder, List<ReferenceCase<?>> cases, @Nullable ReferenceTable quotes) {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> uncovered = new ArrayList<>();
        for (Path path : TestData.requireAll(folder, "**")) {
            String file = path.getFileName().toString();
            List<ReferenceCase<?>> found =
                    cases.stream().filter(each -> each.file().equals(file)).toList();
            for (ReferenceCase<?> each : found) {
                tests.add(DynamicTest.dynamicTest(file + " " + each.columns().getFirst().name(), () -> {
                    ReferenceTable table = ReferenceTable.read(path);
                    each.check(quotes == null ? table : quotes, table);
                }));
            }
            if (found.isEmpty()) {
                uncovered.add(file);
            }
        }
        System.out.println(folder + ": " + tests.size() + " checks; no indicator of ours for " + uncovered.size()
                + " files: " + String.join(", ", uncovered));
        return tests.stream();
    }
}

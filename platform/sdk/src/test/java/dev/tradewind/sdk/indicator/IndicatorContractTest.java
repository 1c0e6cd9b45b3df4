package dev.tradewind.sdk.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every indicator promises: warm-up, refusal of nonsense, no allocation. */
class IndicatorContractTest {
    private static final Map<String, Supplier<Indicator>> ALL = new LinkedHashMap<>();
    private static final Map<String, IntFunction<Indicator>> BY_PERIOD = new LinkedHashMap<>();

    static {
        BY_PERIOD.put("adx", Adx::new);
        BY_PERIOD.put("aroon", Aroon::new);
        BY_PERIOD.put("atr", Atr::new);
        BY_PERIOD.put("bollinger", period -> new BollingerBands(period, 2));
        BY_PERIOD.put("cci", Cci::new);
        BY_PERIOD.put("cmf", ChaikinMoneyFlow::new);
        BY_PERIOD.put("dema", Dema::new);
        BY_PERIOD.put("donchian", DonchianChannel::new);
        BY_PERIOD.put("ema", Ema::new);
        BY_PERIOD.put("highest", Highest::new);
        BY_PERIOD.put("hma", Hma::new);
        BY_PERIOD.put("ichimoku", period -> new Ichimoku(period, period, period, period));
        BY_PERIOD.put("kama", Kama::new);
        BY_PERIOD.put("keltner", period -> new KeltnerChannel(period, period, 2));
        BY_PERIOD.put("lowest", Lowest::new);
        BY_PERIOD.put("mfi", Mfi::new);
        BY_PERIOD.put("momentum", Momentum::new);
        BY_PERIOD.put("roc", Roc::new);
        BY_PERIOD.put("rsi", Rsi::new);
        BY_PERIOD.put("sma", Sma::new);
        BY_PERIOD.put("deviation", StandardDeviation::new);
        BY_PERIOD.put("stochastic", period -> new Stochastic(period, 3, 3));
        BY_PERIOD.put("supertrend", period -> new Supertrend(period, 3));
        BY_PERIOD.put("tema", Tema::new);
        BY_PERIOD.put("vwma", Vwma::new);
        BY_PERIOD.put("wilder", WilderAverage::new);
        BY_PERIOD.put("williams", WilliamsR::new);
        BY_PERIOD.put("wma", Wma::new);
        BY_PERIOD.forEach((name, make) -> ALL.put(name, () -> make.apply(14)));
        ALL.put("macd", Macd::new);
        ALL.put("sar", ParabolicSar::new);
        ALL.put("true range", TrueRange::new);
        ALL.put("obv", Obv::new);
        ALL.put("vwap", Vwap::new);
    }

    static Iterable<String> all() {
        return ALL.keySet();
    }

    static Iterable<String> byPeriod() {
        return BY_PERIOD.keySet();
    }

    private static Indicator make(String name) {
        return Objects.requireNonNull(ALL.get(name)).get();
    }

    private static void feed(Indicator indicator, SplittableRandom random) {
        double close = random.nextDouble(90, 110);
        indicator.update(close + random.nextDouble(0.1, 2), close - random.nextDouble(0.1, 2), close,
                1 + random.nextInt(9));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isReadyAfterJustAsManyBarsAsItSays(String name) {
        Indicator indicator = make(name);
        SplittableRandom random = new SplittableRandom(1);
        for (int bar = 1; bar < indicator.warmupBars(); bar++) {
            feed(indicator, random);
            assertThat(indicator.isReady()).as("after %d bars", bar).isFalse();
        }
        feed(indicator, random);

        assertThat(indicator.isReady()).isTrue();
        assertThat(indicator.value()).isFinite();
    }

    @ParameterizedTest
    @MethodSource("all")
    void staysFiniteAndReadyWhereNothingMovesAndNothingTrades(String name) {
        Indicator indicator = make(name);
        for (int bar = 0; bar < 3 * indicator.warmupBars() + 50; bar++) {
            indicator.update(100, 100, 100, bar < 2 ? 5 : 0);
        }

        assertThat(indicator.isReady()).isTrue();
        if (indicator instanceof Vwma) {
            assertThat(indicator.value()).as("no volume, no average").isNaN();
        } else {
            assertThat(indicator.value()).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aNumberThatIsNotFiniteIsRefusedAndChangesNothing(String name) {
        Indicator clean = make(name);
        Indicator disturbed = make(name);
        SplittableRandom first = new SplittableRandom(2);
        SplittableRandom second = new SplittableRandom(2);
        for (int bar = 0; bar < 120; bar++) {
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e101}) {
                assertThatThrownBy(() -> disturbed.update(bad, bad, bad, 1))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageEndingWith(Double.toString(bad));
            }
            feed(clean, first);
            feed(disturbed, second);
            assertThat(disturbed.value()).isEqualTo(Double.valueOf(clean.value()));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theLargestNumbersStayFinite(String name) {
        Indicator indicator = make(name);
        for (int bar = 0; bar < 120; bar++) {
            double close = bar % 2 == 0 ? 1e100 : -1e100;
            indicator.update(1e100, -1e100, close, 1e100);
        }

        assertThat(indicator.value()).isFinite();
    }

    @ParameterizedTest
    @MethodSource("byPeriod")
    void aPeriodThatMakesNoSenseIsRefusedByName(String name) {
        IntFunction<Indicator> make = Objects.requireNonNull(BY_PERIOD.get(name));
        for (int bad : new int[] {0, -3, 1_000_001}) {
            assertThatThrownBy(() -> make.apply(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was " + bad);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aBarAndItsNumbersGiveTheSame(String name) {
        Indicator byBar = make(name);
        Indicator byNumbers = make(name);
        InstrumentId id = InstrumentId.parse("DEMO.TEST");
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 1; i < 150; i++) {
            int close = random.nextInt(9_000, 11_000);
            Bar bar = Bar.ofUnscaled(id, Timeframe.MINUTE_1, i * 60_000_000_000L, close, close + 30,
                    close - 25, close, random.nextInt(1, 900), new Scales(2, 1));
            byBar.update(bar);
            byNumbers.update(
                    bar.highAsDouble(), bar.lowAsDouble(), bar.closeAsDouble(), bar.volumeAsDouble());
            assertThat(byBar.value()).isEqualTo(Double.valueOf(byNumbers.value()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"high 1.0 is below low 2.0", "volume must not be negative, was -1.0"})
    void aBarThatMakesNoSenseIsRefused(String message) {
        boolean range = message.startsWith("high");

        assertThatThrownBy(() -> new Mfi(3).update(range ? 1 : 3, 2, 2, range ? 1 : -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> new Macd(26, 12, 9)).hasMessage("fast must be below slow, were 26 and 12");
        assertThatThrownBy(() -> new Kama(10, 30, 30)).hasMessage("fast must be below slow, were 30 and 30");
        assertThatThrownBy(() -> new ParabolicSar(0.3, 0.2)).hasMessage("maximum must be in 0.3..1, was 0.2");
        assertThatThrownBy(() -> new BollingerBands(20, Double.NaN))
                .hasMessage("multiplier must be a positive finite number, was NaN");
        assertThatThrownBy(() -> new Vwap(0, 0)).hasMessage("sessionNanos must be positive, was 0");
    }

    @ParameterizedTest
    @MethodSource("all")
    void allocatesNothingABar(String name) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        Indicator indicator = make(name);
        double total = 0;
        long before = 0;
        for (int bar = 0; bar < 20_000; bar++) {
            if (bar == 10_000) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            indicator.update(101 + bar % 7, 99 - bar % 3, 100 + bar % 2, bar % 11);
            total += indicator.value();
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(total).isNotZero();
        // The call itself and the interpreter may take a few bytes; an object a bar would be 160,000 at least.
        assertThat(bytes).isLessThan(20_000);
    }

    @Test
    void vwapBeginsAnewWithTheDay() {
        Vwap vwap = new Vwap();
        InstrumentId id = InstrumentId.parse("DEMO.TEST");
        long day = 86_400_000_000_000L;
        Timeframe hour = Timeframe.HOUR_1;
        vwap.update(Bar.of(id, hour, day - hour.nanos(), "10", "10", "10", "10", "5"));
        // Ends with the day, so it belongs to it.
        vwap.update(Bar.of(id, hour, day, "20", "20", "20", "20", "15"));
        assertThat(vwap.value()).isEqualTo(17.5);

        vwap.update(Bar.of(id, hour, day + hour.nanos(), "40", "40", "40", "40", "0"));
        assertThat(vwap.value()).as("no volume in this session yet").isNaN();

        vwap.update(Bar.of(id, hour, day + 2 * hour.nanos(), "40", "40", "40", "40", "2"));
        assertThat(vwap.value()).isEqualTo(40);
    }
}

package dev.tradewind.sdk.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.testing.TestData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The indicators against the vectors of Tulip Indicators: a name with options, inputs, the last so many outputs. */
class TulipVectorTest {
    private static final Map<String, Kind<?>> KINDS = new LinkedHashMap<>();

    /** Outputs at the start that are not compared. */
    private static final Map<String, ToIntFunction<Options>> SKIPPED = new LinkedHashMap<>();

    /** Vectors that are not compared, with the reason. */
    private static final Map<String, String> EXCEPTIONS = new LinkedHashMap<>();

    static {
        // Tulip gives an exponential average from the first value on, we once the period is full.
        SKIPPED.put("ema", o -> o.whole(0) - 1);
        SKIPPED.put("macd", o -> o.whole(2) - 1);
        // Tulip's first output is the value that the average starts from.
        SKIPPED.put("kama", o -> 1);
        // Tulip counts the first bar as an extreme, TA-Lib and we do not; they agree from the first turn on.
        SKIPPED.put("psar", o -> 7);
        EXCEPTIONS.put("atoz.txt macd 12 26 9", "Tulip takes the weights 0.15 and 0.075 instead of 2/13 and 2/27");
    }

    /** How a Tulip indicator maps to ours: its inputs by their first letters, and its outputs in order. */
    private record Kind<I extends Indicator>(
            String inputs, Function<Options, I> make, List<ToDoubleFunction<I>> outputs, ToIntFunction<Options> skip) {
        void check(Vector vector) {
            I indicator = make.apply(vector.options());
            List<String[]> arrays = vector.arrays();
            assertThat(arrays).hasSize(inputs.length() + outputs.size());
            int length = arrays.getFirst().length;
            for (int bar = 0; bar < length; bar++) {
                double close = input(arrays, bar, 'c', input(arrays, bar, 'l', 0));
                indicator.update(
                        input(arrays, bar, 'h', close),
                        input(arrays, bar, 'l', close),
                        close,
                        input(arrays, bar, 'v', 0));
                for (int i = 0; i < outputs.size(); i++) {
                    String[] expected = arrays.get(inputs.length() + i);
                    int at = bar - (length - expected.length);
                    if (at >= skip.applyAsInt(vector.options())) {
                        compare(vector, expected, at, outputs.get(i).applyAsDouble(indicator));
                    }
                }
            }
        }

        private double input(List<String[]> arrays, int bar, char name, double otherwise) {
            int index = inputs.indexOf(name);
            return index < 0 ? otherwise : Double.parseDouble(arrays.get(index)[bar]);
        }

        private static void compare(Vector vector, String[] expected, int at, double actual) {
            double wanted = Double.parseDouble(expected[at]);
            // The inputs are exact; the outputs are rounded, some of them cut off, at their last printed place.
            double allowed = 2.000001 * ReferenceTable.halfUnit(expected[at], List.of(expected));
            assertThat(Math.abs(actual - wanted))
                    .as("%s, output %d: wanted %s, was %s", vector.title(), at, wanted, actual)
                    .isLessThanOrEqualTo(allowed);
        }
    }

    private record Options(List<Double> values) {
        int whole(int index) {
            return values.get(index).intValue();
        }

        double number(int index) {
            return values.get(index);
        }
    }

    private record Vector(String title, String name, Options options, List<String[]> arrays) {}

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static <I extends Indicator> void kind(
            String name, String inputs, Function<Options, I> make, ToDoubleFunction<I>... outputs) {
        ToIntFunction<Options> skip = SKIPPED.getOrDefault(name, options -> 0);
        KINDS.put(name, new Kind<>(inputs, make, List.of(outputs), skip));
    }

    static {
        kind("aroon", "hl", o -> new Aroon(o.whole(0)), Aroon::down, Aroon::up);
        kind("aroonosc", "hl", o -> new Aroon(o.whole(0)), Aroon::value);
        kind("atr", "hlc", o -> new Atr(o.whole(0)), Atr::value);
        kind("bbands", "c", o -> new BollingerBands(o.whole(0), o.number(1)), BollingerBands::lower,
                BollingerBands::middle, BollingerBands::upper);
        kind("cci", "hlc", o -> new Cci(o.whole(0)), Cci::value);
        kind("dema", "c", o -> new Dema(o.whole(0), Seed.FIRST_VALUE), Dema::value);
        kind("ema", "c", o -> new Ema(o.whole(0), Seed.FIRST_VALUE), Ema::value);
        kind("hma", "c", o -> new Hma(o.whole(0)), Hma::value);
        kind("kama", "c", o -> new Kama(o.whole(0)), Kama::value);
        kind("macd", "c", o -> new Macd(o.whole(0), o.whole(1), o.whole(2), Seed.FIRST_VALUE), Macd::line,
                Macd::signal, Macd::histogram);
        kind("max", "c", o -> new Highest(o.whole(0)), Highest::value);
        kind("mfi", "hlcv", o -> new Mfi(o.whole(0)), Mfi::value);
        kind("min", "c", o -> new Lowest(o.whole(0)), Lowest::value);
        kind("mom", "c", o -> new Momentum(o.whole(0)), Momentum::value);
        kind("obv", "cv", o -> new Obv(), Obv::value);
        kind("psar", "hl", o -> new ParabolicSar(o.number(0), Math.min(1, o.number(1))), ParabolicSar::value);
        kind("roc", "c", o -> new Roc(o.whole(0)), roc -> roc.value() / 100);
        kind("rocr", "c", o -> new Roc(o.whole(0)), roc -> 1 + roc.value() / 100);
        kind("rsi", "c", o -> new Rsi(o.whole(0)), Rsi::value);
        kind("sma", "c", o -> new Sma(o.whole(0)), Sma::value);
        kind("stddev", "c", o -> new StandardDeviation(o.whole(0)), StandardDeviation::value);
        kind("stoch", "hlc", o -> new Stochastic(o.whole(0), o.whole(1), o.whole(2)), Stochastic::k, Stochastic::d);
        kind("sum", "c", o -> new Sma(o.whole(0)), sma -> sma.value() * sma.warmupBars());
        kind("tema", "c", o -> new Tema(o.whole(0), Seed.FIRST_VALUE), Tema::value);
        kind("tr", "hlc", o -> new TrueRange(), TrueRange::value);
        kind("var", "c", o -> new StandardDeviation(o.whole(0)), d -> d.value() * d.value());
        kind("vwma", "cv", o -> new Vwma(o.whole(0)), Vwma::value);
        kind("wilders", "c", o -> new WilderAverage(o.whole(0)), WilderAverage::value);
        kind("willr", "hlc", o -> new WilliamsR(o.whole(0)), WilliamsR::value);
        kind("wma", "c", o -> new Wma(o.whole(0)), Wma::value);
    }

    @TestFactory
    Stream<DynamicTest> everyVectorOfAnIndicatorThatWeHave() {
        List<DynamicTest> tests = new ArrayList<>();
        Set<String> uncovered = new TreeSet<>();
        for (Path path : TestData.requireAll("reference/indicators_tulip", "*test.txt")) {
            addAll(path, tests, uncovered);
        }
        addAll(TestData.require("reference/indicators_tulip/atoz.txt"), tests, uncovered);
        System.out.println("reference/indicators_tulip: " + tests.size() + " vectors; no indicator of ours for "
                + uncovered.size() + " (candles.txt holds candle patterns): " + String.join(", ", uncovered));
        return tests.stream();
    }

    private static void addAll(Path path, List<DynamicTest> tests, Set<String> uncovered) {
        for (Vector vector : vectors(path)) {
            Kind<?> kind = KINDS.get(vector.name());
            String exception = EXCEPTIONS.get(vector.title());
            if (kind == null) {
                uncovered.add(vector.name());
            } else if (exception != null) {
                System.out.println("not compared: " + vector.title() + ": " + exception);
            } else {
                tests.add(DynamicTest.dynamicTest(vector.title(), () -> kind.check(vector)));
            }
        }
    }

    private static List<Vector> vectors(Path path) {
        List<Vector> vectors = new ArrayList<>();
        for (String line : ReferenceTable.text(path).lines().map(String::strip).toList()) {
            if (line.startsWith("{")) {
                String[] cells = Stream.of(line.substring(1, line.indexOf('}')).split(","))
                        .map(String::strip)
                        .filter(cell -> !cell.isEmpty())
                        .toArray(String[]::new);
                vectors.getLast().arrays().add(cells);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                String[] words = line.split("\\s+");
                Options options =
                        new Options(Stream.of(words).skip(1).map(Double::valueOf).toList());
                String title = path.getFileName() + " " + line;
                vectors.add(new Vector(title, words[0], options, new ArrayList<>()));
            }
        }
        return vectors;
    }
}

package dev.tradewind.research.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tradewind.research.metrics.Benchmark.Market;
import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of the reference file but {@link #NOT_COVERED}. Its numbers hold to 8 places unless it says otherwise;
 * where it expects NaN or infinity we answer "undefined". Missing returns are dropped before our functions see them,
 * pairwise where there are two series.
 */
final class ReferenceStatisticsTest {
    private static final String FILE = "reference/performance/empyrical/expected_stats_cases.json";
    /** What we cannot check, with the reason. */
    private static final Map<String, String> NOT_COVERED = Map.of(
            "test_batting_average simple_benchmark simple_benchmark_w_noise",
            "three numbers that depend on the exact noise of NumPy's generator, which the file does not hold");

    private static final double PLACES_8 = 1.5e-8;

    private ReferenceSeries series = new ReferenceSeries("simple_benchmark = pd.Series(np.array([0.0]) / 100");

    private record Case(String test, List<Object> arguments) {
        String text(int i) {
            return String.valueOf(arguments.get(i));
        }

        double number(int i) {
            return ((Number) arguments.get(i)).doubleValue();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCaseOfTheReferenceFile() throws IOException {
        List<Case> cases = read();
        assertThat(cases).hasSizeGreaterThan(100);
        List<Case> left = cases.stream().filter(one -> !NOT_COVERED.containsKey(name(one))).toList();
        assertThat(left).hasSize(cases.size() - NOT_COVERED.size());
        return left.stream()
                .map(one -> DynamicTest.dynamicTest(one.test() + " " + one.arguments(), () -> check(one)));
    }

    private static String name(Case c) {
        return c.test() + " " + c.text(0) + (c.arguments().size() > 1 ? " " + c.text(1) : "");
    }

    private void check(Case c) {
        switch (c.test()) {
            case "test_cum_returns" -> sequence(
                    Returns.cumulative(zeroed(all(c, 0)), c.number(1)), c, 2, 1e-5 * Math.max(1, c.number(1)));
            case "test_aggregate_returns" -> aggregate(c);
            case "test_annual_volatility" -> equal(Ratios.annualisedVolatility(known(c, 0), year(c.text(1))), c, 2);
            case "test_calmar" -> equal(calmar(all(c, 0), year(c.text(1))), c, 2);
            case "test_omega" -> equal(omega(c), c, 3);
            case "test_sharpe_ratio" -> equal(sharpe(c.text(0), c.text(1)), c, 2);
            case "test_excess_sharpe" -> equal(information(c.text(0), c.text(1)), c, 2);
            case "test_alpha_beta", "test_down_alpha_beta", "test_up_alpha_beta" -> alphaAndBeta(c);
            case "test_beta" -> {
                double[][] pair = pair(c.text(0), c.text(1));
                double tolerance = c.text(3).equals("DECIMAL_PLACES") ? PLACES_8 : 0.5;
                near(Benchmark.beta(pair[0], pair[1], Market.ALL), c.number(2), tolerance);
            }
            case "test_stability_of_timeseries" -> equal(Ratios.stability(known(c, 0)), c, 1);
            // Here the reference counts the missing day as one without a movement.
            case "test_tail_ratio" -> near(Ratios.tailRatio(zeroed(all(c, 0))), c.number(1),
                    c.text(0).equals("random_100k") ? 0.05 : PLACES_8);
            case "test_cagr" -> equal(cagr(all(c, 0), year(c.text(1))), c, 2);
            case "test_roll_max_drawdown" -> rolling(c, 2, 5e-5, window -> -Drawdown.deepest(dropped(window[0])));
            case "test_roll_sharpe_ratio" -> rolling(c, 2, 1e-6,
                    window -> Ratios.sharpe(dropped(window[0]), 0, 252).orElse(Double.NaN));
            case "test_capture_ratio" -> equal(capture(c, Market.ALL), c, 2);
            case "test_roll_alpha_beta" -> rollingAlphaAndBeta(c);
            case "test_roll_down_capture" -> rolling(c, 3, 1e-6, window ->
                    Benchmark.capture(zeroed(window[0]), zeroed(window[1]), 252, Market.DOWN).orElse(Double.NaN));
            case "test_up_down_capture" -> {
                OptionalDouble up = capture(c, Market.UP);
                OptionalDouble down = capture(c, Market.DOWN);
                near(up.isEmpty() || down.isEmpty() ? up.isEmpty() ? up : down
                        : OptionalDouble.of(up.getAsDouble() / down.getAsDouble()), c.number(2), PLACES_8);
            }
            case "test_batting_average" -> batting(c);
            default -> ReferenceProperties.check(c.test(), c.arguments(), series);
        }
    }

    private void aggregate(Case c) {
        double[] values = all(c, 0);
        Returns.Period period = switch (c.text(1)) {
            case "empyrical.WEEKLY" -> Returns.Period.WEEK;
            case "empyrical.MONTHLY" -> Returns.Period.MONTH;
            case "empyrical.QUARTERLY" -> Returns.Period.QUARTER;
            default -> Returns.Period.YEAR;
        };
        double[] actual = Returns.byPeriod(ReferenceSeries.dates(c.text(0), values.length), values, period).stream()
                .mapToDouble(Returns.PeriodReturn::value)
                .toArray();
        sequence(actual, c, 2, PLACES_8);
    }

    private OptionalDouble omega(Case c) {
        double[][] pair = pair(c.text(0), c.text(1));
        double[] excess = minus(pair[0], pair[1]);
        OptionalDouble threshold = Ratios.perPeriod(c.number(2), 252);
        return threshold.isEmpty() ? threshold : Ratios.omega(excess, threshold.getAsDouble());
    }

    private OptionalDouble sharpe(String returns, String riskFree) {
        double[][] pair = pair(returns, riskFree);
        return Ratios.sharpe(minus(pair[0], pair[1]), 0, 252);
    }

    private OptionalDouble information(String returns, String benchmark) {
        double[][] pair = pair(returns, benchmark);
        return Ratios.informationRatio(pair[0], pair[1]);
    }

    private OptionalDouble capture(Case c, Market market) {
        double[] returns = all(c, 0);
        double[] benchmark = series.evaluate(c.text(1), returns.length);
        return Benchmark.capture(zeroed(returns), zeroed(benchmark), 252, market);
    }

    private void alphaAndBeta(Case c) {
        double[][] pair = pair(c.text(0), c.text(1));
        Market market = switch (c.test()) {
            case "test_down_alpha_beta" -> Market.DOWN;
            case "test_up_alpha_beta" -> Market.UP;
            default -> Market.ALL;
        };
        List<?> expected = (List<?>) c.arguments().get(2);
        near(Benchmark.alpha(pair[0], pair[1], 0, 252, market), (Double) expected.get(0), PLACES_8);
        near(Benchmark.beta(pair[0], pair[1], market), (Double) expected.get(1), PLACES_8);
    }

    private void rollingAlphaAndBeta(Case c) {
        double[] returns = all(c, 0);
        double[] benchmark = series.evaluate(c.text(1), returns.length);
        int window = (int) c.number(2);
        List<?> expected = (List<?>) c.arguments().get(3);
        for (int i = 0; i + window <= Math.min(returns.length, benchmark.length); i++) {
            double[][] pair = paired(
                    Arrays.copyOfRange(returns, i, i + window), Arrays.copyOfRange(benchmark, i, i + window));
            List<?> one = (List<?>) expected.get(i);
            near(Benchmark.alpha(pair[0], pair[1], 0, 252, Market.ALL), (Double) one.get(0), 1e-6);
            near(Benchmark.beta(pair[0], pair[1], Market.ALL), (Double) one.get(1), 1e-6);
        }
    }

    private void batting(Case c) {
        double[][] pair = pair(c.text(0), c.text(1));
        List<?> expected = (List<?>) c.arguments().get(2);
        for (Market market : Market.values()) {
            near(Benchmark.battingAverage(pair[0], pair[1], market), (Double) expected.get(market.ordinal()), 1e-6);
        }
    }

    /** The last argument lists a value for each window; the one before it is the window's length. */
    private void rolling(Case c, int expectedIndex, double tolerance, Function<double[][], Double> of) {
        double[] returns = all(c, 0);
        boolean two = expectedIndex == 3;
        double[] other = two ? series.evaluate(c.text(1), returns.length) : returns;
        int window = (int) c.number(expectedIndex - 1);
        double[] actual = IntStream.rangeClosed(0, returns.length - window)
                .mapToObj(i -> new double[][] {
                    Arrays.copyOfRange(returns, i, i + window), Arrays.copyOfRange(other, i, i + window)
                })
                .mapToDouble(of::apply)
                .toArray();
        sequence(actual, c, expectedIndex, tolerance);
    }

    private static OptionalDouble cagr(double[] returns, int year) {
        // A missing return counts as a period in which nothing happened.
        return Returns.cagr(Returns.total(zeroed(returns)), returns.length, year);
    }

    private static OptionalDouble calmar(double[] returns, int year) {
        return Ratios.calmar(cagr(returns, year), Drawdown.deepest(zeroed(returns)));
    }

    private static int year(String period) {
        return switch (period) {
            case "empyrical.DAILY" -> 252;
            case "empyrical.WEEKLY" -> 52;
            case "empyrical.MONTHLY" -> 12;
            case "empyrical.YEARLY" -> 1;
            default -> throw new IllegalArgumentException(period);
        };
    }

    private double[] all(Case c, int argument) {
        return series.evaluate(c.text(argument), 0);
    }

    private double[] known(Case c, int argument) {
        return dropped(all(c, argument));
    }

    private double[][] pair(String left, String right) {
        double[] first = series.evaluate(left, 0);
        return paired(first, series.evaluate(right, first.length));
    }

    /** Both series on the days that both have a return. */
    static double[][] paired(double[] left, double[] right) {
        int[] both = IntStream.range(0, Math.min(left.length, right.length))
                .filter(i -> !Double.isNaN(left[i]) && !Double.isNaN(right[i]))
                .toArray();
        return new double[][] {
            Arrays.stream(both).mapToDouble(i -> left[i]).toArray(),
            Arrays.stream(both).mapToDouble(i -> right[i]).toArray()
        };
    }

    private static double[] minus(double[] left, double[] right) {
        return IntStream.range(0, left.length).mapToDouble(i -> left[i] - right[i]).toArray();
    }

    static double[] dropped(double[] values) {
        return DoubleStream.of(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    private static double[] zeroed(double[] values) {
        return DoubleStream.of(values).map(v -> Double.isNaN(v) ? 0 : v).toArray();
    }

    private static void equal(OptionalDouble actual, Case c, int argument) {
        near(actual, c.number(argument), PLACES_8);
    }

    private static void near(OptionalDouble actual, double expected, double tolerance) {
        if (Double.isFinite(expected)) {
            assertThat(actual).isPresent();
            assertThat(actual.getAsDouble()).isCloseTo(expected, within(tolerance));
        } else {
            assertThat(actual).isEmpty();
        }
    }

    private static void sequence(double[] actual, Case c, int argument, double tolerance) {
        List<?> expected = (List<?>) c.arguments().get(argument);
        assertThat(actual).hasSize(expected.size());
        for (int i = 0; i < actual.length; i++) {
            double value = (Double) expected.get(i);
            if (Double.isNaN(value)) {
                assertThat(actual[i]).isNaN();
            } else {
                assertThat(actual[i]).isCloseTo(value, within(tolerance));
            }
        }
    }

    private List<Case> read() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(TestData.require(FILE).toFile())) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    fields.put(String.valueOf(json.currentName()), json.getText());
                }
                String list = fields.get("cases");
                if (token == JsonToken.END_OBJECT && list != null) {
                    for (Object one : (List<?>) PythonLiteral.parse(list)) {
                        List<Object> arguments = one instanceof List<?> many ? List.copyOf(many) : List.of(one);
                        cases.add(new Case(fields.getOrDefault("test", ""), arguments));
                    }
                    fields.remove("cases");
                } else if (fields.containsKey("input_data")) {
                    series = new ReferenceSeries(String.valueOf(fields.remove("input_data")));
                }
            }
        }
        return cases;
    }
}

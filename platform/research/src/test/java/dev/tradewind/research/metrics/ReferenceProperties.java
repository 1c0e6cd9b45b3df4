package dev.tradewind.research.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tradewind.research.metrics.Benchmark.Market;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The reference cases that name no number, but state how a figure answers to a change of its input. */
final class ReferenceProperties {
    private ReferenceProperties() {}

    static void check(String test, List<Object> arguments, ReferenceSeries series) {
        switch (test) {
            case "test_sharpe_translation_same" -> sharpeOfShifted(arguments, series);
            case "test_downside_risk_noisy" -> moreNoiseIsMoreRisk(arguments, series);
            case "test_downside_risk_trans" -> aHigherTargetIsMoreRisk(arguments, series);
            case "test_sortino_add_noise" -> changedSortino(arguments, series, true);
            case "test_sortino_sub_noise" -> changedSortino(arguments, series, false);
            case "test_sortino_translation_diff" -> sortinoOfShifted(arguments, series);
            case "test_excess_sharpe_trans" -> informationRatioOfShifted(arguments, series);
            case "test_alpha_beta_translation" -> alphaOfShifted(arguments, series);
            case "test_alpha_beta_with_nan_inputs" -> alphaWithGaps(arguments, series);
            case "test_alpha_beta_equality" -> alphaNeedsBeta(arguments, series);
            case "test_cagr_with_nan_inputs" -> {
                double[] returns = ReferenceStatisticsTest.dropped(series.get(text(arguments, 0)));
                assertThat(Returns.cagr(Returns.total(returns), returns.length, 252)).isPresent();
            }
            case "test_cagr_noisy" -> cagrOfShifted(arguments, series);
            default -> throw new AssertionError("no check for the reference case " + test);
        }
    }

    private static void sharpeOfShifted(List<Object> arguments, ReferenceSeries series) {
        double[] returns = series.get(text(arguments, 0));
        double required = number(arguments, 1);
        double by = number(arguments, 2);
        double plain = Ratios.sharpe(returns, required, 252).getAsDouble();
        assertThat(Ratios.sharpe(shifted(returns, by), required + by, 252).getAsDouble())
                .isCloseTo(plain, within(1e-8));
        assertThat(Ratios.sharpe(shifted(returns, -by), required - by, 252).getAsDouble())
                .isCloseTo(plain, within(1e-8));
    }

    private static void moreNoiseIsMoreRisk(List<Object> arguments, ReferenceSeries series) {
        double[] noise = series.get(text(arguments, 0));
        double[] flat = series.get(text(arguments, 1));
        double last = Double.POSITIVE_INFINITY;
        for (int quiet = 0; quiet < flat.length; quiet += 250) {
            int from = quiet;
            double[] mixed = IntStream.range(0, flat.length).mapToDouble(i -> i < from ? flat[i] : noise[i]).toArray();
            double risk = Ratios.downsideDeviation(mixed, 0, 252).getAsDouble();
            assertThat(risk).isPositive().isLessThan(last);
            last = risk;
        }
    }

    private static void aHigherTargetIsMoreRisk(List<Object> arguments, ReferenceSeries series) {
        double[] returns = series.get(text(arguments, 0));
        double required = number(arguments, 1);
        double low = Ratios.downsideDeviation(returns, -required, 252).getAsDouble();
        double middle = Ratios.downsideDeviation(returns, 0, 252).getAsDouble();
        double high = Ratios.downsideDeviation(returns, required, 252).getAsDouble();
        assertThat(low).isLessThan(middle);
        assertThat(middle).isLessThan(high);
    }

    /** Turning losses into gains raises Sortino, turning gains into losses lowers it. */
    private static void changedSortino(List<Object> arguments, ReferenceSeries series, boolean gain) {
        double[] returns = series.get(text(arguments, 0)).clone();
        double required = Double.parseDouble(text(arguments, 1));
        double last = Ratios.sortino(returns, required, 252).getAsDouble();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < returns.length; i++) {
                if (gain ? returns[i] < required : returns[i] > required) {
                    returns[i] = gain ? 0.01 : -0.01;
                    break;
                }
            }
            double next = Ratios.sortino(returns, required, 252).getAsDouble();
            assertThat(gain ? next - last : last - next).isPositive();
            last = next;
        }
    }

    private static void sortinoOfShifted(List<Object> arguments, ReferenceSeries series) {
        double[] returns = series.get(text(arguments, 0));
        double required = number(arguments, 1);
        double by = number(arguments, 2);
        double requiredBy = number(arguments, 3);
        double plain = Ratios.sortino(returns, required, 252).getAsDouble();
        double down = Ratios.sortino(shifted(returns, -by), required - requiredBy, 252).getAsDouble();
        double up = Ratios.sortino(shifted(returns, by), required + requiredBy, 252).getAsDouble();
        assertThat(up).isNotCloseTo(plain, within(1e-3));
        assertThat(down).isNotCloseTo(plain, within(1e-3));
        assertThat(up > plain).isNotEqualTo(down > plain);
    }

    private static void informationRatioOfShifted(List<Object> arguments, ReferenceSeries series) {
        double[] line = series.get(text(arguments, 0));
        double[] noise = series.get(text(arguments, 1));
        double[] benchmark = series.get(text(arguments, 2));
        double[] returns = IntStream.range(0, line.length).mapToDouble(i -> line[i] + noise[i]).toArray();
        double plain = Ratios.informationRatio(returns, benchmark).getAsDouble();
        assertThat(Ratios.informationRatio(shifted(returns, 0.01), benchmark).getAsDouble()).isGreaterThan(plain);
        assertThat(Ratios.informationRatio(shifted(returns, -0.01), benchmark).getAsDouble()).isLessThan(plain);
    }

    private static void alphaOfShifted(List<Object> arguments, ReferenceSeries series) {
        double[] benchmark = series.get("noise");
        double[] own = series.get("noise_uniform");
        double mean = number(arguments, 0);
        double by = number(arguments, 1);
        double[] returns =
                IntStream.range(0, own.length).mapToDouble(i -> mean + own[i] + 0.5 * benchmark[i]).toArray();
        double alpha = Benchmark.alpha(returns, benchmark, 0, 252, Market.ALL).getAsDouble();
        double beta = Benchmark.beta(returns, benchmark, Market.ALL).getAsDouble();
        double[] raised = shifted(returns, by);
        assertThat(Benchmark.alpha(raised, benchmark, 0, 252, Market.ALL).getAsDouble()).isGreaterThan(alpha);
        assertThat(Benchmark.beta(raised, benchmark, Market.ALL).getAsDouble()).isCloseTo(beta, within(1e-9));
    }

    private static void alphaWithGaps(List<Object> arguments, ReferenceSeries series) {
        double[][] pair = ReferenceStatisticsTest.paired(
                series.get(text(arguments, 0)), series.get(text(arguments, 1)));
        assertThat(pair[0].length).isLessThan(1000);
        assertThat(Benchmark.alpha(pair[0], pair[1], 0, 252, Market.ALL).getAsDouble()).isCloseTo(0, within(1e-8));
        assertThat(Benchmark.beta(pair[0], pair[1], Market.ALL).getAsDouble()).isCloseTo(1, within(1e-8));
    }

    private static void alphaNeedsBeta(List<Object> arguments, ReferenceSeries series) {
        double[] own = series.evaluate(text(arguments, 0), 0);
        double[][] pair = ReferenceStatisticsTest.paired(own, series.evaluate(text(arguments, 1), own.length));
        assertThat(Benchmark.alpha(pair[0], pair[1], 0, 252, Market.ALL).isPresent())
                .isEqualTo(Benchmark.beta(pair[0], pair[1], Market.ALL).isPresent());
    }

    private static void cagrOfShifted(List<Object> arguments, ReferenceSeries series) {
        double[] line = series.get(text(arguments, 0));
        double[] noise = series.get(text(arguments, 1));
        // The line alone may double every day, which no double can hold for a thousand days: look at ten.
        double[] base = Arrays.copyOf(line, 10);
        double[] noisy = IntStream.range(0, 10).mapToDouble(i -> line[i] + Math.abs(noise[i]) + 1e-6).toArray();
        double plain = Returns.cagr(Returns.total(base), 10, 12).getAsDouble();
        assertThat(Returns.cagr(Returns.total(noisy), 10, 12).getAsDouble()).isGreaterThan(plain);
    }

    private static double[] shifted(double[] values, double by) {
        return Arrays.stream(values).map(v -> v + by).toArray();
    }

    private static String text(List<Object> arguments, int i) {
        return String.valueOf(arguments.get(i));
    }

    private static double number(List<Object> arguments, int i) {
        return ((Number) arguments.get(i)).doubleValue();
    }
}

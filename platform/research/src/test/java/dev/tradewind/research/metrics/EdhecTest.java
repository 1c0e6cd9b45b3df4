package dev.tradewind.research.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tradewind.sdk.testing.TestData;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Monthly returns of 13 hedge fund indices, against the textbook formulas worked out slowly and exactly. */
final class EdhecTest {
    private static final MathContext EXACT = MathContext.DECIMAL128;

    @TestFactory
    Stream<DynamicTest> everyIndexMatchesTheTextbook() throws IOException {
        List<String> lines = Files.readAllLines(TestData.require("reference/performance/edhec.csv"));
        String[] names = lines.getFirst().split(",");
        return IntStream.range(1, names.length).mapToObj(column -> DynamicTest.dynamicTest(names[column], () -> {
            BigDecimal[] exact = lines.stream()
                    .skip(1)
                    .map(line -> line.split(","))
                    .filter(cells -> cells.length > column && !cells[column].isBlank() && !cells[column].equals("NA"))
                    .map(cells -> new BigDecimal(cells[column]))
                    .toArray(BigDecimal[]::new);
            assertThat(exact.length).isGreaterThan(100);
            check(exact);
        }));
    }

    private static void check(BigDecimal[] exact) {
        double[] returns = Arrays.stream(exact).mapToDouble(BigDecimal::doubleValue).toArray();
        BigDecimal n = BigDecimal.valueOf(exact.length);
        BigDecimal mean = sum(exact).divide(n, EXACT);
        BigDecimal[] squares = Arrays.stream(exact).map(r -> r.subtract(mean).pow(2)).toArray(BigDecimal[]::new);
        BigDecimal deviation = sum(squares).divide(n.subtract(BigDecimal.ONE), EXACT).sqrt(EXACT);
        BigDecimal year = BigDecimal.valueOf(12).sqrt(EXACT);

        near(Ratios.annualisedVolatility(returns, 12).getAsDouble(), deviation.multiply(year));
        near(Ratios.sharpe(returns, 0, 12).getAsDouble(), mean.divide(deviation, EXACT).multiply(year));

        BigDecimal[] losses = Arrays.stream(exact).map(r -> r.min(BigDecimal.ZERO).pow(2)).toArray(BigDecimal[]::new);
        BigDecimal downside = sum(losses).divide(n, EXACT).sqrt(EXACT);
        near(Ratios.sortino(returns, 0, 12).getAsDouble(), mean.divide(downside, EXACT).multiply(year));

        BigDecimal gained = sum(Arrays.stream(exact).map(r -> r.max(BigDecimal.ZERO)).toArray(BigDecimal[]::new));
        BigDecimal lost = sum(Arrays.stream(exact).map(r -> r.min(BigDecimal.ZERO)).toArray(BigDecimal[]::new));
        near(Ratios.omega(returns, 0).getAsDouble(), gained.divide(lost.negate(), EXACT));

        BigDecimal value = BigDecimal.ONE;
        BigDecimal peak = BigDecimal.ONE;
        BigDecimal deepest = BigDecimal.ZERO;
        for (BigDecimal r : exact) {
            value = value.multiply(r.add(BigDecimal.ONE), EXACT);
            peak = peak.max(value);
            deepest = deepest.max(BigDecimal.ONE.subtract(value.divide(peak, EXACT)));
        }
        near(Drawdown.deepest(returns), deepest);
        near(Returns.total(returns), value.subtract(BigDecimal.ONE));

        BigDecimal[] sorted = exact.clone();
        Arrays.sort(sorted);
        BigDecimal position = n.subtract(BigDecimal.ONE).multiply(new BigDecimal("0.05"));
        int below = position.intValue();
        BigDecimal step = sorted[below + 1].subtract(sorted[below]);
        near(TailRisk.valueAtRisk(returns, 0.05).getAsDouble(),
                sorted[below].add(step.multiply(position.remainder(BigDecimal.ONE))));
        BigDecimal[] worst = Arrays.copyOf(sorted, below + 1);
        near(TailRisk.conditionalValueAtRisk(returns, 0.05).getAsDouble(),
                sum(worst).divide(BigDecimal.valueOf(worst.length), EXACT));
    }

    private static BigDecimal sum(BigDecimal[] values) {
        return Arrays.stream(values).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void near(double actual, BigDecimal expected) {
        assertThat(actual).isCloseTo(expected.doubleValue(), within(1e-12 * Math.max(1, Math.abs(actual))));
    }
}

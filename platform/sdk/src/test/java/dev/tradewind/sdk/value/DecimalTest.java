package dev.tradewind.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every operation against BigDecimal, on long and on big values alike. */
class DecimalTest {
    private static final BigInteger LIMIT = BigInteger.TEN.pow(38);

    @Provide
    Arbitrary<Decimal> decimals() {
        BigInteger most = LIMIT.subtract(BigInteger.ONE);
        Arbitrary<Integer> scales = Arbitraries.integers().between(0, 18);
        return Arbitraries.oneOf(
                Arbitraries.longs().flatMap(digits -> scales.map(scale -> Decimal.ofUnscaled(digits, scale))),
                Arbitraries.longs()
                        .between(-10_000, 10_000)
                        .flatMap(digits -> scales.map(scale -> Decimal.ofUnscaled(digits, scale))),
                Arbitraries.bigIntegers()
                        .between(most.negate(), most)
                        .flatMap(digits -> scales.map(scale -> Decimal.of(new BigDecimal(digits, scale)))));
    }

    private static boolean holds(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        BigDecimal whole = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        return whole.unscaledValue().abs().compareTo(LIMIT) < 0;
    }

    /** The result is what BigDecimal says where a Decimal can hold it, and an ArithmeticException where not. */
    private static void agree(Supplier<Decimal> actual, BigDecimal expected) {
        if (holds(expected)) {
            Decimal result = actual.get();
            assertThat(result.toBigDecimal()).isEqualByComparingTo(expected);
            assertThat(result.toString())
                    .isEqualTo(expected.signum() == 0 ? "0" : expected.stripTrailingZeros().toPlainString());
        } else {
            assertThatThrownBy(actual::get).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property
    void addsAndSubtractsExactly(@ForAll("decimals") Decimal a, @ForAll("decimals") Decimal b) {
        agree(() -> a.plus(b), a.toBigDecimal().add(b.toBigDecimal()));
        agree(() -> a.minus(b), a.toBigDecimal().subtract(b.toBigDecimal()));
        agree(a::negate, a.toBigDecimal().negate());
        agree(a::abs, a.toBigDecimal().abs());
    }

    @Property
    void multipliesExactlyUpToEighteenPlacesAndHalfEvenBeyond(
            @ForAll("decimals") Decimal a, @ForAll("decimals") Decimal b) {
        BigDecimal product = a.toBigDecimal().multiply(b.toBigDecimal());
        agree(
                () -> a.times(b),
                product.scale() > 18 ? product.setScale(18, RoundingMode.HALF_EVEN) : product);
    }

    @Property
    void dividesAsItsModeSays(
            @ForAll("decimals") Decimal a,
            @ForAll("decimals") Decimal b,
            @ForAll @IntRange(max = 18) int places,
            @ForAll RoundingMode mode) {
        if (b.isZero()) {
            assertThatThrownBy(() -> a.dividedBy(b, places, mode)).isInstanceOf(ArithmeticException.class);
        } else if (mode != RoundingMode.UNNECESSARY) {
            agree(() -> a.dividedBy(b, places, mode), a.toBigDecimal().divide(b.toBigDecimal(), places, mode));
        }
    }

    @Property
    void roundsToPlacesAsItsModeSays(
            @ForAll("decimals") Decimal a, @ForAll @IntRange(max = 18) int places, @ForAll RoundingMode mode) {
        if (mode != RoundingMode.UNNECESSARY) {
            BigDecimal exact = a.toBigDecimal();
            agree(() -> a.rounded(places, mode), exact.scale() > places ? exact.setScale(places, mode) : exact);
        }
    }

    @Property
    void roundsToTheNextMultipleOfAStep(
            @ForAll("decimals") Decimal a, @ForAll("decimals") Decimal step, @ForAll RoundingMode mode) {
        if (step.signum() <= 0) {
            assertThatThrownBy(() -> a.roundedTo(step, mode)).isInstanceOf(IllegalArgumentException.class);
        } else if (mode != RoundingMode.UNNECESSARY) {
            BigDecimal steps = a.toBigDecimal().divide(step.toBigDecimal(), 0, mode);
            agree(() -> a.roundedTo(step, mode), steps.multiply(step.toBigDecimal()));
        }
    }

    @Property
    void knowsItsMultiples(@ForAll("decimals") Decimal step, @ForAll @IntRange(min = -1000, max = 1000) int count) {
        if (!step.isZero() && holds(step.toBigDecimal().multiply(BigDecimal.valueOf(count)))) {
            Decimal multiple = step.times(Decimal.of(count));
            assertThat(multiple.isMultipleOf(step)).isTrue();
            BigDecimal half = step.toBigDecimal().divide(BigDecimal.TWO);
            BigDecimal between = multiple.toBigDecimal().add(half);
            if (half.scale() <= 18 && holds(between)) {
                assertThat(Decimal.of(between).isMultipleOf(step)).isFalse();
            }
        }
    }

    @Property
    void comparesByValueAlone(@ForAll("decimals") Decimal a, @ForAll("decimals") Decimal b) {
        int expected = a.toBigDecimal().compareTo(b.toBigDecimal());
        assertThat(Integer.signum(a.compareTo(b))).isEqualTo(expected);
        assertThat(a.equals(b)).isEqualTo(expected == 0);
        assertThat(a.min(b).toBigDecimal()).isEqualByComparingTo(a.toBigDecimal().min(b.toBigDecimal()));
        assertThat(a.max(b).toBigDecimal()).isEqualByComparingTo(a.toBigDecimal().max(b.toBigDecimal()));
        assertThat(a.signum()).isEqualTo(a.toBigDecimal().signum());
    }

    @Property
    void equalValuesAreEqualAndHashAlikeWhateverTheirScale(
            @ForAll("decimals") Decimal a, @ForAll @IntRange(max = 18) int scale) {
        BigDecimal exact = a.toBigDecimal().stripTrailingZeros();
        if (scale >= exact.scale()) {
            Decimal other = Decimal.of(exact.setScale(scale));
            assertThat(other).isEqualTo(a).hasSameHashCodeAs(a).hasToString(a.toString());
            assertThat(other.compareTo(a)).isZero();
        }
    }

    @Property
    void itsTextReadsBack(@ForAll("decimals") Decimal a) {
        assertThat(Decimal.parse(a.toString())).isEqualTo(a);
        assertThat(Decimal.parse(a.toBigDecimal().toString())).isEqualTo(a);
    }

    @Property
    void itsDoubleIsTheNearest(@ForAll("decimals") Decimal a) {
        double actual = a.toDouble();
        BigDecimal exact = a.toBigDecimal();
        BigDecimal error = new BigDecimal(actual).subtract(exact).abs();
        assertThat(error).isLessThanOrEqualTo(new BigDecimal(Math.nextUp(actual)).subtract(exact).abs());
        assertThat(error).isLessThanOrEqualTo(new BigDecimal(Math.nextDown(actual)).subtract(exact).abs());
    }

    @Property
    void aDoubleBecomesTheShortestDecimalThatReadsBack(@ForAll double value) {
        if (Math.abs(value) < 1e19 && (value == 0 || Math.abs(value) > 1e-2)) {
            assertThat(Decimal.of(value, RoundingMode.HALF_EVEN).toDouble()).isEqualTo(value == 0 ? 0.0 : value);
        }
    }

    @Property
    void itsUnscaledValueIsExactOrRefused(@ForAll("decimals") Decimal a, @ForAll @IntRange(max = 18) int places) {
        BigDecimal shifted = a.toBigDecimal().movePointRight(places).stripTrailingZeros();
        boolean whole = shifted.scale() <= 0 && shifted.toBigInteger().bitLength() <= 63;
        if (whole) {
            assertThat(a.unscaledAt(places)).isEqualTo(shifted.longValueExact());
        } else {
            assertThatThrownBy(() -> a.unscaledAt(places)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Test
    void theEndsOfLongAreNumbersLikeOthers() {
        Decimal least = Decimal.of(Long.MIN_VALUE);
        Decimal most = Decimal.of(Long.MAX_VALUE);
        assertThat(least.negate()).hasToString("9223372036854775808");
        assertThat(least.abs()).isEqualTo(most.plus(Decimal.ONE));
        assertThat(least.negate().negate()).isEqualTo(least);
        assertThat(most.plus(Decimal.ONE).minus(Decimal.ONE)).isEqualTo(most).hasSameHashCodeAs(most);
        assertThat(least.minus(Decimal.ONE)).hasToString("-9223372036854775809");
        assertThat(least.times(Decimal.of(-1))).isEqualTo(least.abs());
        assertThat(Decimal.of(-1).times(least)).isEqualTo(least.abs());
        assertThat(least.minus(least)).isEqualTo(Decimal.ZERO);
        assertThat(least.toDouble()).isEqualTo(-0x1p63);
        assertThat(least.isMultipleOf(Decimal.of(-1))).isTrue();
        assertThat(least.unscaledAt(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(Decimal.ofUnscaled(Long.MIN_VALUE, 18)).hasToString("-9.223372036854775808");
        assertThat(Decimal.ofUnscaled(Long.MIN_VALUE, 18).compareTo(Decimal.of(Long.MIN_VALUE))).isPositive();
    }

    @Test
    void thirtyEightDigitsFitAndThirtyNineDoNot() {
        Decimal most = Decimal.parse("9".repeat(38));
        assertThat(most.minus(Decimal.ONE).plus(Decimal.ONE)).isEqualTo(most);
        assertThatThrownBy(() -> most.plus(Decimal.ONE))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("38 digits");
        assertThatThrownBy(() -> most.times(Decimal.of(2))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Decimal.parse("1e38"))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("1e38");
        assertThat(Decimal.parse("1e37")).hasToString("1" + "0".repeat(37));
    }

    @Test
    @Timeout(5)
    void aHugeExponentIsRefusedAtOnceInsteadOfFillingTheMemory() {
        for (String text : List.of("1e2000000000", "-7.5e999999999", "1e-2000000000")) {
            assertThatThrownBy(() -> Decimal.parse(text))
                    .isInstanceOf(NumberFormatException.class)
                    .hasMessageContaining(text);
        }
        assertThat(Decimal.parse("0e2000000000")).isEqualTo(Decimal.ZERO);
        assertThat(Decimal.parse("0e-2000000000")).isEqualTo(Decimal.ZERO);
    }

    @Test
    void whatIsNoNumberIsNamed() {
        for (String text : List.of("", " ", "abc", "1,5", "0x10", "NaN", "1.2.3", "--1")) {
            assertThatThrownBy(() -> Decimal.parse(text))
                    .isInstanceOf(NumberFormatException.class)
                    .hasMessageContaining("'" + text + "'");
        }
        assertThatThrownBy(() -> Decimal.parse("0.1234567890123456789"))
                .isInstanceOf(NumberFormatException.class)
                .hasMessageContaining("18 places");
        assertThatThrownBy(() -> Decimal.of(Double.NaN, RoundingMode.DOWN)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Decimal.of(Double.NEGATIVE_INFINITY, RoundingMode.DOWN))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Decimal.ofUnscaled(1, 19)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Decimal.ofUnscaled(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}

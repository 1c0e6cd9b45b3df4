package dev.tradewind.research.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.value.Decimal;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvWriterTest {
    @Test
    void textIsQuotedWhereItMustBe() {
        assertThat(written("plain text")).isEqualTo("plain text");
        assertThat(written("a,b")).isEqualTo("\"a,b\"");
        assertThat(written("say \"no\"")).isEqualTo("\"say \"\"no\"\"\"");
        assertThat(written("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(written("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"=1+1,'''=1+1'", "+x,'''+x'", "-x,'''-x'", "@x,'''@x'"})
    void aFormulaIsMadeText(String text, String expected) {
        assertThat(written(text)).isEqualTo(expected);
    }

    @Test
    void aFormulaWithACommaIsBoth() {
        assertThat(written("=A1,B1")).isEqualTo("\"'=A1,B1\"");
    }

    @Property(tries = 500)
    void timesAreThoseOfTheJdk(
            @ForAll @LongRange(min = -2_000_000_000_000_000_000L, max = 9_000_000_000_000_000_000L) long nanos,
            @ForAll @LongRange(min = 0, max = 3) long precision) {
        long unit = new long[] {1, 1_000, 1_000_000, 1_000_000_000}[(int) precision];
        long rounded = Math.floorDiv(nanos, unit) * unit;
        long second = Math.floorDiv(rounded, 1_000_000_000L);
        Instant expected = Instant.ofEpochSecond(second, rounded - second * 1_000_000_000L);
        assertThat(IsoTime.format(rounded)).isEqualTo(expected.toString());
    }

    @Property(tries = 1000)
    void decimalsAreThoseOfTheirText(@ForAll long digits, @ForAll @IntRange(min = 0, max = 18) int places) {
        Decimal value = Decimal.ofUnscaled(digits, places);
        StringBuilder out = new StringBuilder("x");
        CsvWriter.appendDecimal(out, value);
        assertThat(out.toString()).isEqualTo("x" + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.000", "-0.10", "100", "12345678901234567890123.456", "-9223372036854775808"})
    void unusualDecimalsToo(String text) {
        Decimal value = Decimal.parse(text);
        StringBuilder out = new StringBuilder();
        CsvWriter.appendDecimal(out, value);
        assertThat(out.toString()).isEqualTo(value.toString());
    }

    @Test
    void figuresAreGroupedAndHaveATrueMinus() {
        assertThat(Figures.decimal(-1234567.891, 2)).isEqualTo("\u22121,234,567.89");
        assertThat(Figures.decimal(0.005, 1)).isEqualTo("0.0");
        assertThat(Figures.decimal(-0.001, 2)).isEqualTo("0.00");
        assertThat(Figures.decimal(1e20, 1)).isEqualTo("100,000,000,000,000,000,000.0");
        assertThat(Figures.count(-1_000)).isEqualTo("\u22121,000");
        assertThat(Figures.percent(0.0526, 2)).isEqualTo("5.26\u00a0%");
        assertThat(Figures.percent(-1e12, 2)).isEqualTo("\u22121.00e+14\u00a0%");
        assertThat(Figures.money(Decimal.parse("-9474.09438388"), 2)).isEqualTo("\u22129,474.09");
    }

    private static String written(String text) {
        StringBuilder out = new StringBuilder();
        CsvWriter.appendText(out, text);
        return out.toString();
    }
}

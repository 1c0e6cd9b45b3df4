package dev.tradewind.research.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static String written(String text) {
        StringBuilder out = new StringBuilder();
        CsvWriter.appendText(out, text);
        return out.toString();
    }
}

package dev.tradewind.sdk.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeframeTest {
    private static final List<String> NAMES = List.of("1s", "90s", "1m", "5m", "1h", "4h", "1d", "3d", "1w", "2w");

    private static long nanos(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    @Property
    void anInstantLiesInTheIntervalThatIsSaidToHoldIt(
            @ForAll @LongRange(min = -4_000_000_000_000_000_000L, max = 4_000_000_000_000_000_000L) long instant) {
        for (String name : NAMES) {
            Timeframe timeframe = Timeframe.parse(name);
            long start = timeframe.startOf(instant);
            assertThat(instant).as(name).isBetween(start, start + timeframe.nanos() - 1);
            assertThat(timeframe.startOf(start)).as(name).isEqualTo(start);
            assertThat(timeframe.startOf(start - 1)).as(name).isEqualTo(start - timeframe.nanos());
        }
    }

    @Test
    void daysStartAtMidnightAndWeeksOnMonday() {
        long thursday = nanos("2024-02-29T13:14:15Z");
        assertThat(Timeframe.DAY_1.startOf(thursday)).isEqualTo(nanos("2024-02-29T00:00:00Z"));
        assertThat(Timeframe.parse("1w").startOf(thursday)).isEqualTo(nanos("2024-02-26T00:00:00Z"));
        assertThat(Timeframe.parse("4h").startOf(thursday)).isEqualTo(nanos("2024-02-29T12:00:00Z"));
        assertThat(Timeframe.parse("1w").startOf(nanos("1969-12-31T00:00:00Z")))
                .isEqualTo(nanos("1969-12-29T00:00:00Z"));
    }

    @Test
    void itsTextReadsBackInTheLargestUnit() {
        for (String name : NAMES) {
            assertThat(Timeframe.parse(name)).hasToString(name);
        }
        assertThat(Timeframe.parse("60s")).isEqualTo(Timeframe.MINUTE_1).hasToString("1m");
        assertThat(Timeframe.parse("7D")).hasToString("1w");
    }

    @Test
    void whatIsNoTimeframeIsRefusedAndSoIsOneThatLastsTooLong() {
        List<String> bad = List.of(
                "", "m", "0m", "-1m", "5", "1.5h", "1M5", "1y", "1 m", "999999w", "106752d", "99999w");
        for (String text : bad) {
            assertThatThrownBy(() -> Timeframe.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(text);
        }
        assertThatThrownBy(() -> new Timeframe(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongerOneIsMadeOnlyOfWholeShorterOnes() {
        assertThat(Timeframe.HOUR_1.isMultipleOf(Timeframe.MINUTE_1)).isTrue();
        assertThat(Timeframe.HOUR_1.isMultipleOf(Timeframe.parse("7m"))).isFalse();
        assertThat(Timeframe.MINUTE_1.isMultipleOf(Timeframe.HOUR_1)).isFalse();
        assertThat(Timeframe.HOUR_1).isGreaterThan(Timeframe.MINUTE_1);
    }
}

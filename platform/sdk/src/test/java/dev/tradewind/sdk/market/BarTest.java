package dev.tradewind.sdk.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BarTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "SIM");

    private static Bar bar(String... ohlcv) {
        return Bar.of(BTC, Timeframe.MINUTE_1, 120_000_000_000L, ohlcv);
    }

    @Property
    void givesTheExactNumbersAndTheirNearestDoubles(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long low,
            @ForAll @IntRange(max = 1_000_000) int more,
            @ForAll @IntRange(max = 8) int scale) {
        Bar bar = Bar.ofUnscaled(
                BTC, Timeframe.MINUTE_1, 0, low, low + more, low, low + more / 2, more, new Scales(scale, 3));

        assertThat(bar.low()).isEqualTo(Price.ofUnscaled(low, scale));
        assertThat(bar.high()).isEqualTo(Price.ofUnscaled(low + more, scale));
        assertThat(bar.volume()).isEqualTo(Quantity.ofUnscaled(more, 3));
        assertThat(bar.closeAsDouble()).isEqualTo(bar.close().toDouble());
        assertThat(bar.openAsDouble()).isEqualTo(bar.open().toDouble());
        assertThat(bar.highAsDouble()).isEqualTo(bar.high().toDouble());
        assertThat(bar.lowAsDouble()).isEqualTo(bar.low().toDouble());
        assertThat(bar.volumeAsDouble()).isEqualTo(bar.volume().toDouble());
    }

    @Test
    void barsOfEqualValuesAreEqualWhateverTheirScales() {
        Bar one = bar("1.5", "2", "1", "1.75", "10");
        Bar other = bar("1.500", "2.00", "1.0", "1.7500", "10.0");
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(bar("1.5", "2", "1", "1.75", "11"));
        assertThat(one.openNanos()).isEqualTo(60_000_000_000L);
        assertThat(one.eventNanos()).isEqualTo(120_000_000_000L);
    }

    @Test
    void pricesThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> bar("1", "2", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bar("3", "2", "1", "2", "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bar("1", "2", "1.5", "2", "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bar("1", "2", "1", "3", "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bar("1", "2", "1", "2", "-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> new Scales(19, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

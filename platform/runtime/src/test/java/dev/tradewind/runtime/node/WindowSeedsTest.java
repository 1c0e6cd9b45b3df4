package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.plugin.MarketHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

class WindowSeedsTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "SIM");
    private static final long MINUTE = Timeframe.MINUTE_1.nanos();
    private static final long HOUR = Timeframe.HOUR_1.nanos();
    private static final long NOW = Instant.parse("2026-03-01T12:20:30Z").getEpochSecond() * 1_000_000_000L;

    /** A bar of volume 1 for each minute that is there. */
    private record Minutes(Timeframe only, LongPredicate isThere) implements MarketHistory {
        @Override
        public List<Timeframe> timeframes() {
            return List.of(only);
        }

        @Override
        public List<Bar> bars(InstrumentId instrument, Timeframe timeframe, long fromNanos, long toNanos) {
            List<Bar> bars = new ArrayList<>();
            for (long open = fromNanos; open < toNanos; open += MINUTE) {
                if (isThere.test(open)) {
                    bars.add(Bar.of(instrument, timeframe, open + MINUTE, "100", "101", "99", "100", "1"));
                }
            }
            return bars;
        }

        @Override
        public List<TradeTick> trades(TradeTick before, TradeTick after) {
            return List.of();
        }
    }

    private static List<List<Bar>> seeds(LongPredicate isThere) {
        return WindowSeeds.of(new Minutes(Timeframe.MINUTE_1, isThere), BTC, NOW);
    }

    @Test
    void aDayIsToldInHoursAndTheLastHourInMinutes() {
        List<List<Bar>> told = seeds(open -> true);
        List<Bar> hours = told.getFirst();
        assertThat(hours).hasSize(25).allMatch(bar -> bar.timeframe().equals(Timeframe.HOUR_1));
        assertThat(hours).allMatch(bar -> bar.volumeAsDouble() == 60);
        assertThat(hours.getLast().eventNanos()).isEqualTo(Timeframe.HOUR_1.startOf(NOW));
        List<Bar> minutes = told.getLast();
        assertThat(told).hasSize(2);
        assertThat(minutes).hasSize(60);
        assertThat(minutes.getLast().eventNanos()).isEqualTo(Timeframe.MINUTE_1.startOf(NOW));
    }

    @Test
    void whatLiesBeforeAHoleIsNotToldAndNoHourOfWhichOnlyTheEndIsKnown() {
        // From 6:20 to 8:40 nothing was heard.
        long begin = Timeframe.HOUR_1.startOf(NOW) - 6 * HOUR + 20 * MINUTE;
        long end = Timeframe.HOUR_1.startOf(NOW) - 4 * HOUR + 40 * MINUTE;
        List<List<Bar>> told = seeds(open -> open < begin || open >= end);
        assertThat(told.getFirst()).hasSize(3);
        assertThat(told.getFirst().getFirst().openNanos()).isEqualTo(Timeframe.HOUR_1.startOf(NOW) - 3 * HOUR);
        assertThat(told.getLast()).hasSize(60);
        assertThat(seeds(open -> open < NOW - 32 * MINUTE)).isEmpty();
        assertThat(seeds(open -> open / MINUTE % 20 == 0)).as("a quiet market").hasSize(2);
        assertThat(WindowSeeds.of(new Minutes(Timeframe.parse("1s"), open -> true), BTC, NOW)).isEmpty();
    }
}

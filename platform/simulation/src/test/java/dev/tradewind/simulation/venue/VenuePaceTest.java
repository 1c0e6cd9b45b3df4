package dev.tradewind.simulation.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.synthetic.SyntheticTicks;
import dev.tradewind.simulation.synthetic.TickMarket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recorded ticks at a chosen speed, by a clock that the test holds. */
final class VenuePaceTest implements VenueListener {
    private static final long SECOND = 1_000_000_000L;
    private static final Instrument DEMO = Instruments.shipped().require("DEMO");
    private static final SyntheticTicks TICKS =
            SyntheticTicks.of(TickMarket.of(3, List.of(DEMO)), DEMO.id(), 20 * SECOND);

    private final List<MarketEvent> news = new ArrayList<>();
    private final ReplayVenue venue = replay(List.of(TICKS));
    private long clock = 5;

    static ReplayVenue replay(List<TickSeries> series) {
        return new ReplayVenue(
                series,
                new BookModels(
                        BasicModels.feeBasisPoints(Decimal.ONE),
                        BasicModels.slippageBasisPoints(Decimal.ZERO),
                        BasicModels.constantLatency(0),
                        0,
                        QueueModel.CONSERVATIVE),
                Money.of("1000", "USD"),
                Decimal.ONE);
    }

    @Override
    public void onMarket(MarketEvent event) {
        news.add(event);
    }

    @Override
    public void onOrder(VenueEvent event) {
        throw new AssertionError("nothing was ordered: " + event);
    }

    private static List<MarketEvent> recorded() {
        List<MarketEvent> all = new ArrayList<>();
        try (TickReader reader = TICKS.open()) {
            while (reader.advance()) {
                all.add(reader.event());
            }
        }
        return all;
    }

    /** Sleeps exactly as long as it is told, and says how long that was. */
    private long runToTheEnd(VenuePace pace) {
        long began = clock;
        for (long wait = pace.step(); wait != VenuePace.NEVER; wait = pace.step()) {
            clock += wait;
        }
        return clock - began;
    }

    @Test
    void atTheClocksPaceItTakesAsLongAsItTook() {
        venue.start(this);
        long took = runToTheEnd(VenuePace.times(1, venue, () -> clock));

        List<MarketEvent> recorded = recorded();
        assertThat(news).isEqualTo(recorded);
        assertThat(took).isEqualTo(
                recorded.getLast().eventNanos() - recorded.getFirst().eventNanos());
        assertThat(venue.isAtEnd()).isTrue();
    }

    @Test
    void tenTimesAsFastItTakesATenth() {
        venue.start(this);
        long took = runToTheEnd(VenuePace.times(10, venue, () -> clock));

        List<MarketEvent> recorded = recorded();
        long span = recorded.getLast().eventNanos() - recorded.getFirst().eventNanos();
        assertThat(news).isEqualTo(recorded);
        assertThat(took).isEqualTo(Math.ceilDiv(span, 10));
    }

    @Test
    void asFastAsPossibleItNeverWaits() {
        venue.start(this);

        assertThat(runToTheEnd(VenuePace.asFastAsPossible(venue))).isZero();
        assertThat(news).isEqualTo(recorded());
    }

    @Test
    void aHostThatWakesLateIsToldWhatItMissed() {
        venue.start(this);
        VenuePace pace = VenuePace.times(1, venue, () -> clock);
        clock += 7 * SECOND;
        pace.step();

        long until = TICKS.market().startNanos() + 7 * SECOND;
        assertThat(venue.nanos()).isEqualTo(until);
        assertThat(pace.nanos()).isEqualTo(until);
        assertThat(news).isEqualTo(
                recorded().stream().filter(event -> event.eventNanos() <= until).toList());
        clock -= 3 * SECOND;
        assertThat(pace.nanos()).isEqualTo(until);
    }

    @Test
    void aSpeedThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> VenuePace.times(0, venue, () -> clock)).hasMessageContaining("1 to 1000000 times");
        assertThatThrownBy(() -> VenuePace.times(2_000_000, venue, () -> clock)).hasMessageContaining("was 2000000");
        assertThatThrownBy(() -> replay(List.of(TICKS, TICKS))).hasMessageContaining("two series of one instrument");
        assertThatThrownBy(() -> replay(List.of())).hasMessageContaining("at least one");
    }
}

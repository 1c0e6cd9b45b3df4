package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.runtime.config.DataLimits;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.simulation.venue.SyntheticVenue;
import dev.tradewind.simulation.venue.SyntheticVenueFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SyntheticLinkTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aMarketThatWasMadeLongBeforeItStartsIsAtTheClocksTime() throws InterruptedException {
        AtomicLong time = new AtomicLong(1_800_000_000L * SECOND);
        NodeClock clock = new NodeClock(time::get, time::get);
        SyntheticVenueFactory factory = new SyntheticVenueFactory(clock.getAsLong());
        SyntheticVenue venue = (SyntheticVenue) factory.connect(Parameters.of(factory.parameters(), Map.of()));
        SyntheticLink link =
                new SyntheticLink(venue, "SYNTHETIC", clock, MarketFeed.TickSink.NONE, DataLimits.LENIENT);
        AtomicLong newest = new AtomicLong();
        link.feed().show((event, received) -> newest.accumulateAndGet(event.eventNanos(), Math::max));

        time.addAndGet(20 * SECOND);
        link.start();

        // Each of three instruments has some 50 events a second.
        for (int waited = 0; time.get() - newest.get() > SECOND && waited < 200; waited++) {
            Thread.sleep(50);
        }
        link.close();
        assertThat(time.get() - newest.get()).isBetween(0L, SECOND);
    }
}

package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.TickHash;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The ticks of one listing of a synthetic exchange with no guest: a snapshot, then trades, deltas and funding rates.
 * Each reader runs the market anew, and keeps none of it.
 *
 * @param market what is traded
 * @param listing which of its listings
 * @param nanos how long, from the market's start on; one second to ten years
 */
public record SyntheticTicks(TickMarket market, int listing, long nanos) implements TickSeries {
    private static final long SECOND = 1_000_000_000L;
    private static final long TEN_YEARS = 3_653L * 86_400 * SECOND;

    /** @throws IllegalArgumentException if it is too short or too long, or there is no such listing */
    public SyntheticTicks {
        if (nanos < SECOND || nanos > TEN_YEARS) {
            throw new IllegalArgumentException("synthetic ticks are made for 1 second to 10 years, was "
                    + nanos / SECOND + " s");
        }
        if (listing < 0 || listing >= market.listings().size()) {
            throw new IllegalArgumentException("there is no listing " + listing);
        }
    }

    /** Those of an instrument. @throws IllegalArgumentException if it is not listed */
    public static SyntheticTicks of(TickMarket market, InstrumentId instrument, long nanos) {
        return new SyntheticTicks(market, market.indexOf(instrument), nanos);
    }

    @Override
    public Instrument instrument() {
        return market.listings().get(listing).instrument();
    }

    @Override
    public TickReader open() {
        return new Reader();
    }

    private final class Reader implements TickReader {
        private final ArrayDeque<MarketEvent> told = new ArrayDeque<>();
        private final SyntheticExchange exchange = SyntheticExchange.openAlone(market, listing, told::add);
        private final long endNanos = market.startNanos() + nanos;
        private final TickHash hash = new TickHash();
        private @Nullable MarketEvent event;

        @Override
        public boolean advance() {
            while (told.isEmpty()) {
                long next = exchange.nextNanos();
                if (next >= endNanos) {
                    event = null;
                    return false;
                }
                exchange.advanceTo(next);
            }
            MarketEvent first = told.remove();
            hash.add(first.eventNanos(), first);
            event = first;
            return true;
        }

        @Override
        public long receivedNanos() {
            return event().eventNanos();
        }

        @Override
        public MarketEvent event() {
            MarketEvent current = event;
            if (current == null) {
                throw new IllegalStateException("there is no event: advance() has not returned true");
            }
            return current;
        }

        @Override
        public String dataHash() {
            return hash.hex();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}

package dev.tradewind.store.market;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;

/** A trade or a quote with its place in its feed. */
public sealed interface FeedTick {
    /** Grows by any step within a feed; never repeats. */
    long sequence();

    /** When we received it, in nanoseconds since the epoch. */
    long receivedNanos();

    InstrumentId instrument();

    /** When it happened by the venue's clock, in nanoseconds since the epoch: decides the day that it is kept under. */
    long eventNanos();

    /** A trade that the venue printed. */
    record Trade(long sequence, long receivedNanos, TradeTick tick) implements FeedTick {
        @Override
        public InstrumentId instrument() {
            return tick.instrument();
        }

        @Override
        public long eventNanos() {
            return tick.eventNanos();
        }
    }

    /** The best bid and ask. */
    record BestQuote(long sequence, long receivedNanos, Quote quote) implements FeedTick {
        @Override
        public InstrumentId instrument() {
            return quote.instrument();
        }

        @Override
        public long eventNanos() {
            return quote.eventNanos();
        }
    }
}

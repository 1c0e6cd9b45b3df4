package dev.tradewind.store.market;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;

/** What a feed said, with its place in it. */
public sealed interface FeedTick {
    /** Grows by any step within a feed; never repeats. */
    long sequence();

    /** When we received it, in nanoseconds since the epoch. */
    long receivedNanos();

    InstrumentId instrument();

    /** When it happened by the venue's clock, in nanoseconds since the epoch: decides the day that it is kept under. */
    long eventNanos();

    /** What was said. */
    MarketEvent event();

    /** Of an event, whatever it is. */
    static FeedTick of(long sequence, long receivedNanos, MarketEvent event) {
        return switch (event) {
            case TradeTick trade -> new Trade(sequence, receivedNanos, trade);
            case Quote quote -> new BestQuote(sequence, receivedNanos, quote);
            default -> new Update(sequence, receivedNanos, event);
        };
    }

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

        @Override
        public MarketEvent event() {
            return tick;
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

        @Override
        public MarketEvent event() {
            return quote;
        }
    }

    /** Anything else: a change or a snapshot of a book, funding, a bar of the venue's own. */
    record Update(long sequence, long receivedNanos, MarketEvent event) implements FeedTick {
        @Override
        public InstrumentId instrument() {
            return event.instrument();
        }

        @Override
        public long eventNanos() {
            return event.eventNanos();
        }
    }
}

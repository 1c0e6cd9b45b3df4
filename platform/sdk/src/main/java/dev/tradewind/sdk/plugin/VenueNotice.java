package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.List;

/** What a venue says besides the market and our orders. */
public sealed interface VenueNotice {
    /** When, by the venue's clock as far as is known: nanoseconds since the epoch. */
    long eventNanos();

    /** What a connection carries. */
    enum Channel {
        /** Market data. Down: what is known of the market grows stale. */
        MARKET,
        /** What becomes of our orders. Down: events are missing, and are told once it is up again. */
        ORDERS
    }

    /** How a channel is. */
    enum State {
        /** Works; what was missed while it was down has been told. */
        UP,
        /** Lost, and being made anew. */
        DOWN,
        /** Refused for good, such as for a key that is not valid; nobody tries again. */
        FAILED
    }

    /**
     * A channel is up or down. Nothing is up before the first of these says so.
     *
     * @param channel which
     * @param state how it is now
     * @param reason why, in a few words; empty if there is nothing to say
     * @param eventNanos when
     */
    record ConnectionChanged(Channel channel, State state, String reason, long eventNanos) implements VenueNotice {}

    /**
     * What the account holds of some assets changed; the new amounts.
     *
     * @param balances of the assets that changed
     * @param eventNanos when
     */
    record BalancesChanged(List<VenueQueries.Balance> balances, long eventNanos) implements VenueNotice {
        public BalancesChanged {
            balances = List.copyOf(balances);
        }
    }

    /**
     * An order of the account that is not ours traded: placed by hand, or by the venue itself. Positions change by it
     * all the same.
     *
     * @param fill the fill
     */
    record ForeignFill(VenueFill fill) implements VenueNotice {
        @Override
        public long eventNanos() {
            return fill.eventNanos();
        }
    }

    /**
     * Something that a person should know, such as a message that could not be read.
     *
     * @param instrument what it is about; the venue as a whole if its symbol is {@code *}
     * @param text what, where, what to do
     * @param eventNanos when
     */
    record Trouble(InstrumentId instrument, String text, long eventNanos) implements VenueNotice {}
}

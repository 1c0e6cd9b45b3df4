package dev.tradewind.simulation.data;

import dev.tradewind.sdk.market.MarketEvent;

/**
 * Reads ticks in the order in which they were received. Time of receipt never runs backwards, see also
 * {@link #clockSteps}; the venue's own times may do so a little, as they do on the wire.
 */
public interface TickReader extends AutoCloseable {
    /**
     * Goes to the next event.
     *
     * @return false at the end
     * @throws DataException if the data cannot be read or makes no sense
     */
    boolean advance();

    /** When the event was received, in nanoseconds since the epoch; its venue time where nobody recorded it. */
    long receivedNanos();

    /** The event; only after {@link #advance} returned true. */
    MarketEvent event();

    /** SHA-256 over the values of all events read, in hexadecimal; only at the end. */
    String dataHash();

    /**
     * How often the clock of who recorded it ran backwards, in what was read so far. Formats that refuse such data have
     * none to tell of.
     */
    default ClockSteps clockSteps() {
        return ClockSteps.NONE;
    }

    @Override
    void close();
}

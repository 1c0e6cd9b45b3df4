package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.market.MarketEvent;

/**
 * Makes events of rows; one event may be written in many. Whatever a row or event is refused for is a
 * {@link dev.tradewind.simulation.data.DataException}.
 */
interface RowDecoder {
    /** Reads the current row, and changes nothing else; refused if it is none. */
    void parse(TickRows row);

    /** Whether the row parsed belongs to the event that was begun. */
    boolean joins();

    /** Adds the row parsed to the event, or begins one with it; refused if it does not fit there. */
    void append();

    /** Whether no event was begun. */
    boolean isEmpty();

    /** When the event that was begun was received. */
    long receivedNanos();

    /** The event that was begun, or refused if it is none; nothing is begun afterwards, either way. */
    MarketEvent build();
}

package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.DataException;

/** Makes events of rows; one event may be written in many. */
interface RowDecoder {
    /** Reads the current row, and changes nothing else. @throws DataException if it is none */
    void parse(TickRows row);

    /** Whether the row parsed belongs to the event that was begun. */
    boolean joins();

    /** Adds the row parsed to the event, or begins one with it. @throws DataException if it does not fit there */
    void append();

    /** Whether no event was begun. */
    boolean isEmpty();

    /** When the event that was begun was received. */
    long receivedNanos();

    /** The event that was begun; none is afterwards, even if this throws. @throws DataException if it is none */
    MarketEvent build();
}

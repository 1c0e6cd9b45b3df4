package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;

/** A venue that is simulated from market data, with books of its own of our account. */
public interface SimulatedVenue {
    /** Comes before anything else about the instrument. */
    void addInstrument(Instrument instrument);

    void deposit(Money amount);

    /** Sends a command on its way; it arrives after its latency. */
    void execute(OrderCommand command);

    /** What the venue thinks we hold; for comparison with the ledger. */
    Decimal quantity(Instrument instrument);

    /** What the venue thinks we have; for comparison with the ledger. */
    Decimal cash(Currency currency);
}

package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.plugin.LatencyModel;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;

/** A venue that is simulated from market data, with books of its own of our account. */
public interface SimulatedVenue {
    /** Comes before anything else about the instrument. */
    void addInstrument(Instrument instrument);

    /** The venue's own books of our account. */
    VenueAccount account();

    default void deposit(Money amount) {
        account().deposit(amount);
    }

    /** Sends a command on its way; it arrives after its latency. */
    void execute(OrderCommand command);

    /** What the venue thinks we hold; for comparison with the ledger. */
    default Decimal quantity(Instrument instrument) {
        return account().holding(instrument).quantity();
    }

    /** What the venue thinks we have; for comparison with the ledger. */
    default Decimal cash(Currency currency) {
        return account().cash(currency);
    }

    /**
     * When a command arrives.
     *
     * @throws IllegalStateException if the model says that it arrives before it was sent
     */
    static long arrivalNanos(OrderCommand command, LatencyModel model) {
        long latency = model.nanos(command);
        if (latency < 0) {
            throw new IllegalStateException("the latency model gave " + latency + " ns; it must be 0 or more");
        }
        return Math.addExact(command.decidedNanos(), latency);
    }
}

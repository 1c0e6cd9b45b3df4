package dev.tradewind.testkit.venue;

/**
 * The test double of an exchange, as the venue contract asks it to misbehave. Faults show only where there is a network
 * between a venue and its plugin: a venue in the same process needs none.
 */
public interface ExchangeDouble {
    /** What real exchanges do now and then. */
    enum Fault {
        /** What became of an order is told before the answer to the command that placed it. */
        EVENTS_BEFORE_ANSWERS,
        /** Commands are taken, and neither answered nor told of until this is over; then they may still not be told. */
        SILENCE_AFTER_ACCEPTING,
        /** Commands are taken, answered with an internal error (such as HTTP 503), and not told of. */
        ERROR_AFTER_ACCEPTING,
        /** Every event about an order is told twice. */
        EVENTS_TWICE,
        /** Events about orders are told in another order than that in which they happened. */
        EVENTS_OUT_OF_ORDER,
        /** An order that is to be cancelled is filled just before, and the cancel is refused. */
        FILLS_WHEN_CANCELLED,
        /** What happens to orders is not told; it is as if the connection were down and nobody had noticed. */
        EVENTS_LOST
    }

    /** Misbehaves from now on in this way, and in no other. */
    void misbehave(Fault fault);

    /** Behaves from now on. */
    void behave();

    /** Cuts all connections; they can be made anew at once. */
    void cutConnections();

    /** Fills all of our orders that rest, at their limits. */
    void fillAll();
}

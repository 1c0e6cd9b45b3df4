package dev.tradewind.simulation.synthetic;

/**
 * Who is buying and selling: the sum of signed trades, of which half is forgotten every twenty seconds; in as many
 * trades where they come more often.
 */
final class TradeFlow {
    private static final double FORGETTING = StrictMath.log(2) / 20e9;

    private final double forgetting;
    private double lots;
    private long lastNanos;

    TradeFlow(long nanos, int activity) {
        lastNanos = nanos;
        forgetting = FORGETTING * activity;
    }

    void advanceTo(long nanos) {
        if (nanos > lastNanos) {
            lots *= StrictMath.exp(-forgetting * (nanos - lastNanos));
            lastNanos = nanos;
        }
    }

    /** @param signed lots, negative for a seller who took */
    void add(long signed) {
        lots += signed;
    }

    double lots() {
        return lots;
    }
}

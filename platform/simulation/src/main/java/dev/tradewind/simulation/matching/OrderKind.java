package dev.tradewind.simulation.matching;

/** What becomes of the part of an order that does not trade at once. */
public enum OrderKind {
    /** Trades up to its price, then rests until it is cancelled (good till cancelled). */
    LIMIT,
    /** As {@link #LIMIT}, but refused when any of it would trade at once. */
    POST_ONLY,
    /** Trades up to its price; the rest is cancelled. */
    IMMEDIATE_OR_CANCEL,
    /** Trades its whole quantity up to its price at once, or nothing. */
    FILL_OR_KILL,
    /**
     * Trades its whole quantity at once, or nothing; its price is that of the whole: a buyer pays at most that many
     * ticks × lots, a seller receives at least that many.
     */
    FILL_OR_KILL_BUDGET,
    /** Trades at any price; the rest is cancelled. Its price is ignored. */
    MARKET;

    private static final OrderKind[] ALL = values();

    /** Whether what does not trade stays in the book. */
    boolean rests() {
        return this == LIMIT || this == POST_ONLY;
    }

    static OrderKind at(int ordinal) {
        return ALL[ordinal];
    }
}

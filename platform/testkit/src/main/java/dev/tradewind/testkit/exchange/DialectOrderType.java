package dev.tradewind.testkit.exchange;

/** Order types, by their names in the dialect. */
enum DialectOrderType {
    LIMIT(true, false),
    LIMIT_MAKER(true, false),
    MARKET(false, false),
    STOP_LOSS(false, true),
    STOP_LOSS_LIMIT(true, true),
    TAKE_PROFIT(false, true),
    TAKE_PROFIT_LIMIT(true, true);

    private final boolean priced;
    private final boolean stop;

    DialectOrderType(boolean priced, boolean stop) {
        this.priced = priced;
        this.stop = stop;
    }

    boolean hasPrice() {
        return priced;
    }

    /** Whether it waits for a trade at its stop price. */
    boolean isStop() {
        return stop;
    }

    boolean isTakeProfit() {
        return this == TAKE_PROFIT || this == TAKE_PROFIT_LIMIT;
    }

    boolean takesTimeInForce() {
        return priced && this != LIMIT_MAKER;
    }
}

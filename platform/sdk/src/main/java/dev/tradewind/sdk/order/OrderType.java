package dev.tradewind.sdk.order;

/** How an order finds its price. */
public enum OrderType {
    /** At the best price there is, now. */
    MARKET,
    /** At the limit price or better. */
    LIMIT,
    /** A market order once the stop price trades. */
    STOP,
    /** A limit order once the stop price trades. */
    STOP_LIMIT,
    /** A stop that follows the market at a fixed distance, and never retreats. */
    TRAILING_STOP;

    public boolean hasLimitPrice() {
        return this == LIMIT || this == STOP_LIMIT;
    }

    /** Whether the order waits for a trigger price. */
    public boolean isStop() {
        return this == STOP || this == STOP_LIMIT || this == TRAILING_STOP;
    }
}

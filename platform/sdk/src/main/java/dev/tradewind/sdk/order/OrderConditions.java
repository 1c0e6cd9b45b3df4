package dev.tradewind.sdk.order;

/**
 * How long an order stays, and what it must not do.
 *
 * @param timeInForce how long it stays
 * @param expireNanos when a GTD order expires, nanoseconds since the epoch; 0 otherwise
 * @param postOnly rejected rather than filled as a taker
 * @param reduceOnly only ever brings a position towards zero
 */
public record OrderConditions(TimeInForce timeInForce, long expireNanos, boolean postOnly, boolean reduceOnly) {
    public static final OrderConditions GTC = new OrderConditions(TimeInForce.GTC, 0, false, false);
    public static final OrderConditions IOC = new OrderConditions(TimeInForce.IOC, 0, false, false);
    public static final OrderConditions FOK = new OrderConditions(TimeInForce.FOK, 0, false, false);

    public static OrderConditions goodTill(long expireNanos) {
        return new OrderConditions(TimeInForce.GTD, expireNanos, false, false);
    }

    public OrderConditions withPostOnly() {
        return new OrderConditions(timeInForce, expireNanos, true, reduceOnly);
    }

    public OrderConditions withReduceOnly() {
        return new OrderConditions(timeInForce, expireNanos, postOnly, true);
    }
}

package dev.tradewind.policy.surveillance;

import dev.tradewind.policy.limits.Thresholds;
import dev.tradewind.policy.surveillance.Conduct.Party;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.sdk.order.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What stood on the other side of the market when an account got its first fill, and how much of it the account took
 * back afterwards.
 */
final class Pressure {
    /** Orders of the other side that are followed. */
    static final int MOST_ORDERS = 500;

    private final Side side;
    private final long fromNanos;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final TreeSet<Double> levels = new TreeSet<>();
    private final Ids orders = new Ids();
    private final Ids trades = new Ids();
    private double pressure;
    private final double sameSide;
    private double filled;
    private double withdrawn;
    private double lifetimes;
    private int withdrawals;
    private double replaced;

    private record Held(long sinceNanos, double price) {}

    /** @param working as it is after the fill */
    Pressure(Filled first, Working working) {
        side = first.side();
        fromNanos = first.nanos();
        Side other = side.opposite();
        for (Working.Order order : working.all()) {
            if (order.side == other && !Double.isNaN(order.price) && held.size() < MOST_ORDERS) {
                held.put(order.id, new Held(order.sinceNanos, order.price));
                pressure += order.rest;
            }
        }
        sameSide = working.quantity(side) + first.quantity();
        orders.add(first.account() + "/" + first.orderId());
    }

    Side side() {
        return side;
    }

    void filled(Filled fill) {
        filled += fill.quantity();
        orders.add(fill.account() + "/" + fill.orderId());
        trades.add(fill.tradeId());
    }

    /** An order was cancelled, made smaller or moved away. */
    void withdrawn(String account, String order, double quantity, long nanos) {
        Held was = held.get(order);
        if (was == null || !(quantity > 0)) {
            return;
        }
        withdrawn += quantity;
        levels.add(was.price());
        lifetimes += (nanos - was.sinceNanos()) / 1e9;
        withdrawals++;
        orders.add(account + "/" + order);
    }

    /** An order came on the other side. */
    void placed(double quantity) {
        replaced += quantity;
    }

    void judge(Party party, Thresholds limits, Findings findings) {
        if (withdrawals == 0) {
            return;
        }
        Conduct conduct = new Conduct(Conduct.AFTER_FILL, party, limits);
        conduct.side = side.name();
        conduct.filledQuantity = filled;
        conduct.pressureQuantity = pressure;
        conduct.sameSideQuantity = sameSide;
        conduct.withdrawnQuantity = withdrawn;
        conduct.withdrawnLevels = levels.size();
        conduct.withdrawnLifetimeSeconds = lifetimes / withdrawals;
        conduct.replacedShare = Conduct.ratio(replaced, withdrawn);
        conduct.pressureRatio = Conduct.ratio(withdrawn, filled);
        conduct.oneSidedness = Conduct.ratio(pressure, sameSide);
        findings.judge(conduct, new Findings.Shown(party, fromNanos, orders, trades));
    }
}

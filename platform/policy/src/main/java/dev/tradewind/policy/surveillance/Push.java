package dev.tradewind.policy.surveillance;

import dev.tradewind.policy.limits.Thresholds;
import dev.tradewind.policy.surveillance.Conduct.Party;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.sdk.order.Side;

/** Fills of one direction that took the price, each soon after the one before, and what came after them. */
final class Push {
    private final Side side;
    private final int direction;
    private final long fromNanos;
    private long lastNanos;
    private double farthestFill;
    private double quantity;
    private double exited;
    private int fills;
    private int beyond;
    private final Ids orders = new Ids();
    private final Ids trades = new Ids();

    Push(Filled first) {
        side = first.side();
        direction = side == Side.BUY ? 1 : -1;
        fromNanos = first.nanos();
        farthestFill = first.price();
        add(first);
    }

    void add(Filled fill) {
        lastNanos = fill.nanos();
        quantity += fill.quantity();
        fills++;
        if ((fill.price() - farthestFill) * direction > 0) {
            beyond++;
            farthestFill = fill.price();
        }
        show(fill);
    }

    /** A fill the other way, while it lasted or after it. */
    void exited(Filled fill) {
        exited += fill.quantity();
        show(fill);
    }

    private void show(Filled fill) {
        orders.add(fill.account() + "/" + fill.orderId());
        trades.add(fill.tradeId());
    }

    Side side() {
        return side;
    }

    long lastNanos() {
        return lastNanos;
    }

    void judge(Party party, Thresholds limits, MarketWindow market, Findings findings) {
        long first = Math.floorDiv(fromNanos, 1_000_000_000L);
        long last = Math.floorDiv(lastNanos, 1_000_000_000L);
        double start = market.priceAt(first - 1);
        // What the last fill did is on the screen a moment later.
        double far = market.farthest(direction, first, last + 1);
        double now = market.price();
        if (!(start > 0) || !(far > 0) || !(now > 0)) {
            return;
        }
        double move = Math.max(0, (far / start - 1) * direction);
        Conduct conduct = new Conduct(Conduct.AFTER_PUSH, party, limits);
        conduct.side = side.name();
        conduct.pushOrders = fills;
        conduct.pushQuantity = quantity;
        conduct.pushVolumeShare = Conduct.ratio(quantity, market.volume(first - 1, last));
        conduct.pushMoveBps = move * 1e4;
        conduct.pushMoveSigmas = market.deviations(move, first - 1, last - first + 1);
        conduct.pushRisingShare = fills < 2 ? 0 : beyond / (fills - 1.0);
        conduct.pushExitShare = Conduct.ratio(exited, quantity);
        conduct.pushReversalShare = move > 0 ? (far - now) * direction / (start * move) : 0;
        findings.judge(conduct, new Findings.Shown(party, fromNanos, orders, trades));
    }
}

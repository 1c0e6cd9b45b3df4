package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.matching.OrderKind;

/**
 * Traders who know the value nearly, and take what is offered on the wrong side of it (Glosten, Milgrom 1985). They
 * bring the price to the value, and whoever moves it away pays them.
 */
final class Informed implements Agent {
    /** Standard deviation of what they get wrong, in spreads. */
    private static final double ERROR = 0.4;

    /** What they want to earn, in spreads. */
    private static final double EDGE = 0.5;

    private static final double MOST_UNITS = 6;

    private final Floor floor;
    private final long owner;

    Informed(Floor floor, long owner) {
        this.floor = floor;
        this.owner = owner;
    }

    @Override
    public long meanNanos() {
        return 300_000_000L;
    }

    @Override
    public void act(Chance chance) {
        double value = floor.value();
        double spread = Floor.spread(value);
        double seen = value + ERROR * spread * chance.normal();
        trade(Side.BUY, seen, spread);
        trade(Side.SELL, seen, spread);
    }

    private void trade(Side side, double seen, double spread) {
        if (floor.depth.isEmpty(side.opposite())) {
            return;
        }
        double gain = side.sign() * (seen - floor.depth.bestPrice(side.opposite())) / spread;
        if (gain < EDGE) {
            return;
        }
        long limit = side == Side.BUY
                ? (long) StrictMath.floor(seen - EDGE * spread)
                : (long) StrictMath.ceil(seen + EDGE * spread);
        floor.send(
                OrderKind.IMMEDIATE_OR_CANCEL, owner, side, limit, floor.lots(Math.min(MOST_UNITS, 1 + gain)));
    }
}

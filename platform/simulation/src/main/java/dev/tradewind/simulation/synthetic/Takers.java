package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.matching.OrderKind;

/**
 * Traders without information who want to trade now. Sizes have a fat tail (Pareto, exponent 1.5: Gabaix et al. 2003),
 * and a buyer is mostly followed by a buyer, as where large orders are split (Lillo, Farmer 2004).
 */
final class Takers implements Agent {
    private static final double STAYING = 0.75;
    private static final double TAIL = 1.5;
    private static final double LARGEST = 30;

    private final Floor floor;
    private final long owner;
    private Side side = Side.BUY;

    Takers(Floor floor, long owner) {
        this.floor = floor;
        this.owner = owner;
    }

    @Override
    public long meanNanos() {
        return 400_000_000L;
    }

    @Override
    public void act(Chance chance) {
        if (chance.uniform() >= STAYING) {
            side = side.opposite();
        }
        double size = Math.min(LARGEST, StrictMath.pow(1 - chance.uniform(), -1 / TAIL)) / 3;
        boolean patient = chance.uniform() < 0.5;
        if (floor.depth.isEmpty(side.opposite())) {
            return;
        }
        long best = floor.depth.bestPrice(side.opposite());
        long reach = (long) StrictMath.ceil(3 * Floor.spread((double) best));
        if (patient) {
            floor.send(
                    OrderKind.IMMEDIATE_OR_CANCEL, owner, side, best + side.sign() * reach, floor.lots(size));
        } else {
            floor.send(OrderKind.MARKET, owner, side, 0, floor.lots(size));
        }
    }
}

package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.matching.OrderKind;

/**
 * Quotes both sides at several levels around what it believes the listing to be worth, and moves its quotes against
 * its inventory. It learns of the value with a delay (between two acts), from the middle of the book and from who is
 * buying.
 */
final class Maker implements Agent {
    private static final int LEVELS = 8;

    /** Weight of the book's middle against the value. */
    private static final double FOLLOWING = 0.3;

    /** Spreads that the belief moves by when one mean trade more was bought than sold lately. */
    private static final double IMPACT = 0.02;

    /** Spreads that the quotes move by for a full inventory, against it. */
    private static final double SKEW = 1.5;

    private static final double FULL_INVENTORY = 60;
    private static final long BASE_NANOS = 150_000_000L;

    private final Floor floor;
    private final long owner;
    private final int rank;
    private final long[][] ids = new long[2][LEVELS];
    private final long[][] sizes = new long[2][LEVELS];
    private double inventory;

    /** @param rank 0 for the fastest and tightest */
    Maker(Floor floor, long owner, int rank) {
        this.floor = floor;
        this.owner = owner;
        this.rank = rank;
    }

    @Override
    public long meanNanos() {
        return BASE_NANOS * (rank + 1);
    }

    @Override
    public void act(Chance chance) {
        count();
        double value = floor.value();
        double spread = Floor.spread(value);
        double centre = value + spread * IMPACT * floor.flow.lots() / floor.unit;
        if (floor.isTwoSided()) {
            centre += FOLLOWING * (floor.middle() - centre);
        }
        double full = Math.max(-1, Math.min(1, inventory / (FULL_INVENTORY * floor.unit)));
        centre -= SKEW * spread * full;
        double half = spread * (0.5 + 0.7 * rank);
        double step = Math.max(1, spread * (0.6 + 0.4 * rank));
        // The side that makes way moves first, so that the maker does not stand in its own way.
        boolean rises = ids[1][0] == 0 || !floor.depth.isOpen(ids[1][0])
                || floor.depth.price(ids[1][0]) < centre + half;
        quote(rises ? Side.SELL : Side.BUY, centre, half, step, chance);
        quote(rises ? Side.BUY : Side.SELL, centre, half, step, chance);
    }

    /** What is missing of an order has been traded. */
    private void count() {
        for (int side = 0; side < 2; side++) {
            for (int level = 0; level < LEVELS; level++) {
                long id = ids[side][level];
                if (id != 0) {
                    long open = floor.depth.open(id);
                    inventory += (side == 0 ? 1 : -1) * (sizes[side][level] - open);
                    sizes[side][level] = open;
                    ids[side][level] = open == 0 ? 0 : id;
                }
            }
        }
    }

    private void quote(Side side, double centre, double half, double step, Chance chance) {
        int row = side == Side.BUY ? 0 : 1;
        for (int level = 0; level < LEVELS; level++) {
            double distance = half + level * step;
            long price = side == Side.BUY
                    ? (long) StrictMath.floor(centre - distance)
                    : (long) StrictMath.ceil(centre + distance);
            price = Math.max(1, behind(side, price));
            // Deep levels need not follow every tick.
            long tolerance = (long) (level * step / 3);
            long id = ids[row][level];
            if (id != 0 && Math.abs(floor.depth.price(id) - price) <= tolerance) {
                continue;
            }
            if (id != 0) {
                floor.book.cancel(id);
            }
            long lots = floor.lots(1.5 * (1 + 0.5 * level) * chance.logNormal(0.8));
            ids[row][level] = floor.send(OrderKind.POST_ONLY, owner, side, price, lots);
            sizes[row][level] = ids[row][level] == 0 ? 0 : lots;
        }
    }

    /** Not where it would trade at once. */
    private long behind(Side side, long price) {
        if (floor.depth.isEmpty(side.opposite())) {
            return price;
        }
        long best = floor.depth.bestPrice(side.opposite());
        return side == Side.BUY ? Math.min(price, best - 1) : Math.max(price, best + 1);
    }
}

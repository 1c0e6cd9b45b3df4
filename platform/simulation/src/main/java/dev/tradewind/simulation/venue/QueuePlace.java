package dev.tradewind.simulation.venue;

/** Where a resting order stands in the queue of its price. Quantities are in the units of the book. */
final class QueuePlace {
    private static final double UNKNOWN = -1;

    private final QueueModel model;
    private double ahead = UNKNOWN;
    private long shown;
    /** Traded at the price since the level last changed. */
    private long traded;
    /** How far the last change of the level moved the order up, and when that was, by the venue's clock. */
    private double moved;

    private long changedNanos = Long.MIN_VALUE;

    QueuePlace(QueueModel model) {
        this.model = model;
    }

    /** Joins the end of a queue that is known. */
    void join(long atLevel) {
        shown = atLevel;
        ahead = atLevel;
        traded = 0;
        moved = 0;
        changedNanos = Long.MIN_VALUE;
    }

    /** Joins a queue that the book is not deep enough to show: the first that it shows will all be ahead. */
    void joinUnseen() {
        join(0);
        ahead = UNKNOWN;
    }

    /** Joins a queue that no data shows. Only a model that guesses cancels also guesses this: one trade's quantity. */
    void joinWithoutBook(long lastTraded) {
        if (model instanceof QueueModel.Conservative) {
            joinUnseen();
        } else {
            join(lastTraded);
        }
    }

    /** Whether it is known what is ahead. */
    boolean isKnown() {
        return ahead != UNKNOWN;
    }

    /** What is ahead; 0 where it is not known. */
    double ahead() {
        return Math.max(ahead, 0);
    }

    /** The level may have changed. */
    void onLevel(long now, long eventNanos) {
        if (now == shown) {
            return;
        }
        if (!isKnown()) {
            ahead = now;
        } else {
            double before = ahead;
            ahead = model.ahead(ahead, (double) shown, (double) traded, (double) now);
            moved = before - ahead;
        }
        changedNanos = eventNanos;
        traded = 0;
        shown = now;
    }

    /**
     * Somebody traded at the price.
     *
     * @return how much of it is left for the order once all that is ahead is served
     */
    long onTrade(long quantity, long eventNanos) {
        if (!isKnown()) {
            return 0;
        }
        long counts = quantity;
        if (eventNanos <= changedNanos) {
            // The level has shown this trade already, and the order has moved up for it.
            long known = (long) Math.min((double) quantity, Math.ceil(moved));
            moved = Math.max(0, moved - known);
            counts -= known;
        } else {
            traded += quantity;
        }
        double left = counts - ahead;
        ahead = Math.max(0, ahead - counts);
        return left > 0 ? (long) Math.floor(left) : 0;
    }
}

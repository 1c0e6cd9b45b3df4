package dev.tradewind.simulation.venue;

/** Where a resting order stands in the queue of its price. Quantities are in the units of the book. */
final class QueuePlace {
    private static final double UNKNOWN = -1;

    /** How many changes of its level are remembered for trades that are told late. */
    private static final int CHANGES = 8;

    private final QueueModel model;
    private double ahead = UNKNOWN;
    private long shown;
    /** Traded at the price since the level last changed. */
    private long traded;
    /** When the level last changed, by the venue's clock. */
    private long changedNanos = Long.MIN_VALUE;

    /** How far each of the last changes moved the order up, less what trades have claimed of it; the newest last. */
    private final double[] moved = new double[CHANGES];

    private final long[] movedNanos = new long[CHANGES];
    private int changes;

    QueuePlace(QueueModel model) {
        this.model = model;
    }

    /** Joins the end of a queue that is known. */
    void join(long atLevel) {
        shown = atLevel;
        ahead = atLevel;
        traded = 0;
        changes = 0;
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
            remember(before - ahead, eventNanos);
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
            counts -= claim(quantity, eventNanos);
        } else {
            traded += quantity;
        }
        double left = counts - ahead;
        ahead = Math.max(0, ahead - counts);
        return left > 0 ? (long) Math.floor(left) : 0;
    }

    private void remember(double steps, long eventNanos) {
        if (steps <= 0) {
            return;
        }
        if (changes == CHANGES) {
            // The two oldest count as one, at the later time: a trade may then claim more than it should, never less.
            moved[1] += moved[0];
            System.arraycopy(moved, 1, moved, 0, CHANGES - 1);
            System.arraycopy(movedNanos, 1, movedNanos, 0, CHANGES - 1);
            changes--;
        }
        moved[changes] = steps;
        movedNanos[changes++] = eventNanos;
    }

    /**
     * How much of a trade the level has shown already, so that the order has moved up for it. One of the changes since
     * the trade did; which one is not known, so all count.
     */
    private long claim(long quantity, long eventNanos) {
        long open = quantity;
        for (int i = 0; i < changes && open > 0; i++) {
            if (movedNanos[i] >= eventNanos && moved[i] > 0) {
                long known = (long) Math.min((double) open, Math.ceil(moved[i]));
                moved[i] = Math.max(0, moved[i] - known);
                open -= known;
            }
        }
        return quantity - open;
    }
}

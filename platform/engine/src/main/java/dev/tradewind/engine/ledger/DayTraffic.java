package dev.tradewind.engine.ledger;

/**
 * What an account sent and traded in one instrument since the day (UTC) began: what the ratio of unexecuted orders to
 * transactions is made of (Delegated Regulation (EU) 2017/566, articles 1 and 3). An order is every message: new,
 * amended, cancelled, with what was open of it; a transaction is each execution of an order, whole or in part.
 */
final class DayTraffic {
    private static final double PLACES = 1e6;

    long day = Long.MIN_VALUE;
    long messages;
    long transactions;
    double ordered;
    double traded;

    private void roll(long today) {
        if (today != day) {
            day = today;
            messages = 0;
            transactions = 0;
            ordered = 0;
            traded = 0;
        }
    }

    void message(long today, double quantity) {
        roll(today);
        messages++;
        ordered += quantity;
    }

    void fill(long today, double quantity) {
        roll(today);
        transactions++;
        traded += quantity;
    }

    /** Both ratios' larger one; while nothing traded, messages less one. 0 before the first message. */
    double ratio(long today) {
        if (today != day || messages == 0) {
            return 0;
        }
        double byNumber = (double) messages / Math.max(1, transactions) - 1;
        // Volumes are sums of doubles: what they are off by must not lift a ratio above a limit that it stands at.
        double byVolume = traded > 0 ? Math.rint((ordered / traded - 1) * PLACES) / PLACES : 0;
        return Math.max(0, Math.max(byNumber, byVolume));
    }
}

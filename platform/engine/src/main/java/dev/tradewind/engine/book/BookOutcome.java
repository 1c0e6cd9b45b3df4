package dev.tradewind.engine.book;

/** What became of a snapshot or a delta. */
public enum BookOutcome {
    /** The book holds it now. */
    APPLIED(true),
    /** It is kept, or covered by the snapshot that must still come: the book is not ready. */
    WAITING(false),
    /** The book held newer data already; it was left alone. A snapshot: older than the deltas that came. */
    STALE(true),
    /** The same again; it was left alone. */
    DUPLICATE(true),
    /** At least one update is missing: the book is not ready until the next snapshot. */
    GAP(false),
    /** The best bid is not below the best ask: the book is not ready until the next snapshot. */
    CROSSED(false),
    /** The venue's checksum is another one: the book is not ready until the next snapshot. */
    WRONG_CHECKSUM(false),
    /** It holds what cannot be true, see {@link FeedBook#refusal()}: the book is not ready until the next snapshot. */
    REFUSED(false);

    private final boolean harmless;

    BookOutcome(boolean harmless) {
        this.harmless = harmless;
    }

    /** Whether a book that was ready still is. */
    public boolean isHarmless() {
        return harmless;
    }
}

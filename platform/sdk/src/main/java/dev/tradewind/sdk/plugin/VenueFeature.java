package dev.tradewind.sdk.plugin;

/** Something that not every venue can do. */
public enum VenueFeature {
    /** Keeps post-only orders from taking. */
    POST_ONLY,
    /** Keeps reduce-only orders from opening a position. */
    REDUCE_ONLY,
    /** Changes a working order; others are cancelled and placed anew by their host. */
    AMEND,
    /** Shows its order book, as a snapshot and numbered changes. */
    BOOK,
    /** Shows what others trade. */
    TRADES,
    /** Numbers the trades of an instrument one after another, so that a missing one is seen. */
    NUMBERED_TRADES,
    /** Does the same each time when it is told the same at the same times. */
    REPEATABLE
}

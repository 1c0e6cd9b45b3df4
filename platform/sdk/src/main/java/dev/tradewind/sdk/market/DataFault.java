package dev.tradewind.sdk.market;

/** What can be wrong with the data of an instrument while it comes. */
public enum DataFault {
    /** Updates or trades are missing: the numbers that the venue gives them have a hole. */
    GAP,
    /** Nothing came for longer than it should have taken, or the connection is lost. */
    STALE,
    /** The best bid is not below the best ask. */
    CROSSED,
    /** A price far outside of what traded lately, which nothing has confirmed yet. */
    OUTLIER,
    /** The venue's time stamps and our clock are too far apart: a clock runs away, or the data comes late. */
    CLOCK
}

package dev.tradewind.sdk.plugin;

/** What the host of a connection permits. */
@FunctionalInterface
public interface VenueHost {
    /** Permits everything but real money: what holds wherever nobody said otherwise. */
    VenueHost WITHOUT_LIVE = mode -> mode != TradingMode.LIVE;

    /** Whether connections of this mode may be made. */
    boolean permits(TradingMode mode);
}

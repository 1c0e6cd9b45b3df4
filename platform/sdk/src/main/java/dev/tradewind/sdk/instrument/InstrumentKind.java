package dev.tradewind.sdk.instrument;

/** What kind of thing an instrument is. */
public enum InstrumentKind {
    SPOT,
    PERPETUAL,
    FUTURE,
    OPTION,
    EQUITY,
    FX
}

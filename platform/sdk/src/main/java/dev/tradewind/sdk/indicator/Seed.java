package dev.tradewind.sdk.indicator;

/** What an exponential average starts from; its influence fades, but the first values differ by it. */
public enum Seed {
    /** The plain average of the first period values, as TA-Lib, TradingView and most charts do. */
    AVERAGE,
    /** The first value alone, as ta4j and Tulip Indicators do. */
    FIRST_VALUE
}

package dev.tradewind.sdk.order;

/** Whether a fill added liquidity or took it; fees differ. */
public enum Liquidity {
    MAKER,
    TAKER
}

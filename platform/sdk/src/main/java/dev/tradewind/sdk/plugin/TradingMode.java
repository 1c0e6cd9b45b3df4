package dev.tradewind.sdk.plugin;

/** How real the orders are that a venue connection takes; from the harmless to the dear. */
public enum TradingMode {
    /** An invented or recorded market; nobody else is there. */
    DEMO,
    /** A real market, of which only the data is real: orders are filled by a simulation. */
    PAPER,
    /** The venue's own test exchange: real messages, play money. */
    TESTNET,
    /** Real money. */
    LIVE
}

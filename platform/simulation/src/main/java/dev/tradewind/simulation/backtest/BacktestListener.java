package dev.tradewind.simulation.backtest;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.market.Bar;

/** Follows a run, on the run's own thread. */
public interface BacktestListener {
    /** Hears nothing. */
    BacktestListener NONE = new BacktestListener() {};

    /**
     * The engine has handled a bar.
     *
     * @param equity in the base currency, marked at the bar's close; NaN if incomplete
     */
    default void onBar(Bar bar, double equity) {}

    /** The engine has put out an event, and the ledger has it and what else the same input caused. */
    default void onEvent(LedgerEvent event) {}
}

package dev.tradewind.simulation.backtest;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.venue.BookModels;
import java.util.List;

/**
 * Everything that a backtest on ticks depends on; the same setup gives the same {@code eventHash} anywhere.
 *
 * @param engine the account
 * @param policy judges every order
 * @param strategies what trades
 * @param series the market, each instrument once
 * @param venue what fills
 * @param limits how far a strategy may go
 */
public record TickSetup(
        EngineConfig engine,
        Policy policy,
        List<NamedStrategy> strategies,
        List<TickSeries> series,
        Venue venue,
        BacktestSetup.Limits limits) {
    public TickSetup {
        strategies = List.copyOf(strategies);
        series = List.copyOf(series);
    }

    /**
     * The simulated venue.
     *
     * @param models fees, slippage, latency, queues
     * @param feedNanos added to the time at which each event was received, for one who sits further away than the
     *     recorder did; zero or more
     * @param cash what the account starts with
     * @param leverage how many times equity positions may be worth
     */
    public record Venue(BookModels models, long feedNanos, Money cash, Decimal leverage) {
        /** @throws IllegalArgumentException if the feed takes less than no time */
        public Venue {
            if (feedNanos < 0) {
                throw new IllegalArgumentException(
                        "the latency of the feed must be 0 or more, was " + feedNanos + " ns");
            }
        }
    }
}

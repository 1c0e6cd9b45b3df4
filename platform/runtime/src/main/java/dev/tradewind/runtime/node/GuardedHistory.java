package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.plugin.MarketHistory;
import java.util.List;

/** The history of a plugin that may break over it. */
record GuardedHistory(MarketHistory to, MendedConnection.Guard guard) implements MarketHistory {
    @Override
    public List<Timeframe> timeframes() {
        return guard.call("a question about bars", to::timeframes);
    }

    @Override
    public List<Bar> bars(InstrumentId instrument, Timeframe timeframe, long fromNanos, long toNanos) {
        return guard.call("a question about bars", () -> to.bars(instrument, timeframe, fromNanos, toNanos));
    }

    @Override
    public List<TradeTick> trades(TradeTick before, TradeTick after) {
        return guard.call("a question about trades", () -> to.trades(before, after));
    }
}

package dev.tradewind.simulation.backtest;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.util.List;

/** Ticks that a test made. */
record MemoryTicks(Instrument instrument, List<Received> ticks) implements TickSeries {
    /** An event and when it was received. */
    record Received(long nanos, MarketEvent event) {}

    @Override
    public TickReader open() {
        return new Reader();
    }

    private final class Reader implements TickReader {
        private int at = -1;

        @Override
        public boolean advance() {
            at++;
            return at < ticks.size();
        }

        @Override
        public long receivedNanos() {
            return ticks.get(at).nanos();
        }

        @Override
        public MarketEvent event() {
            return ticks.get(at).event();
        }

        @Override
        public String dataHash() {
            return "of " + ticks.size() + " ticks";
        }

        @Override
        public void close() {}
    }
}

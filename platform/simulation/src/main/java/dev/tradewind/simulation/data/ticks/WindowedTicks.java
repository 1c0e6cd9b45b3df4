package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.TickHash;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.Window;

/** Those events of a series that were received in a window. */
record WindowedTicks(TickSeries series, Window window) implements TickSeries {
    @Override
    public Instrument instrument() {
        return series.instrument();
    }

    @Override
    public TickReader open() {
        return new Reader(series.open());
    }

    private final class Reader implements TickReader {
        private final TickReader reader;
        private final TickHash hash = new TickHash();
        private boolean any;
        private boolean ended;

        Reader(TickReader reader) {
            this.reader = reader;
        }

        @Override
        public boolean advance() {
            while (!ended && reader.advance()) {
                long received = reader.receivedNanos();
                if (received >= window.toNanos()) {
                    break;
                }
                if (received >= window.fromNanos()) {
                    any = true;
                    hash.add(received, reader.event());
                    return true;
                }
            }
            ended = true;
            if (!any) {
                throw window.noTick(series.instrument().id().toString());
            }
            return false;
        }

        @Override
        public long receivedNanos() {
            return reader.receivedNanos();
        }

        @Override
        public MarketEvent event() {
            return reader.event();
        }

        @Override
        public String dataHash() {
            return hash.hex();
        }

        @Override
        public ClockSteps clockSteps() {
            return reader.clockSteps();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}

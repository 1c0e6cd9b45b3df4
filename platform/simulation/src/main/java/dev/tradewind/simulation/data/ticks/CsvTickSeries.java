package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.TickHash;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ticks of one text file. */
record CsvTickSeries(
        Path file,
        Instrument instrument,
        TickRows.Layout layout,
        Function<TickRows, RowDecoder> decoder,
        TickFaults faults)
        implements TickSeries {
    @Override
    public TickReader open() {
        TickRows rows = new TickRows(file, layout);
        try {
            return new Reader(rows, decoder.apply(rows));
        } catch (DataException e) {
            rows.close();
            throw e;
        }
    }

    /** Reads one row ahead of the event that it returns, to see where that ends. */
    private final class Reader implements TickReader {
        private final TickRows rows;
        private final RowDecoder open;
        private final TickHash hash = new TickHash();
        private @Nullable MarketEvent event;
        private long receivedNanos = Long.MIN_VALUE;

        Reader(TickRows rows, RowDecoder open) {
            this.rows = rows;
            this.open = open;
        }

        @Override
        public boolean advance() {
            event = null;
            while (rows.next()) {
                try {
                    open.parse(rows);
                } catch (DataException e) {
                    faults.bad(e);
                    continue;
                }
                if (!open.isEmpty() && !open.joins()) {
                    finish();
                }
                append();
                if (event != null) {
                    return true;
                }
            }
            if (!open.isEmpty()) {
                finish();
            }
            return event != null;
        }

        private void append() {
            try {
                open.append();
            } catch (DataException e) {
                faults.bad(e);
            }
        }

        private void finish() {
            long received = open.receivedNanos();
            MarketEvent built;
            try {
                built = open.build();
            } catch (DataException e) {
                faults.bad(e);
                return;
            }
            if (received < receivedNanos) {
                faults.early(new DataException(rows.place() + ": an event of " + Text.time(received)
                        + " comes after one of " + Text.time(receivedNanos) + "; sort the file by time"));
            }
            receivedNanos = received;
            event = built;
            hash.add(received, built);
        }

        @Override
        public long receivedNanos() {
            return receivedNanos;
        }

        @Override
        public MarketEvent event() {
            if (event == null) {
                throw new IllegalStateException("there is no event: advance() did not return true");
            }
            return event;
        }

        @Override
        public String dataHash() {
            return hash.hex();
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}

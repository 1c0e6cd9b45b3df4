package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.TickHash;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several files as one series, in order of receipt. The files of a lane follow each other; of events that were received
 * in the same nanosecond those of the first lane come first.
 */
record MergedTicks(Instrument instrument, List<List<Part>> lanes, TickFaults faults) implements TickSeries {
    MergedTicks {
        lanes = lanes.stream().map(List::copyOf).toList();
    }

    /** One file. */
    record Part(Path file, TickSeries series) {}

    @Override
    public TickReader open() {
        List<Lane> opened = new ArrayList<>();
        for (List<Part> parts : lanes) {
            opened.add(new Lane(parts));
        }
        return new Reader(opened);
    }

    /** Files of one format, one after the other. */
    private final class Lane {
        private final Iterator<Part> parts;
        private @Nullable TickReader reader;
        private ClockSteps done = ClockSteps.NONE;
        private boolean fresh;
        private boolean any;
        private long last;
        private String lastFile = "";
        private String file = "";

        Lane(List<Part> parts) {
            this.parts = parts.iterator();
        }

        /** The next event of the lane is ready in the reader returned; null at the end. */
        @Nullable TickReader advance() {
            while (true) {
                if (reader == null) {
                    if (!parts.hasNext()) {
                        return null;
                    }
                    Part part = parts.next();
                    lastFile = file;
                    file = part.file().toString();
                    reader = part.series().open();
                    fresh = true;
                }
                TickReader current = reader;
                if (current.advance()) {
                    check(current.receivedNanos());
                    return current;
                }
                done = done.and(current.clockSteps());
                current.close();
                reader = null;
            }
        }

        private void check(long received) {
            if (fresh && any && received < last) {
                faults.early(new DataException(file + " begins with an event of " + Text.time(received) + ", but "
                        + lastFile + " ends with one of " + Text.time(last)
                        + "; the files overlap: remove one, or the rows they share"));
            }
            fresh = false;
            any = true;
            last = received;
        }

        ClockSteps clockSteps() {
            return reader == null ? done : done.and(reader.clockSteps());
        }

        void close() {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }
    }

    /** Takes the earliest event of all lanes. */
    private static final class Reader implements TickReader {
        private final List<Lane> open;
        private final @Nullable TickReader[] heads;
        private final TickHash hash = new TickHash();
        private int current = -1;
        private boolean started;

        Reader(List<Lane> open) {
            this.open = open;
            this.heads = new TickReader[open.size()];
        }

        @Override
        public boolean advance() {
            if (!started) {
                started = true;
                for (int i = 0; i < heads.length; i++) {
                    heads[i] = open.get(i).advance();
                }
            } else if (current >= 0) {
                heads[current] = open.get(current).advance();
            }
            current = -1;
            long earliest = 0;
            for (int i = 0; i < heads.length; i++) {
                TickReader head = heads[i];
                if (head != null && (current < 0 || head.receivedNanos() < earliest)) {
                    current = i;
                    earliest = head.receivedNanos();
                }
            }
            if (current < 0) {
                return false;
            }
            hash.add(earliest, event());
            return true;
        }

        private TickReader head() {
            TickReader head = current < 0 ? null : heads[current];
            if (head == null) {
                throw new IllegalStateException("there is no event: advance() did not return true");
            }
            return head;
        }

        @Override
        public long receivedNanos() {
            return head().receivedNanos();
        }

        @Override
        public MarketEvent event() {
            return head().event();
        }

        @Override
        public String dataHash() {
            return hash.hex();
        }

        @Override
        public ClockSteps clockSteps() {
            ClockSteps steps = ClockSteps.NONE;
            for (Lane lane : open) {
                steps = steps.and(lane.clockSteps());
            }
            return steps;
        }

        @Override
        public void close() {
            open.forEach(Lane::close);
        }
    }
}

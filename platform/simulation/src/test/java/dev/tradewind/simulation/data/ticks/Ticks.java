package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.TickHash;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ticks for tests. */
final class Ticks {
    static final Instrument BTC = Instruments.shipped().require("BTCUSDT");

    private Ticks() {}

    /** One event as it was received. */
    record Tick(long receivedNanos, MarketEvent event) {}

    /** All that a series gives. */
    record Read(List<Tick> ticks, String hash) {
        List<MarketEvent> events() {
            return ticks.stream().map(Tick::event).toList();
        }
    }

    static Read read(TickSeries series) {
        try (TickReader reader = series.open()) {
            List<Tick> ticks = new ArrayList<>();
            while (reader.advance()) {
                ticks.add(new Tick(reader.receivedNanos(), reader.event()));
            }
            return new Read(ticks, reader.dataHash());
        }
    }

    static Path write(Path file, String... lines) {
        try {
            return Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TickSeries series(List<Tick> ticks) {
        return new InMemory(BTC, List.copyOf(ticks));
    }

    private record InMemory(Instrument instrument, List<Tick> ticks) implements TickSeries {
        @Override
        public TickReader open() {
            return reader(ticks.iterator()::next, ticks.size());
        }
    }

    /** Gives ticks one by one. */
    interface Walk {
        Tick next();
    }

    static TickReader reader(Walk walk, long count) {
        return new Reader(walk, count);
    }

    private static final class Reader implements TickReader {
        private final TickHash hash = new TickHash();
        private final Walk walk;
        private long left;
        private @Nullable Tick current;

        Reader(Walk walk, long count) {
            this.walk = walk;
            this.left = count;
        }

        @Override
        public boolean advance() {
            if (left-- <= 0) {
                return false;
            }
            Tick tick = walk.next();
            hash.add(tick.receivedNanos(), tick.event());
            current = tick;
            return true;
        }

        private Tick current() {
            return Objects.requireNonNull(current, "advance() did not return true");
        }

        @Override
        public long receivedNanos() {
            return current().receivedNanos();
        }

        @Override
        public MarketEvent event() {
            return current().event();
        }

        @Override
        public String dataHash() {
            return hash.hex();
        }

        @Override
        public void close() {
            left = 0;
        }
    }
}

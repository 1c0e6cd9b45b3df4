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
            return new Reader();
        }

        private final class Reader implements TickReader {
            private final TickHash hash = new TickHash();
            private int at = -1;

            @Override
            public boolean advance() {
                if (++at >= ticks.size()) {
                    return false;
                }
                hash.add(receivedNanos(), event());
                return true;
            }

            @Override
            public long receivedNanos() {
                return ticks.get(at).receivedNanos();
            }

            @Override
            public MarketEvent event() {
                return ticks.get(at).event();
            }

            @Override
            public String dataHash() {
                return hash.hex();
            }

            @Override
            public void close() {
                at = ticks.size();
            }
        }
    }
}

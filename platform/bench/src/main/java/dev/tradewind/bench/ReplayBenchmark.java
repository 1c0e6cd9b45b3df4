package dev.tradewind.bench;

import com.sun.management.ThreadMXBean;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.TickHash;
import dev.tradewind.simulation.data.capture.CaptureReader;
import dev.tradewind.simulation.data.capture.CaptureSeries;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Raw depth messages of a Binance capture, from the bytes of an unpacked file to the book that holds them: reading,
 * JSON, the event, its hash and the book. One thread. A message is one line with a {@code depthUpdate} or a snapshot,
 * however many levels it has; a level change is one level of it. Trades and quotes of the capture are left out.
 */
final class ReplayBenchmark {
    private static final double NANOS = 1e9;

    private final Path capture;
    private final Instrument instrument;
    private final int runs;

    /** @param symbol the venue's, as in the capture's stream names */
    ReplayBenchmark(String capture, String symbol, int runs) {
        if (runs < 1) {
            throw new InputException("--runs must be 1 or more, was " + runs);
        }
        if (symbol.isEmpty()) {
            throw new InputException("name the instrument of the capture with --instrument, such as BTCUSDT");
        }
        this.capture = Path.of(capture);
        // Eight places hold every price and quantity that Binance sends.
        Decimal step = Decimal.ofUnscaled(1, 8);
        this.instrument = new Instrument(
                new InstrumentId(symbol, "BINANCE"),
                InstrumentKind.SPOT,
                new TradingSteps(step, step, Decimal.ZERO, Decimal.ZERO),
                ContractTerms.spot(Currency.of("BASE"), Currency.of("QUOTE")),
                symbol);
        this.runs = runs;
    }

    List<Row> run() throws IOException {
        Path depth = Files.createTempFile("tradewind-depth", ".txt");
        try {
            writeDepth(depth);
            Work work = new Work(depth);
            Stage all = new Stage(runs);
            Stage reading = new Stage(runs);
            Stage hashing = new Stage(runs);
            Stage booking = new Stage(runs);
            // Run in turns, so that what else the machine does hits all of them alike.
            for (int i = 0; i < runs; i++) {
                all.measure(i, () -> replay(depth));
                reading.measure(i, () -> read(depth));
                hashing.measure(i, work::hash);
                booking.measure(i, work::book);
            }
            return rows(work, Files.size(depth), all, reading, hashing, booking);
        } finally {
            Files.delete(depth);
        }
    }

    private static List<Row> rows(Work work, long bytes, Stage all, Stage reading, Stage hashing, Stage booking) {
        String name = "raw Binance depth JSON to book updated";
        long messages = work.events.size();
        long changes = work.changes;
        double cpu = all.cpuMedian();
        return List.of(
                row("depth messages in the capture", (double) messages, "messages"),
                row("level changes in a message", (double) changes / messages, "changes/message"),
                row(name + ", median warm", messages / all.wallMedian(), "messages/s"),
                row(name + ", by CPU time", messages / cpu, "messages/s"),
                row(name + ", by CPU time, best", messages / all.cpuBest(), "messages/s"),
                row(name + ", by CPU time", changes / cpu, "level changes/s"),
                row(name + ", bytes read", bytes / all.wallMedian() / 1e6, "MB/s"),
                row(name + ", allocated", (double) all.allocated / messages, "B/message"),
                row("stage: lines, JSON and events", (reading.cpuMedian() - hashing.cpuMedian()) * 1e3, "ms CPU"),
                row("stage: hash of the data", hashing.cpuMedian() * 1e3, "ms CPU"),
                row("stage: book", booking.cpuMedian() * 1e3, "ms CPU"),
                row("all stages in one pass", cpu * 1e3, "ms CPU"));
    }

    private static Row row(String name, double value, String unit) {
        return new Row(name, "tradewind", value, unit);
    }

    /** Times of one stage, run by run. */
    private static final class Stage {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private final double[] wall;
        private final double[] cpu;
        private long allocated;

        Stage(int runs) {
            this.wall = new double[runs];
            this.cpu = new double[runs];
        }

        void measure(int run, Runnable work) {
            long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            long cpuBefore = THREADS.getCurrentThreadCpuTime();
            long before = System.nanoTime();
            work.run();
            wall[run] = (System.nanoTime() - before) / NANOS;
            cpu[run] = (THREADS.getCurrentThreadCpuTime() - cpuBefore) / NANOS;
            allocated = THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        }

        double wallMedian() {
            return median(wall);
        }

        double cpuMedian() {
            return median(cpu);
        }

        double cpuBest() {
            return Arrays.stream(cpu).min().orElseThrow();
        }
    }

    /** The events of the capture, read beforehand, for the stages that come after reading. */
    private final class Work {
        private final List<MarketEvent> events = new ArrayList<>();
        private final List<Long> received = new ArrayList<>();
        private final String hash;
        private long changes;

        Work(Path file) {
            try (CaptureReader reader = CaptureSeries.binance(file, instrument).open()) {
                while (reader.advance()) {
                    events.add(reader.event());
                    received.add(reader.receivedNanos());
                    if (reader.event() instanceof BookDelta delta) {
                        changes += delta.levels().size();
                    } else if (reader.event() instanceof BookSnapshot snapshot) {
                        changes += snapshot.levels().size();
                    }
                }
                this.hash = reader.dataHash();
            }
        }

        private void hash() {
            TickHash own = new TickHash();
            for (int i = 0; i < events.size(); i++) {
                own.add(received.get(i), events.get(i));
            }
            if (!own.hex().equals(hash)) {
                throw new IllegalStateException("the events hash otherwise than when they were read");
            }
        }

        private void book() {
            FeedBook book = new FeedBook(instrument);
            for (MarketEvent event : events) {
                apply(book, event);
            }
            requireReady(book);
        }
    }

    private void writeDepth(Path to) throws IOException {
        if (!Files.isRegularFile(capture)) {
            throw new InputException(capture + ": no such file; check the path");
        }
        boolean packed = capture.toString().endsWith(".gz");
        try (InputStream raw = Files.newInputStream(capture);
                InputStream in = packed ? new GZIPInputStream(raw, 1 << 16) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                BufferedWriter writer = Files.newBufferedWriter(to)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains("\"depthUpdate\"") || line.contains("\"lastUpdateId\"")) {
                    writer.write(line);
                    writer.write('\n');
                }
            }
        }
    }

    private void replay(Path file) {
        FeedBook book = new FeedBook(instrument);
        try (CaptureReader reader = CaptureSeries.binance(file, instrument).open()) {
            while (reader.advance()) {
                apply(book, reader.event());
            }
        }
        requireReady(book);
    }

    private void read(Path file) {
        long messages = 0;
        try (CaptureReader reader = CaptureSeries.binance(file, instrument).open()) {
            while (reader.advance()) {
                messages++;
            }
        }
        if (messages == 0) {
            throw new InputException(file + ": no depth message in it");
        }
    }

    private static void apply(FeedBook book, MarketEvent event) {
        if (event instanceof BookDelta delta) {
            book.apply(delta);
        } else if (event instanceof BookSnapshot snapshot) {
            book.apply(snapshot);
        }
    }

    private void requireReady(FeedBook book) {
        if (!book.isReady()) {
            throw new InputException(capture + ": no book came of it: " + book.problem());
        }
    }

    /** Of the second half, when everything is compiled. */
    private static double median(double[] values) {
        double[] warm = Arrays.copyOfRange(values, values.length / 2, values.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }
}

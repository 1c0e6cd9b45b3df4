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
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
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
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Raw depth messages of a Binance capture, from the bytes of an unpacked file to the book that holds them: reading,
 * JSON, the event, its hash and the book. One thread.
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
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            double[] seconds = new double[runs];
            double[] cpu = new double[runs];
            long allocated = 0;
            long messages = 0;
            for (int i = 0; i < runs; i++) {
                long bytesBefore = threads.getCurrentThreadAllocatedBytes();
                long cpuBefore = threads.getCurrentThreadCpuTime();
                long before = System.nanoTime();
                messages = replay(depth);
                seconds[i] = (System.nanoTime() - before) / NANOS;
                cpu[i] = (threads.getCurrentThreadCpuTime() - cpuBefore) / NANOS;
                allocated = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            }
            String name = "raw Binance depth JSON to book updated";
            return List.of(
                    new Row(name + ", median warm", "tradewind", messages / median(seconds), "messages/s"),
                    new Row(name + ", by CPU time", "tradewind", messages / median(cpu), "messages/s"),
                    new Row(name + ", bytes read", "tradewind", Files.size(depth) / median(seconds) / 1e6, "MB/s"),
                    new Row(name + ", allocated", "tradewind", (double) allocated / messages, "B/message"));
        } finally {
            Files.delete(depth);
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

    private long replay(Path file) {
        FeedBook book = new FeedBook(instrument);
        long messages = 0;
        try (CaptureReader reader = CaptureSeries.binance(file, instrument).open()) {
            while (reader.advance()) {
                messages++;
                if (reader.event() instanceof BookDelta delta) {
                    book.apply(delta);
                } else if (reader.event() instanceof BookSnapshot snapshot) {
                    book.apply(snapshot);
                }
            }
        }
        if (!book.isReady()) {
            throw new InputException(file + ": no book came of it: " + book.problem());
        }
        return messages;
    }

    /** Of the second half, when everything is compiled. */
    private static double median(double[] values) {
        double[] warm = Arrays.copyOfRange(values, values.length / 2, values.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }
}

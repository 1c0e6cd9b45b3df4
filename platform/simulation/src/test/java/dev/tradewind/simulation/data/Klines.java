package dev.tradewind.simulation.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files of klines for tests, and what comes of reading them. */
final class Klines {
    static final long MINUTE = 60_000_000_000L;

    /** 2022-04-01, UTC. */
    static final long START_MILLIS = 1_648_771_200_000L;

    static final long START_NANOS = START_MILLIS * 1_000_000;

    private Klines() {}

    /** Everything that was read: bars as text, without trailing zeros. */
    record Read(List<String> bars, String hash, long missingBars) {}

    /** Rows of one minute each in Binance's layout. */
    static List<String> rows(int count) {
        List<String> rows = new ArrayList<>();
        long price = 4_551_035;
        for (int i = 0; i < count; i++) {
            long close = price + (i * 7919L) % 401 - 200;
            rows.add(row(START_MILLIS + i * 60_000L, price, close, 8_354_849L + i));
            price = close;
        }
        return rows;
    }

    /** One row: prices in hundredths, volume in hundred-thousandths. */
    static String row(long openMillis, long open, long close, long volume) {
        return String.format(
                Locale.ROOT,
                "%d,%s,%s,%s,%s,%s,%d,3803001.53712330,1653,32.64396000,1486094.55836000,0",
                openMillis,
                decimal(open, 2),
                decimal(Math.max(open, close) + 50, 2),
                decimal(Math.min(open, close) - 70, 2),
                decimal(close, 2),
                decimal(volume, 5),
                openMillis + 59_999);
    }

    private static String decimal(long unscaled, int places) {
        return BigDecimal.valueOf(unscaled, places).setScale(8).toPlainString();
    }

    static Path write(Path file, List<String> lines) {
        return write(file, String.join("\n", lines) + "\n");
    }

    /** Packed according to the name. */
    static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path file, byte[] bytes) {
        String name = file.getFileName().toString();
        try (OutputStream raw = Files.newOutputStream(file)) {
            if (name.endsWith(".gz")) {
                try (OutputStream gzip = new GZIPOutputStream(raw)) {
                    gzip.write(bytes);
                }
            } else if (name.endsWith(".zip")) {
                try (ZipOutputStream zip = new ZipOutputStream(raw)) {
                    zip.putNextEntry(new ZipEntry(name.replace(".zip", ".csv")));
                    zip.write(bytes);
                    zip.closeEntry();
                }
            } else {
                raw.write(bytes);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BarSeries series(Path file) {
        return series(file, Window.ALL);
    }

    static BarSeries series(Path file, Window window) {
        return MarketData.open(
                DataSpec.parseAll(List.of(file.toString()), "BTCUSDT").get(0),
                Instruments.shipped(),
                MarketData.Options.defaults().withWindow(window));
    }

    static Read read(Path file) {
        return read(series(file));
    }

    static Read read(BarSeries series) {
        List<String> bars = new ArrayList<>();
        try (BarReader reader = series.open()) {
            for (BarChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                int price = chunk.scales().price();
                for (int i = 0; i < chunk.size(); i++) {
                    bars.add(chunk.endNanos[i] + " " + plain(chunk.open[i], price) + " " + plain(chunk.high[i], price)
                            + " " + plain(chunk.low[i], price) + " " + plain(chunk.close[i], price) + " "
                            + plain(chunk.volume[i], chunk.scales().quantity()));
                }
            }
            return new Read(bars, reader.dataHash(), reader.missingBars());
        }
    }

    private static String plain(long unscaled, int places) {
        return BigDecimal.valueOf(unscaled, places).stripTrailingZeros().toPlainString();
    }
}

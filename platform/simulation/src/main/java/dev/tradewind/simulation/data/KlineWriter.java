package dev.tradewind.simulation.data;

import dev.tradewind.sdk.value.Decimal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Writes bars as Binance klines, without a header. */
public final class KlineWriter {
    private static final int BUFFER = 1 << 16;
    private static final int PLACES = 8;
    private static final long MILLI = 1_000_000L;

    private KlineWriter() {}

    /** Whether {@link #write} can make a file of this name that is read again: {@code .csv} or {@code .csv.gz}. */
    public static boolean canBeNamed(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".csv.gz");
    }

    /**
     * Writes all bars to a file, packed if its name ends in {@code .gz}. The quote volume is volume × close; the
     * number of trades and the taker's volumes, which bars do not tell, are 0. A file of that name is replaced only
     * when all is written.
     *
     * @return bars written
     * @throws DataException if the series is bad or the file cannot be written
     */
    public static long write(BarSeries series, Path file) {
        Path target = file.toAbsolutePath();
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            long bars = write(series, temporary, target.toString().toLowerCase(Locale.ROOT).endsWith(".gz"));
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            return bars;
        } catch (IOException e) {
            throw new DataException(file + ": cannot be written (" + e.getMessage() + ")", e);
        } finally {
            deleteIfThere(temporary);
        }
    }

    private static void deleteIfThere(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new DataException(temporary + ": cannot be removed (" + e.getMessage() + ")", e);
        }
    }

    private static long write(BarSeries series, Path file, boolean packed) throws IOException {
        long frameNanos = series.timeframe().nanos();
        long bars = 0;
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = packed ? new GZIPOutputStream(raw, BUFFER) : new BufferedOutputStream(raw, BUFFER);
                BarReader reader = series.open()) {
            StringBuilder text = new StringBuilder();
            for (BarChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                text.setLength(0);
                for (int i = 0; i < chunk.size(); i++) {
                    row(text, chunk, i, frameNanos);
                }
                out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
                bars += chunk.size();
            }
        }
        return bars;
    }

    private static void row(StringBuilder text, BarChunk chunk, int i, long frameNanos) {
        int price = chunk.scales().price();
        int volume = chunk.scales().quantity();
        long openMillis = Math.floorDiv(chunk.endNanos[i] - frameNanos, MILLI);
        long closeMillis = Math.floorDiv(chunk.endNanos[i], MILLI) - 1;
        BigDecimal quote = BigDecimal.valueOf(chunk.close[i], price)
                .multiply(BigDecimal.valueOf(chunk.volume[i], volume))
                .setScale(PLACES, RoundingMode.HALF_EVEN);
        text.append(openMillis).append(',');
        append(text, chunk.open[i], price);
        append(text, chunk.high[i], price);
        append(text, chunk.low[i], price);
        append(text, chunk.close[i], price);
        append(text, chunk.volume[i], volume);
        text.append(closeMillis).append(',').append(quote.toPlainString()).append(",0,0,0,0\n");
    }

    private static void append(StringBuilder text, long unscaled, int scale) {
        text.append(Decimal.ofUnscaled(unscaled, scale)).append(',');
    }
}

package dev.tradewind.runtime.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Files of one-minute bars of DEMO, from 2024-01-01 on, in the layout of Binance's klines. */
final class DemoBars {
    static final long START_MILLIS = 1_704_067_200_000L;

    private DemoBars() {}

    /** Rows whose close goes up and down in a slow wave. */
    static List<String> rows(int count) {
        List<String> rows = new ArrayList<>();
        double open = 100;
        for (int i = 0; i < count; i++) {
            double close = 100 + 5 * Math.sin(i / 40.0);
            rows.add(row(i, number(open), number(Math.max(open, close) + 0.1), number(Math.min(open, close) - 0.1),
                    number(close)));
            open = close;
        }
        return rows;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String row(int minute, String open, String high, String low, String close) {
        long millis = START_MILLIS + minute * 60_000L;
        return millis + "," + open + "," + high + "," + low + "," + close + ",1000," + (millis + 59_999)
                + ",100000,0,0,0,0";
    }

    static Path write(Path file, List<String> rows) {
        return write(file, String.join("\n", rows) + "\n");
    }

    /** Packed if the name says so. */
    static Path write(Path file, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream out = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : raw) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}

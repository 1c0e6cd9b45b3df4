package dev.tradewind.research.report;

import dev.tradewind.sdk.value.Decimal;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV (RFC 4180, UTF-8, one header line). Numbers are plain ASCII and exact. Text that a spreadsheet would run
 * as a formula gets a leading apostrophe.
 */
final class CsvWriter implements Closeable {
    private static final int FLUSH_CHARS = 1 << 15;

    private final Writer out;
    private final StringBuilder buffer = new StringBuilder(FLUSH_CHARS + 1024);
    private final IsoTime time = new IsoTime();
    private boolean atLineStart = true;

    CsvWriter(Path file, String header) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        buffer.append(header).append("\r\n");
    }

    CsvWriter time(long nanos) {
        separate();
        time.append(buffer, nanos);
        return this;
    }

    CsvWriter number(long value) {
        separate();
        buffer.append(value);
        return this;
    }

    /** An exact number; an empty field for null. */
    CsvWriter number(@Nullable Decimal value) {
        separate();
        if (value != null) {
            appendDecimal(buffer, value);
        }
        return this;
    }

    /** Writes what {@link Decimal#toString} gives, without the detour through BigDecimal: reports hold many numbers. */
    static void appendDecimal(StringBuilder out, Decimal value) {
        int places = value.scale();
        long digits;
        try {
            digits = value.unscaledAt(places);
        } catch (ArithmeticException tooLarge) {
            out.append(value);
            return;
        }
        if (digits == Long.MIN_VALUE) {
            out.append(value);
            return;
        }
        while (places > 0 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        if (digits < 0) {
            out.append('-');
        }
        int start = out.length();
        out.append(Math.abs(digits));
        int missing = places + 1 - (out.length() - start);
        if (missing > 0) {
            out.insert(start, "0".repeat(missing));
        }
        if (places > 0) {
            out.insert(out.length() - places, '.');
        }
    }

    /** A name that holds nothing to escape, such as an enum's. */
    CsvWriter word(String word) {
        separate();
        buffer.append(word);
        return this;
    }

    /** Any text. */
    CsvWriter text(String text) {
        separate();
        appendText(buffer, text);
        return this;
    }

    static void appendText(StringBuilder out, String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        boolean quoted = false;
        for (int i = 0; i < text.length() && !quoted; i++) {
            quoted = ",\"\r\n".indexOf(text.charAt(i)) >= 0;
        }
        if (!quoted) {
            out.append(formula ? "'" : "").append(text);
            return;
        }
        out.append('"').append(formula ? "'" : "");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                out.append('"');
            }
            out.append(c);
        }
        out.append('"');
    }

    void endRow() throws IOException {
        buffer.append("\r\n");
        atLineStart = true;
        if (buffer.length() >= FLUSH_CHARS) {
            flush();
        }
    }

    private void separate() {
        if (!atLineStart) {
            buffer.append(',');
        }
        atLineStart = false;
    }

    private void flush() throws IOException {
        out.append(buffer);
        buffer.setLength(0);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}

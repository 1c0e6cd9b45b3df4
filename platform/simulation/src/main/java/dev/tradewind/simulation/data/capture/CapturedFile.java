package dev.tradewind.simulation.data.capture;

import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The messages of one file, each with its time of receipt. */
final class CapturedFile implements AutoCloseable {
    private static final int MOST_STAMP_DIGITS = 18;
    private static final int NANO_PLACES = 9;

    final JsonBytes json;

    /** Time of receipt of the message that {@link #json} stands at. */
    long receivedNanos;

    /** What was asked for, if the message is an answer; empty for a message of a stream. */
    String url = "";

    private final Path file;
    private final CaptureFormat format;
    private final CaptureLines lines;

    CapturedFile(Path file, CaptureFormat format) {
        this.file = file;
        this.format = format;
        this.lines = new CaptureLines(file);
        this.json = new JsonBytes(file.toString());
    }

    /** Goes to the next message; false at the end. */
    boolean next() {
        while (lines.next()) {
            boolean message = switch (format) {
                case RAW -> raw();
                case CRYPTOFEED -> cryptofeed();
            };
            if (message) {
                return true;
            }
        }
        return false;
    }

    private boolean raw() {
        int at = stamp(lines.start, 0);
        if (at == lines.end || lines.bytes[at] != ' ') {
            throw noStamp("'<nanoseconds> <message>'");
        }
        message(at + 1);
        return true;
    }

    private boolean cryptofeed() {
        byte first = lines.bytes[lines.start];
        url = "";
        if (first >= '0' && first <= '9') {
            seconds(lines.start);
            return true;
        }
        String head = head();
        if (head.startsWith("ws") || head.startsWith("configuration:")) {
            // What the recorder sent, or how it was set up.
            return false;
        }
        int arrow = head.indexOf(" -> ");
        if (!head.startsWith("http") || arrow < 0) {
            throw noStamp("'<seconds>: <message>'");
        }
        url = head.substring(0, arrow);
        seconds(lines.start + arrow + " -> ".length());
        return true;
    }

    private String head() {
        int most = Math.min(lines.end - lines.start, 1 << 12);
        return new String(lines.bytes, lines.start, most, StandardCharsets.UTF_8);
    }

    private void seconds(int from) {
        int at = stamp(from, NANO_PLACES);
        if (at + 1 >= lines.end || lines.bytes[at] != ':' || lines.bytes[at + 1] != ' ') {
            throw noStamp("'<seconds>: <message>'");
        }
        message(at + 2);
    }

    private void message(int from) {
        json.reset(lines.bytes, from, lines.end, lines.start, lines.number);
    }

    /** Reads a time with up to so many places; returns where it ends. */
    private int stamp(int from, int places) {
        long value = 0;
        int digits = 0;
        int after = -1;
        int at = from;
        for (; at < lines.end; at++) {
            byte c = lines.bytes[at];
            if (c == '.' && after < 0 && places > 0) {
                after = 0;
            } else if (c >= '0' && c <= '9') {
                if (after != places) {
                    value = value * 10 + (c - '0');
                    after += after >= 0 ? 1 : 0;
                    digits++;
                }
            } else {
                break;
            }
            if (digits > MOST_STAMP_DIGITS + 1) {
                throw noStamp("a time of at most 19 digits");
            }
        }
        for (int i = Math.max(after, 0); i < places; i++) {
            if (value > Long.MAX_VALUE / 10) {
                throw noStamp("a time before the year 2262");
            }
            value *= 10;
        }
        if (digits == 0 || value <= 0) {
            throw noStamp("a time");
        }
        receivedNanos = value;
        return at;
    }

    /** File and line of the message. */
    String place() {
        return file + " line " + lines.number;
    }

    private DataException noStamp(String wanted) {
        return new DataException(file + " line " + lines.number + ": " + wanted + " was expected, '"
                + Text.shortened(head()) + "' is there; is this a " + format.text() + "?");
    }

    @Override
    public void close() {
        lines.close();
    }
}

package dev.tradewind.simulation.data.capture;

import dev.tradewind.simulation.data.ByteSource;
import dev.tradewind.simulation.data.DataException;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a capture in place: {@link #bytes} from {@link #start} to {@link #end}. Empty lines are left out. */
final class CaptureLines implements AutoCloseable {
    /** A snapshot of 100,000 levels takes about 3 MB. */
    static final int MAX_LINE = 1 << 24;

    private static final int FIRST_SIZE = 1 << 18;

    byte[] bytes = new byte[FIRST_SIZE];
    int start;
    int end;

    /** From 1. */
    long number;

    private final Path file;
    private final ByteSource source;
    private int next;
    private int limit;
    private boolean atEnd;

    /** @throws DataException if there is no such file, or it is not what its name says */
    CaptureLines(Path file) {
        this.file = file;
        this.source = ByteSource.open(file);
    }

    /** @throws DataException if the file is cut short or damaged, or a line is too long */
    boolean next() {
        int scanned = next;
        while (true) {
            while (scanned < limit && bytes[scanned] != '\n') {
                scanned++;
            }
            if (scanned == limit && !atEnd) {
                int done = scanned - next;
                refill();
                scanned = next + done;
                continue;
            }
            if (scanned == limit && next == limit) {
                return false;
            }
            number++;
            start = next;
            end = scanned > start && bytes[scanned - 1] == '\r' ? scanned - 1 : scanned;
            next = Math.min(limit, scanned + 1);
            scanned = next;
            if (end > start) {
                return true;
            }
        }
    }

    private void refill() {
        int rest = limit - next;
        if (rest > MAX_LINE) {
            throw new DataException(file + " line " + (number + 1) + ": longer than " + MAX_LINE
                    + " characters; is this a capture with one message a line?");
        }
        if (rest > bytes.length / 2) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        System.arraycopy(bytes, next, bytes, 0, rest);
        next = 0;
        limit = rest;
        int count = source.read(bytes, limit, bytes.length - limit);
        if (count < 0) {
            atEnd = true;
        } else {
            limit += count;
        }
    }

    @Override
    public void close() {
        source.close();
    }
}

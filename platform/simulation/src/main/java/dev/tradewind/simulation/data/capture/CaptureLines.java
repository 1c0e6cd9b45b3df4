package dev.tradewind.simulation.data.capture;

import dev.tradewind.simulation.data.ByteSource;
import dev.tradewind.simulation.data.DataException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a capture in place: {@link #bytes} from {@link #start} to {@link #end}. Empty lines are left out. */
final class CaptureLines implements AutoCloseable {
    /** A snapshot of 100,000 levels takes about 3 MB. */
    static final int MAX_LINE = 1 << 24;

    private static final int FIRST_SIZE = 1 << 18;

    /** What is read is looked at while it is in the processor's cache. */
    private static final int MOST_AT_ONCE = 1 << 16;

    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long NEWLINES = '\n' * 0x0101010101010101L;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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
            scanned = endOfLine(scanned);
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

    /** Where the next end of a line is, or the limit; eight bytes are looked at in one step (Hacker's Delight, 6-1). */
    private int endOfLine(int from) {
        int at = from;
        for (int words = limit - Long.BYTES; at <= words; at += Long.BYTES) {
            long word = (long) WORDS.get(bytes, at) ^ NEWLINES;
            long found = ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < limit && bytes[at] != '\n') {
            at++;
        }
        return at;
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
        int count = source.read(bytes, limit, Math.min(MOST_AT_ONCE, bytes.length - limit));
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

package dev.tradewind.simulation.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of one file, in place: {@link #bytes} from {@link #start} to {@link #end}. Eight bytes are looked at in one
 * step (the exact "has a zero byte" test of Hacker's Delight, 6-1), which finds the end of the line and counts its
 * delimiters.
 */
public final class LineBuffer implements AutoCloseable {
    /** Longest line that is accepted. */
    public static final int MAX_LINE = 1 << 14;

    /** Buffer for reading a whole file. */
    public static final int WHOLE = 1 << 18;

    /** For a look at the beginning of a file. */
    public static final int BEGINNING = 1 << 15;

    private static final int WORD = Long.BYTES;
    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long ONES = 0x0101010101010101L;
    private static final long NEWLINES = '\n' * ONES;
    private static final long ZERO_DIGITS = '0' * ONES;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Holds the line; belongs to this buffer and is overwritten by the next line. */
    public final byte[] bytes;

    /** First byte of the line, and the byte after its last; the line's end mark is not part of it. */
    public int start;

    public int end;

    /** Delimiters in the line. */
    public int delimiters;

    /** Number of the line in its file, from 1. */
    public long number;

    private final String name;
    private final ByteSource source;
    private final long delimiterWord;
    private final int size;
    private int next;
    private int limit;
    private boolean atEnd;
    private long total;

    /**
     * Lines of a source, which it closes.
     *
     * @param name for messages
     * @param size bytes held: {@link #WHOLE} or {@link #BEGINNING}
     */
    public LineBuffer(String name, ByteSource source, char delimiter, int size) {
        this.bytes = new byte[size + 1 + 2 * WORD];
        this.size = size;
        this.name = name;
        this.source = source;
        this.delimiterWord = delimiter * ONES;
    }

    /** Moves to the next line that is not empty; false at the end of the file. */
    public boolean next() {
        while (true) {
            int newline = findNewline(next);
            if (newline < 0) {
                if (refill()) {
                    continue;
                }
                return false;
            }
            number++;
            start = next;
            end = newline > start && bytes[newline - 1] == '\r' ? newline - 1 : newline;
            next = newline + 1;
            if (number == 1) {
                skipByteOrderMark();
            }
            if (end > start) {
                if (end - start > MAX_LINE) {
                    throw tooLong(number);
                }
                return true;
            }
        }
    }

    private void skipByteOrderMark() {
        if (end - start >= 3 && bytes[start] == (byte) 0xef && bytes[start + 1] == (byte) 0xbb
                && bytes[start + 2] == (byte) 0xbf) {
            start += 3;
        }
    }

    private int findNewline(int from) {
        int count = 0;
        for (int i = from; i < limit; i += WORD) {
            long word = (long) WORDS.get(bytes, i);
            long newline = zeros(word ^ NEWLINES);
            long found = zeros(word ^ delimiterWord);
            if (newline != 0) {
                int at = i + (Long.numberOfTrailingZeros(newline) >>> 3);
                if (at >= limit) {
                    return -1;
                }
                delimiters = count + Long.bitCount(found & (Long.lowestOneBit(newline) - 1));
                return at;
            }
            count += Long.bitCount(found);
        }
        return -1;
    }

    /** 0x80 in each byte that is zero, and nowhere else. */
    private static long zeros(long word) {
        return ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
    }

    /** How many of the eight bytes from here on are zero digits, before the first that is not. */
    public int zerosAt(int at) {
        return Long.numberOfTrailingZeros((long) WORDS.get(bytes, at) ^ ZERO_DIGITS) >>> 3;
    }

    private boolean refill() {
        if (atEnd) {
            return false;
        }
        int rest = limit - next;
        if (rest > MAX_LINE) {
            throw tooLong(number + 1);
        }
        System.arraycopy(bytes, next, bytes, 0, rest);
        next = 0;
        limit = rest;
        while (limit < size) {
            int count = source.read(bytes, limit, size - limit);
            if (count < 0) {
                atEnd = true;
                if (limit > 0 && bytes[limit - 1] != '\n') {
                    bytes[limit++] = '\n';
                }
                break;
            }
            total += count;
            limit += count;
        }
        Arrays.fill(bytes, limit, limit + 2 * WORD, (byte) 0);
        return limit > rest;
    }

    /** Bytes of text read so far. */
    public long bytesRead() {
        return total;
    }

    private DataException tooLong(long line) {
        return new DataException(name + " line " + line + ": longer than " + MAX_LINE
                + " characters; is this a text file with one row a line?");
    }

    @Override
    public void close() {
        source.close();
    }
}

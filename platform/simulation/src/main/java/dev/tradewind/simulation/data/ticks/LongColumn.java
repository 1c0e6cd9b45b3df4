package dev.tradewind.simulation.data.ticks;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A column of whole numbers: a byte with the width w (0 to 8, plus {@value #DIFFERENCES} where the column holds each
 * number's difference from the one before, the first's from zero), a base of 8 bytes, then of each number its unsigned
 * distance from the base in w bytes, little-endian. All arithmetic is modulo 2<sup>64</sup>, so that any column comes
 * back as it was. Narrow and without branches: it is read by one load, one mask and one addition a number.
 */
final class LongColumn {
    /** What a reader may touch beyond the last number, since it always loads eight bytes. */
    static final int PADDING = Long.BYTES;

    static final int PREFIX_BYTES = 1 + Long.BYTES;

    private static final int DIFFERENCES = 0x10;
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private LongColumn() {}

    /** Most bytes that a column of so many numbers takes, with what a writer may touch beyond its end. */
    static long mostBytes(int count) {
        return PREFIX_BYTES + (long) count * Long.BYTES + PADDING;
    }

    /** Appends the first {@code count} values; the buffer is little-endian and has {@link #mostBytes} left. */
    static void encode(long[] values, int count, ByteBuffer out) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        long leastStep = Long.MAX_VALUE;
        long mostStep = Long.MIN_VALUE;
        long before = 0;
        for (int i = 0; i < count; i++) {
            long value = values[i];
            long step = value - before;
            before = value;
            least = Math.min(least, value);
            most = Math.max(most, value);
            leastStep = Math.min(leastStep, step);
            mostStep = Math.max(mostStep, step);
        }
        int width = count == 0 ? 0 : width(most - least);
        int stepWidth = count == 0 ? 0 : width(mostStep - leastStep);
        boolean differences = stepWidth < width;
        int chosen = differences ? stepWidth : width;
        long base = count == 0 ? 0 : differences ? leastStep : least;
        out.put((byte) (chosen | (differences ? DIFFERENCES : 0))).putLong(base);
        int at = out.position();
        before = 0;
        for (int i = 0; i < count; i++) {
            // The bytes above the width are overwritten by the next number.
            out.putLong(at, values[i] - (differences ? before : 0) - base);
            before = values[i];
            at += chosen;
        }
        out.position(at);
    }

    private static int width(long unsignedRange) {
        return (Long.SIZE - Long.numberOfLeadingZeros(unsignedRange) + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** Where the column that starts at {@code at} ends; -1 if there can be none. */
    static long end(MemorySegment bytes, long at, long limit, int count) {
        if (at + PREFIX_BYTES > limit) {
            return -1;
        }
        int mode = bytes.get(ValueLayout.JAVA_BYTE, at);
        int width = mode & ~DIFFERENCES;
        long end = at + PREFIX_BYTES + (long) width * count;
        return width < 0 || width > Long.BYTES || end > limit ? -1 : end;
    }

    /** Reads a column whose {@link #end} was found to be right. */
    static void decode(MemorySegment bytes, long at, int count, long[] into) {
        int mode = bytes.get(ValueLayout.JAVA_BYTE, at);
        int width = mode & ~DIFFERENCES;
        long base = bytes.get(LONG, at + 1);
        long mask = width == 0 ? 0 : -1L >>> (Long.SIZE - Byte.SIZE * width);
        long from = at + PREFIX_BYTES;
        if ((mode & DIFFERENCES) == 0) {
            for (int i = 0; i < count; i++) {
                into[i] = base + (bytes.get(LONG, from + (long) i * width) & mask);
            }
            return;
        }
        long value = 0;
        for (int i = 0; i < count; i++) {
            value += base + (bytes.get(LONG, from + (long) i * width) & mask);
            into[i] = value;
        }
    }
}

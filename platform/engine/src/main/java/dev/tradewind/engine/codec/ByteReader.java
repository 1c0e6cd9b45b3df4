package dev.tradewind.engine.codec;

import dev.tradewind.sdk.value.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ByteWriter} wrote. Every method throws {@link CorruptBytesException} at the end of the bytes or
 * where they cannot be what was asked for.
 */
public final class ByteReader {
    private final byte[] bytes;
    private int position;

    public ByteReader(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public boolean hasMore() {
        return position < bytes.length;
    }

    public int position() {
        return position;
    }

    private int take(int count) {
        if (count < 0 || count > bytes.length - position) {
            throw new CorruptBytesException(
                    "the bytes end at " + bytes.length + ", " + count + " more were expected at " + position);
        }
        int start = position;
        position += count;
        return start;
    }

    public int readByte() {
        return bytes[take(1)] & 0xFF;
    }

    public boolean readBoolean() {
        int value = readByte();
        if (value > 1) {
            throw new CorruptBytesException("a flag is 0 or 1, was " + value + " at " + (position - 1));
        }
        return value == 1;
    }

    public long readLong() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(take(Long.BYTES));
    }

    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptBytesException("a varint has at most ten bytes, at " + position);
    }

    public long readSignedVarint() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A count of things that take at least a byte each, so that a corrupt one cannot ask for the whole memory. */
    public int readCount() {
        long count = readVarint();
        if (count < 0 || count > bytes.length - position) {
            throw new CorruptBytesException("a count of " + count + " is more than there are bytes, at " + position);
        }
        return (int) count;
    }

    public byte[] readBytes() {
        int length = readCount();
        int start = take(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    public String readString() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    public Decimal readDecimal() {
        int scale = readByte();
        try {
            if (scale == ByteWriter.BIG_DECIMAL) {
                long bigScale = readSignedVarint();
                // Bounded before it is used: a damaged scale would ask for a number of a billion digits.
                if (bigScale < -Decimal.MAX_DIGITS || bigScale > Decimal.MAX_SCALE) {
                    throw new CorruptBytesException("a decimal's scale cannot be " + bigScale + ", at " + position);
                }
                return Decimal.of(new BigDecimal(new BigInteger(readBytes()), (int) bigScale));
            }
            return Decimal.ofUnscaled(readSignedVarint(), scale);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptBytesException("no decimal at " + position + ": " + e.getMessage());
        }
    }

    public @Nullable Decimal readOptionalDecimal() {
        return readBoolean() ? readDecimal() : null;
    }

    /** The value of the enum with this ordinal. */
    public <E> E readEnum(E[] values) {
        int index = readByte();
        if (index >= values.length) {
            throw new CorruptBytesException("no value " + index + " among " + values.length + " at " + position);
        }
        return values[index];
    }
}

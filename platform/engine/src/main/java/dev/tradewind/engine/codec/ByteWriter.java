package dev.tradewind.engine.codec;

import dev.tradewind.sdk.value.Decimal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes values into a growing buffer. Fixed-width numbers are little-endian; varints are LEB128, signed ones zigzag.
 */
public final class ByteWriter {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_VARINT = 10;

    /** Scale byte of a decimal that is too large for a long. */
    static final int BIG_DECIMAL = 0xFF;

    /** Texts repeat: names of instruments and strategies, reasons. Their bytes, length first, are kept by hash. */
    private static final int CACHED_TEXTS = 64;

    /** Shorter texts have a length of one byte. */
    private static final int MAX_SHORT = 0x80;

    private final @Nullable String[] texts = new String[CACHED_TEXTS];
    private final byte[][] textBytes = new byte[CACHED_TEXTS][];
    private byte[] buffer = new byte[8192];
    private int position;

    public byte[] array() {
        return buffer;
    }

    public int size() {
        return position;
    }

    public void clear() {
        position = 0;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, position);
    }

    private void reserve(int bytes) {
        if (buffer.length - position < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(position, bytes)));
        }
    }

    public void writeByte(int value) {
        reserve(1);
        buffer[position++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    public void writeLong(long value) {
        reserve(Long.BYTES);
        LONG.set(buffer, position, value);
        position += Long.BYTES;
    }

    public void writeDouble(double value) {
        writeLong(Double.doubleToLongBits(value));
    }

    /** An unsigned varint; a negative value takes ten bytes. */
    public void writeVarint(long value) {
        reserve(MAX_VARINT);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer[position++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        buffer[position++] = (byte) rest;
    }

    public void writeSignedVarint(long value) {
        writeVarint((value << 1) ^ (value >> 63));
    }

    /** Length in bytes, then UTF-8. */
    public void writeString(String value) {
        int slot = value.hashCode() & (CACHED_TEXTS - 1);
        if (!value.equals(texts[slot])) {
            int start = position;
            writeRareString(value);
            texts[slot] = value;
            textBytes[slot] = Arrays.copyOfRange(buffer, start, position);
            return;
        }
        append(textBytes[slot]);
    }

    /** The same bytes as {@link #writeString}, for a text that is not likely to come again, such as an id. */
    public void writeRareString(String value) {
        int length = value.length();
        if (length < MAX_SHORT) {
            reserve(length + 1);
            int start = position;
            buffer[position++] = (byte) length;
            int i = 0;
            while (i < length && value.charAt(i) < 0x80) {
                buffer[position++] = (byte) value.charAt(i++);
            }
            if (i == length) {
                return;
            }
            position = start;
        }
        writeBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Length, then the bytes. */
    public void writeBytes(byte[] bytes) {
        writeVarint(bytes.length);
        append(bytes);
    }

    private void append(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, position, bytes.length);
        position += bytes.length;
    }

    /** Equal values give equal bytes: trailing zeros are left out. */
    public void writeDecimal(Decimal value) {
        int scale = value.scale();
        long unscaled;
        if (value.isLong()) {
            unscaled = value.unscaledAt(scale);
        } else {
            BigDecimal big = value.toBigDecimal().stripTrailingZeros();
            writeByte(BIG_DECIMAL);
            writeSignedVarint(big.scale());
            writeBytes(big.unscaledValue().toByteArray());
            return;
        }
        while (scale > 0 && unscaled % 10 == 0) {
            unscaled /= 10;
            scale--;
        }
        writeByte(scale);
        writeSignedVarint(unscaled);
    }

    /** A flag, then the value if there is one. */
    public void writeOptionalDecimal(@Nullable Decimal value) {
        writeBoolean(value != null);
        if (value != null) {
            writeDecimal(value);
        }
    }
}

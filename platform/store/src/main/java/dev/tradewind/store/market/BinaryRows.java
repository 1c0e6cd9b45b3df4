package dev.tradewind.store.market;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows in the binary form of PostgreSQL's COPY: a head, rows of length-prefixed fields in big-endian, an end mark. */
final class BinaryRows {
    private static final byte[] HEAD = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] buffer = new byte[1 << 16];
    private int size;

    /** Starts anew. */
    void begin() {
        size = 0;
        reserve(HEAD.length + 2 * Integer.BYTES);
        System.arraycopy(HEAD, 0, buffer, 0, HEAD.length);
        size = HEAD.length;
        // No flags, no extension of the head.
        putInt(0);
        putInt(0);
    }

    void row(int fields) {
        reserve(Short.BYTES);
        putShort(fields);
    }

    void end() {
        row(-1);
    }

    void int8(long value) {
        reserve(Integer.BYTES + Long.BYTES);
        putInt(Long.BYTES);
        LONG.set(buffer, size, value);
        size += Long.BYTES;
    }

    void int4(int value) {
        reserve(2 * Integer.BYTES);
        putInt(Integer.BYTES);
        putInt(value);
    }

    void int2(int value) {
        reserve(Integer.BYTES + Short.BYTES);
        putInt(Short.BYTES);
        putShort(value);
    }

    void nothing() {
        reserve(Integer.BYTES);
        putInt(-1);
    }

    void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        bytes(bytes, bytes.length);
    }

    void bytes(byte[] bytes, int length) {
        reserve(Integer.BYTES + length);
        putInt(length);
        System.arraycopy(bytes, 0, buffer, size, length);
        size += length;
    }

    byte[] array() {
        return buffer;
    }

    int size() {
        return size;
    }

    private void putShort(int value) {
        SHORT.set(buffer, size, (short) value);
        size += Short.BYTES;
    }

    private void putInt(int value) {
        INT.set(buffer, size, value);
        size += Integer.BYTES;
    }

    private void reserve(int bytes) {
        if (buffer.length - size < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, Math.addExact(size, bytes)));
        }
    }
}

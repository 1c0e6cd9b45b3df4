package dev.tradewind.simulation.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over bars in a form that does not depend on file format, chunks or scales: of each bar the end (8 bytes,
 * nanoseconds), then open, high, low, close and volume, each as the whole number (8 bytes) and the count of decimal
 * places (1 byte) that remain when trailing zeros are taken away. All numbers are little-endian.
 */
public final class BarHash {
    private static final int BAR_BYTES = Long.BYTES + 5 * (Long.BYTES + 1);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final MessageDigest digest;
    private final byte[] bytes;

    /** Of no bars yet. */
    public BarHash() {
        this(newDigest(), new byte[BAR_BYTES * BarChunk.CAPACITY]);
    }

    private BarHash(MessageDigest digest, byte[] bytes) {
        this.digest = digest;
        this.bytes = bytes;
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds the bars of a chunk. */
    public void add(BarChunk chunk) {
        int at = 0;
        int price = chunk.scales().price();
        int volume = chunk.scales().volume();
        for (int i = 0; i < chunk.size(); i++) {
            LONGS.set(bytes, at, chunk.endNanos[i]);
            put(at + 8, chunk.open[i], price);
            put(at + 17, chunk.high[i], price);
            put(at + 26, chunk.low[i], price);
            put(at + 35, chunk.close[i], price);
            put(at + 44, chunk.volume[i], volume);
            at += BAR_BYTES;
        }
        digest.update(bytes, 0, at);
    }

    private void put(int at, long value, int scale) {
        long number = value;
        int places = number == 0 ? 0 : scale;
        while (places > 0 && number % 10 == 0) {
            number /= 10;
            places--;
        }
        LONGS.set(bytes, at, number);
        bytes[at + Long.BYTES] = (byte) places;
    }

    /** The state so far; adding more here does not change it. */
    public MessageDigest snapshot() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }

    /** Lower-case hex of a snapshot, which stays as it is. */
    public static String hex(MessageDigest snapshot) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) snapshot.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }
}

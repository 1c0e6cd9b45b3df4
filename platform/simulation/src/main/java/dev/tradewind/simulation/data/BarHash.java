package dev.tradewind.simulation.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over bars in a form that does not depend on file format, chunks or scales. Of each bar: the nanoseconds from
 * the end of the bar before it (of the first, since the epoch) to its own end; a byte with the fewest decimal places p
 * that hold all four prices; low, then how far open, high and close are above it, in units of 10<sup>-p</sup>; a byte
 * with the fewest places q that hold the volume; the volume in units of 10<sup>-q</sup>. A number is written in bytes
 * of seven bits, lowest first, the eighth bit saying that more follow (LEB128): bars are short so, and hashing is what
 * a cold start feels.
 */
public final class BarHash {
    private static final int MOST_BYTES = 6 * 10 + 2;

    private final MessageDigest digest = newDigest();
    private final byte[] bytes = new byte[MOST_BYTES * BarChunk.CAPACITY];
    private long lastEnd;
    private int at;

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds the bars of a chunk. */
    public void add(BarChunk chunk) {
        at = 0;
        for (int i = 0; i < chunk.size(); i++) {
            number(chunk.endNanos[i] - lastEnd);
            lastEnd = chunk.endNanos[i];
            prices(chunk.open[i], chunk.high[i], chunk.low[i], chunk.close[i], chunk.scales().price());
            volume(chunk.volume[i], chunk.scales().quantity());
        }
        digest.update(bytes, 0, at);
    }

    private void prices(long open, long high, long low, long close, int scale) {
        long divisor = 1;
        int places = scale;
        // Most bars end at the first look, so that it divides by a constant.
        while (places > 0 && low % 10 == 0 && holds(divisor * 10, open, high, low, close)) {
            divisor *= 10;
            places--;
        }
        bytes[at++] = (byte) places;
        boolean asTheyAre = divisor == 1;
        number(asTheyAre ? low : low / divisor);
        number(asTheyAre ? open - low : (open - low) / divisor);
        number(asTheyAre ? high - low : (high - low) / divisor);
        number(asTheyAre ? close - low : (close - low) / divisor);
    }

    private static boolean holds(long divisor, long open, long high, long low, long close) {
        return low % divisor == 0 && open % divisor == 0 && high % divisor == 0 && close % divisor == 0;
    }

    private void volume(long volume, int scale) {
        long value = volume;
        int places = value == 0 ? 0 : scale;
        while (places > 0 && value % 10 == 0) {
            value /= 10;
            places--;
        }
        bytes[at++] = (byte) places;
        number(value);
    }

    private void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
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

package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.market.Scales;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads levels that are written as venues nearly always write them, {@code ["61796.50","0.010"],["61796.60","1"]}, with
 * up to eight digits on each side of the point and no space, eight digits in one step. It stops before the first level
 * that is anything else, which is left to {@link JsonBytes} and its messages.
 */
final class PlainLevels {
    private static final int MOST_PLACES = 8;

    /** More than the longest plain level has, with the bytes that are looked at beyond it. */
    private static final int ROOM = 64;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ZEROS = '0' * ONES;
    private static final long FIFTH = 0xcccccccccccccccdL;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean able;
    private final long tick;
    private final Places price;
    private final Places quantity;

    /**
     * How a fraction of eight digits is brought to fewer places.
     *
     * @param one the unit, 10<sup>scale</sup>
     * @param cut how many of eight digits must be zero
     * @param inverse of 5<sup>cut</sup> modulo 2<sup>64</sup>
     */
    private record Places(long one, int cut, long inverse) {
        static Places of(int scale) {
            long one = 1;
            long inverse = 1;
            for (int i = 0; i < MOST_PLACES; i++) {
                one *= i < scale ? 10 : 1;
                inverse *= i < scale ? 1 : FIFTH;
            }
            return new Places(one, Math.max(0, MOST_PLACES - scale), inverse);
        }

        /**
         * The fraction without the digits that are cut. If they are not all zero, what comes out is above
         * 2<sup>32</sup>, for the multiples of 10<sup>cut</sup> alone are mapped to the lowest words (Hacker's Delight,
         * 10-17).
         */
        long cut(long fraction) {
            return Long.rotateRight(fraction * inverse, cut);
        }
    }

    /** @param tick smallest step of prices, in units of the scale */
    PlainLevels(Scales scales, long tick) {
        this.able = scales.price() <= MOST_PLACES && scales.quantity() <= MOST_PLACES;
        this.tick = tick;
        this.price = Places.of(scales.price());
        this.quantity = Places.of(scales.quantity());
    }

    /**
     * Adds levels to a side.
     *
     * @param from where the first level begins
     * @param end of the text; bytes behind it are looked at, not used
     * @return where the last level that was added ends; {@code from} if none was
     */
    int read(byte[] bytes, int from, int end, Levels.Side into) {
        int done = from;
        int at = from;
        int last = able ? Math.min(end, bytes.length - ROOM) : 0;
        while (at < last && bytes[at] == '[' && bytes[at + 1] == '"') {
            long word = (long) WORDS.get(bytes, at + 2) ^ ZEROS;
            int digits = digits(word);
            if (digits == 0) {
                break;
            }
            long whole = eight(word << (Long.SIZE - digits * Byte.SIZE));
            at += 2 + digits;
            long part = 0;
            if (bytes[at] == '.') {
                word = (long) WORDS.get(bytes, at + 1) ^ ZEROS;
                digits = digits(word);
                part = price.cut(fraction(word, digits));
                at += 1 + digits;
            }
            long levelPrice = whole * price.one + part;
            if (digits == 0 || part >>> 32 != 0 || bytes[at] != '"' || bytes[at + 1] != ',' || bytes[at + 2] != '"'
                    || levelPrice == 0 || (tick != 1 && levelPrice % tick != 0)) {
                break;
            }
            word = (long) WORDS.get(bytes, at + 3) ^ ZEROS;
            digits = digits(word);
            if (digits == 0) {
                break;
            }
            whole = eight(word << (Long.SIZE - digits * Byte.SIZE));
            at += 3 + digits;
            part = 0;
            if (bytes[at] == '.') {
                word = (long) WORDS.get(bytes, at + 1) ^ ZEROS;
                digits = digits(word);
                part = quantity.cut(fraction(word, digits));
                at += 1 + digits;
            }
            if (digits == 0 || part >>> 32 != 0 || bytes[at] != '"' || bytes[at + 1] != ']' || at + 2 > end) {
                break;
            }
            into.add(levelPrice, whole * quantity.one + part);
            done = at + 2;
            if (bytes[done] != ',') {
                break;
            }
            at = done + 1;
        }
        return done;
    }

    /** How many of the eight characters, from the first on, are digits, given what they are above {@code '0'}. */
    private static int digits(long word) {
        long others = ((word + 0x76 * ONES) | word) & HIGH_BITS;
        return Long.numberOfTrailingZeros(others) >>> 3;
    }

    /** The first so many of eight digits as a fraction of eight places; any number if there are none. */
    private static long fraction(long word, int digits) {
        return eight(word & (-1L >>> (Long.SIZE - digits * Byte.SIZE)));
    }

    /** The number that eight digits are, the first in the lowest byte: pairs, then fours, then all. */
    private static long eight(long word) {
        long pairs = word * 10 + (word >>> 8);
        long low = (pairs & 0x000000ff_000000ffL) * (100 + (1_000_000L << 32));
        long high = ((pairs >>> 16) & 0x000000ff_000000ffL) * (1 + (10_000L << 32));
        return (low + high) >>> 32;
    }
}

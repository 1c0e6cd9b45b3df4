package dev.tradewind.simulation.data;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over ticks in a form that does not depend on file format, blocks or scales. Of each event: a byte with its
 * kind (0 delta, 1 snapshot, 2 trade, 3 quote, 4 funding rate), the nanoseconds from the receipt of the event before to
 * its own, those from its venue time to its receipt, then
 * <ul>
 * <li>delta: previous, first and last number of its updates; bids, levels, and each level's price and quantity;
 * <li>snapshot: its sequence; bids, levels, and each level's price and quantity;
 * <li>trade: price, quantity, 0 to 2 for an aggressor that is unknown, a buyer, a seller; the id's length and UTF-8;
 * <li>quote: price and quantity of bid and ask; funding rate: the rate.
 * </ul>
 * A whole number is written in bytes of seven bits, lowest first, the eighth bit saying that more follow (LEB128, of
 * two's complement); a decimal as a byte with the fewest places that hold it and the whole number of those units. A
 * decimal of more than 18 digits, which only quotes and funding rates can hold, is written as a byte 255 and its plain
 * text like an id.
 */
public final class TickHash {
    private static final int FLUSH_AT = 1 << 13;
    private static final int LONGEST_NUMBER = 11;
    private static final int TOO_BIG = 255;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What a word is multiplied by to divide it by 5 and powers of it, if it is a multiple of them. */
    private static final long FIFTH = 0xcccccccccccccccdL;

    private static final long FIFTH_2 = 0x8f5c28f5c28f5c29L;
    private static final long FIFTH_4 = 0xd288ce703afb7e91L;
    private static final long FIFTH_8 = 0xc767074b22e90e21L;

    /** The largest number there is here, which is not negative. */
    private static final long MOST = Long.MAX_VALUE;

    private final MessageDigest digest = newDigest();
    private final byte[] bytes = new byte[FLUSH_AT + 16 * LONGEST_NUMBER];
    private long lastReceived;
    private int at;

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Adds an event. @throws IllegalArgumentException if it is a bar, which is no tick */
    public void add(long receivedNanos, MarketEvent event) {
        flushIfFull();
        switch (event) {
            case BookDelta delta -> {
                begin(0, receivedNanos, event);
                number(delta.sequences().previous());
                number(delta.sequences().first());
                number(delta.sequences().last());
                levels(delta.levels());
            }
            case BookSnapshot snapshot -> {
                begin(1, receivedNanos, event);
                number(snapshot.sequence());
                levels(snapshot.levels());
            }
            case TradeTick trade -> {
                begin(2, receivedNanos, event);
                decimal(trade.priceUnscaled(), trade.scales().price());
                decimal(trade.quantityUnscaled(), trade.scales().quantity());
                Side side = trade.aggressor();
                bytes[at++] = (byte) (side == null ? 0 : side == Side.BUY ? 1 : 2);
                text(trade.tradeId());
            }
            case Quote quote -> {
                begin(3, receivedNanos, event);
                level(quote.bid());
                level(quote.ask());
            }
            case FundingRate funding -> {
                begin(4, receivedNanos, event);
                decimal(funding.rate());
            }
            case Bar bar -> throw new IllegalArgumentException("a bar is no tick: " + bar);
        }
    }

    private void begin(int kind, long receivedNanos, MarketEvent event) {
        bytes[at++] = (byte) kind;
        number(receivedNanos - lastReceived);
        number(receivedNanos - event.eventNanos());
        lastReceived = receivedNanos;
    }

    private void levels(BookLevels levels) {
        number(levels.bids());
        number(levels.size());
        int priceScale = levels.scales().price();
        int quantityScale = levels.scales().quantity();
        int size = levels.size();
        int to = at;
        for (int i = 0; i < size; i++) {
            if (to >= FLUSH_AT) {
                at = to;
                flush();
                to = 0;
            }
            to = putDecimal(to, levels.priceUnscaled(i), priceScale);
            to = putDecimal(to, levels.quantityUnscaled(i), quantityScale);
        }
        at = to;
    }

    private void level(PriceLevel level) {
        decimal(level.price().value());
        decimal(level.quantity().value());
    }

    private void decimal(Decimal value) {
        if (value.isLong()) {
            decimal(value.unscaledAt(value.scale()), value.scale());
        } else {
            bytes[at++] = (byte) TOO_BIG;
            text(value.toString());
        }
    }

    private void decimal(long unscaled, int scale) {
        at = putDecimal(at, unscaled, scale);
    }

    /** Returns where the next goes. Zeros at the end are cut off eight, four, two, one at a time. */
    private int putDecimal(int to, long unscaled, int scale) {
        if (unscaled < 0 || scale >= 16) {
            return putAnyDecimal(to, unscaled, scale);
        }
        long value = unscaled;
        int places = scale;
        if (scale >= 8) {
            long keep = keep(value * FIFTH_8, 8, MOST / 100_000_000, places);
            value = chosen(keep, value, value * FIFTH_8, 8);
            places -= 8 & (int) ~keep;
        }
        if (scale >= 4) {
            long keep = keep(value * FIFTH_4, 4, MOST / 10_000, places);
            value = chosen(keep, value, value * FIFTH_4, 4);
            places -= 4 & (int) ~keep;
        }
        if (scale >= 2) {
            long keep = keep(value * FIFTH_2, 2, MOST / 100, places);
            value = chosen(keep, value, value * FIFTH_2, 2);
            places -= 2 & (int) ~keep;
        }
        long keep = keep(value * FIFTH, 1, MOST / 10, places);
        value = chosen(keep, value, value * FIFTH, 1);
        places -= 1 & (int) ~keep;
        bytes[to] = (byte) places;
        return putNumber(to + 1, value);
    }

    /**
     * Zero if k zeros can be cut off, all ones if not: there are fewer places, or the number is no multiple of
     * 10<sup>k</sup>. It is one if its product with the inverse of 5<sup>k</sup>, turned right by k bits, is no more
     * than the largest word divided by 10<sup>k</sup>, and then this is the quotient (Hacker's Delight, 10-17). Masks
     * instead of jumps, for nobody can foresee how many zeros the next number has.
     */
    private static long keep(long product, int k, long most, int places) {
        long quotient = Long.rotateRight(product, k);
        return (quotient | (most - quotient) | (places - k)) >> 63;
    }

    private static long chosen(long keep, long value, long product, int k) {
        return (value & keep) | (Long.rotateRight(product, k) & ~keep);
    }

    private int putAnyDecimal(int to, long unscaled, int scale) {
        long value = unscaled;
        int places = value == 0 ? 0 : scale;
        while (places > 0 && value % 10 == 0) {
            value /= 10;
            places--;
        }
        bytes[to] = (byte) places;
        return putNumber(to + 1, value);
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        flush();
        digest.update(utf8);
    }

    private void number(long value) {
        at = putNumber(at, value);
    }

    /** Returns where the next goes. Up to 56 bits are written as one word, of which what comes next covers the rest. */
    private int putNumber(int to, long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        if (bits > 56) {
            return putLongNumber(to, value);
        }
        int length = ((bits + 6) * 37) >>> 8; // a division by 7 for what is below 63
        long spread = (value & 0xfffffffL) | ((value & (0xfffffffL << 28)) << 4);
        spread = (spread & 0x00003fff_00003fffL) | ((spread & 0x0fffc000_0fffc000L) << 2);
        spread = (spread & 0x007f007f_007f007fL) | ((spread & 0x3f803f80_3f803f80L) << 1);
        long more = 0x80808080_80808080L & ((1L << ((length - 1) * Byte.SIZE)) - 1);
        WORDS.set(bytes, to, spread | more);
        return to + length;
    }

    private int putLongNumber(int to, long value) {
        int next = to;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[next] = (byte) rest;
        return next + 1;
    }

    private void flushIfFull() {
        if (at >= FLUSH_AT) {
            flush();
        }
    }

    private void flush() {
        digest.update(bytes, 0, at);
        at = 0;
    }

    /** Lower-case hex of all that was added; adding more afterwards is allowed. */
    public String hex() {
        flush();
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", e);
        }
    }
}

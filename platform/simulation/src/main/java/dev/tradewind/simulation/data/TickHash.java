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

    private final MessageDigest digest = newDigest();
    private final byte[] bytes = new byte[FLUSH_AT + 8 * LONGEST_NUMBER];
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
        for (int i = 0; i < levels.size(); i++) {
            flushIfFull();
            decimal(levels.priceUnscaled(i), priceScale);
            decimal(levels.quantityUnscaled(i), quantityScale);
        }
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
        long value = unscaled;
        int places = value == 0 ? 0 : scale;
        while (places > 0 && value % 10 == 0) {
            value /= 10;
            places--;
        }
        bytes[at++] = (byte) places;
        number(value);
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        flush();
        digest.update(utf8);
    }

    private void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
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

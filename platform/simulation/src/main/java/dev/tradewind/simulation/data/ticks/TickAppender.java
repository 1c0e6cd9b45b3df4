package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import java.nio.charset.StandardCharsets;

/**
 * Puts events into a block's columns. A block has one pair of scales: it grows to the widest of its events, and what is
 * in the block is widened with it; where a number would not fit then, the block is full.
 */
final class TickAppender {
    private static final int LONGEST_NUMBER = 18;
    private static final int LONGEST_TEXT = 1 << 16;
    private static final int MOST_TEXT = 1 << 20;

    private final TickColumns columns;

    TickAppender(TickColumns columns) {
        this.columns = columns;
    }

    /**
     * Adds an event, all of it or nothing.
     *
     * @return false if the block is full: it is to be written, cleared, and the event added again
     * @throws DataException if the event cannot be stored
     */
    boolean add(long receivedNanos, MarketEvent event) {
        if (columns.events == TickColumns.EVENTS) {
            return false;
        }
        boolean added = switch (event) {
            case BookDelta delta -> delta(delta);
            case BookSnapshot snapshot -> snapshot(snapshot);
            case TradeTick trade -> trade(trade);
            case Quote quote -> quote(quote);
            case FundingRate funding -> funding(funding);
            case Bar bar -> throw new DataException(bar.instrument() + ": a bar is no tick; import bars as bars");
        };
        if (added) {
            columns.received[columns.events] = receivedNanos;
            columns.venue[columns.events] = event.eventNanos();
            columns.events++;
        }
        return added;
    }

    private boolean delta(BookDelta delta) {
        BookDelta.Sequences sequences = delta.sequences();
        if (!book(TickColumns.DELTA, delta, sequences.last(), delta.levels())) {
            return false;
        }
        columns.span[columns.deltas] = sequences.last() - sequences.first();
        columns.step[columns.deltas] = sequences.first() - sequences.previous();
        columns.deltas++;
        return true;
    }

    private boolean snapshot(BookSnapshot snapshot) {
        return book(TickColumns.SNAPSHOT, snapshot, snapshot.sequence(), snapshot.levels());
    }

    private boolean book(int kind, MarketEvent event, long sequence, BookLevels levels) {
        int count = levels.size();
        if (count > TickColumns.MOST_LEVELS) {
            throw new DataException(event.instrument() + " at " + Text.time(event.eventNanos()) + ": " + count
                    + " levels in one update, the catalogue takes " + TickColumns.MOST_LEVELS + "; cut the book");
        }
        if (columns.events > 0 && columns.levels + count > TickColumns.LEVELS) {
            return false;
        }
        if (count > 0) {
            long priceFactor = 0;
            long quantityFactor = 0;
            try {
                Scales scales = unite(levels.scales());
                priceFactor = power(scales.price() - levels.scales().price());
                quantityFactor = power(scales.quantity() - levels.scales().quantity());
                columns.needLevels(columns.levels + count);
                for (int i = 0; i < count; i++) {
                    columns.levelPrice[columns.levels + i] = Math.multiplyExact(levels.priceUnscaled(i), priceFactor);
                    columns.levelQuantity[columns.levels + i] =
                            Math.multiplyExact(levels.quantityUnscaled(i), quantityFactor);
                }
            } catch (ArithmeticException e) {
                return fullOrRefused(event, e);
            }
        }
        columns.levels += count;
        columns.kind[columns.events] = kind;
        columns.sequence[columns.books] = sequence;
        columns.levelCount[columns.books] = count;
        columns.bidCount[columns.books] = levels.bids();
        columns.books++;
        return true;
    }

    private boolean quote(Quote quote) {
        if (columns.events > 0 && columns.levels + 2 > TickColumns.LEVELS) {
            return false;
        }
        try {
            Scales own = new Scales(
                    Math.max(places(quote.bid().price().value()), places(quote.ask().price().value())),
                    Math.max(places(quote.bid().quantity().value()), places(quote.ask().quantity().value())));
            Scales scales = unite(own);
            columns.needLevels(columns.levels + 2);
            level(columns.levels, quote.bid(), scales);
            level(columns.levels + 1, quote.ask(), scales);
        } catch (ArithmeticException e) {
            return fullOrRefused(quote, e);
        }
        columns.levels += 2;
        columns.kind[columns.events] = TickColumns.QUOTE;
        return true;
    }

    private static int places(Decimal value) {
        return value.isLong() ? value.scale() : 0;
    }

    private void level(int at, PriceLevel level, Scales scales) {
        columns.levelPrice[at] = level.price().value().unscaledAt(scales.price());
        columns.levelQuantity[at] = level.quantity().value().unscaledAt(scales.quantity());
    }

    private boolean trade(TradeTick trade) {
        int at = columns.trades;
        String id = trade.tradeId();
        boolean number = isNumber(id);
        byte[] utf8 = number ? new byte[0] : id.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > LONGEST_TEXT) {
            throw new DataException(trade.instrument() + " at " + Text.time(trade.eventNanos()) + ": a trade's id of "
                    + utf8.length + " bytes, the catalogue takes " + LONGEST_TEXT + "; correct the data");
        }
        if (columns.textBytes + utf8.length > MOST_TEXT) {
            return false;
        }
        try {
            Scales scales = unite(trade.scales());
            columns.tradePrice[at] = Math.multiplyExact(
                    trade.priceUnscaled(), power(scales.price() - trade.scales().price()));
            columns.tradeQuantity[at] = Math.multiplyExact(
                    trade.quantityUnscaled(), power(scales.quantity() - trade.scales().quantity()));
        } catch (ArithmeticException e) {
            return fullOrRefused(trade, e);
        }
        Side side = trade.aggressor();
        int sideFlag = side == null ? 0 : side == Side.BUY ? 1 : 2;
        columns.tradeFlags[at] = sideFlag | ((number ? TickColumns.NUMBER_ID : TickColumns.TEXT_ID) << 2);
        columns.tradeId[at] = number ? Long.parseLong(id) : utf8.length;
        columns.needText(columns.textBytes + utf8.length);
        System.arraycopy(utf8, 0, columns.text, columns.textBytes, utf8.length);
        columns.textBytes += utf8.length;
        columns.trades++;
        columns.kind[columns.events] = TickColumns.TRADE;
        return true;
    }

    /** Whether a number's text is this id again. */
    private static boolean isNumber(String id) {
        if (id.isEmpty() || id.length() > LONGEST_NUMBER || (id.charAt(0) == '0' && id.length() > 1)) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) < '0' || id.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean funding(FundingRate funding) {
        Decimal rate = funding.rate();
        if (!rate.isLong()) {
            throw new DataException(funding.instrument() + " at " + Text.time(funding.eventNanos())
                    + ": the funding rate " + rate + " has too many digits for the catalogue; round it");
        }
        columns.rate[columns.fundings] = rate.unscaledAt(rate.scale());
        columns.rateScale[columns.fundings] = rate.scale();
        columns.fundings++;
        columns.kind[columns.events] = TickColumns.FUNDING;
        return true;
    }

    private boolean fullOrRefused(MarketEvent event, ArithmeticException cause) {
        if (columns.events > 0) {
            return false;
        }
        throw new DataException(event.instrument() + " at " + Text.time(event.eventNanos())
                + ": a price or quantity has too many digits for the catalogue; round it", cause);
    }

    /** The block's scales with these united; what is in the block is widened, all of it or nothing. */
    private Scales unite(Scales scales) {
        int price = Math.max(columns.priceScale, scales.price());
        int quantity = Math.max(columns.quantityScale, scales.quantity());
        if (price > columns.priceScale) {
            long factor = power(price - columns.priceScale);
            requireRoom(columns.levelPrice, columns.levels, factor);
            requireRoom(columns.tradePrice, columns.trades, factor);
            multiply(columns.levelPrice, columns.levels, factor);
            multiply(columns.tradePrice, columns.trades, factor);
            columns.priceScale = price;
        }
        if (quantity > columns.quantityScale) {
            long factor = power(quantity - columns.quantityScale);
            requireRoom(columns.levelQuantity, columns.levels, factor);
            requireRoom(columns.tradeQuantity, columns.trades, factor);
            multiply(columns.levelQuantity, columns.levels, factor);
            multiply(columns.tradeQuantity, columns.trades, factor);
            columns.quantityScale = quantity;
        }
        return new Scales(price, quantity);
    }

    private static void requireRoom(long[] values, int count, long factor) {
        for (int i = 0; i < count; i++) {
            if (Math.multiplyHigh(values[i], factor) != (values[i] * factor) >> (Long.SIZE - 1)) {
                throw new ArithmeticException("a number does not fit at more places");
            }
        }
    }

    private static void multiply(long[] values, int count, long factor) {
        for (int i = 0; i < count; i++) {
            values[i] *= factor;
        }
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}

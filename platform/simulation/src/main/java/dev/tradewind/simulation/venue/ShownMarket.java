package dev.tradewind.simulation.venue;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What the data shows of one market at the venue's time: a book; where there is none, the best bid and ask; where there
 * is neither, trades. A feed that has shown a book is not taken for less afterwards.
 */
final class ShownMarket {
    private final Instrument instrument;
    private final FeedBook feed;
    private final QuoteBook quotes;
    private BookView book;
    private boolean hasDepth;
    private boolean hasQuotes;
    private Scales tradeScales;
    private @Nullable TradeTick lastTrade;

    ShownMarket(Instrument instrument) {
        this.instrument = instrument;
        feed = new FeedBook(instrument);
        quotes = new QuoteBook(Scales.of(instrument));
        tradeScales = Scales.of(instrument);
        book = quotes;
    }

    Instrument instrument() {
        return instrument;
    }

    void apply(BookDelta delta) {
        feed.apply(delta);
        useDepth();
    }

    void apply(BookSnapshot snapshot) {
        feed.apply(snapshot);
        useDepth();
    }

    private void useDepth() {
        hasDepth = true;
        book = feed;
    }

    /** @return whether the quote is what this market is known by */
    boolean apply(Quote quote) {
        if (hasDepth) {
            return false;
        }
        hasQuotes = true;
        quotes.apply(quote);
        return true;
    }

    void apply(TradeTick trade) {
        lastTrade = trade;
        Scales of = trade.scales();
        if (of.price() > tradeScales.price() || of.quantity() > tradeScales.quantity()) {
            tradeScales = new Scales(
                    Math.max(of.price(), tradeScales.price()), Math.max(of.quantity(), tradeScales.quantity()));
        }
    }

    /** Whether the data shows what rests in the market at all, now or at other times. */
    boolean isBook() {
        return hasDepth || hasQuotes;
    }

    /** Whether it is known now what rests. */
    boolean isReady() {
        return isBook() && book.isReady();
    }

    BookView book() {
        return book;
    }

    @Nullable TradeTick lastTrade() {
        return lastTrade;
    }

    /** The units of prices and quantities. */
    Scales units() {
        return isBook() ? book.scales() : tradeScales;
    }

    /** The best price of a side; null if there is none or it is not known. */
    @Nullable Price best(Side side) {
        return isReady() && book.depth(side) > 0
                ? Price.ofUnscaled(book.priceUnscaled(side, 0), book.scales().price())
                : null;
    }

    /** Whether the price is among those that the book shows, so that nothing there means that there is nothing. */
    boolean isVisible(Side side, long price) {
        int depth = isReady() ? book.depth(side) : 0;
        if (depth == 0) {
            return false;
        }
        long worst = book.priceUnscaled(side, depth - 1);
        return side == Side.BUY ? price >= worst : price <= worst;
    }

    /** The middle of the book, the last trade where there is no book, NaN where nothing is known. */
    double middle() {
        if (isBook()) {
            if (!book.isReady() || !book.isTwoSided()) {
                return Double.NaN;
            }
            long sum = book.priceUnscaled(Side.BUY, 0) + book.priceUnscaled(Side.SELL, 0);
            return Decimal.toDouble(sum, book.scales().price()) / 2;
        }
        TradeTick trade = lastTrade;
        return trade == null ? Double.NaN : Decimal.toDouble(trade.priceUnscaled(), trade.scales().price());
    }

    /** A value in whole units. */
    static long units(long unscaled, int scale, int places, RoundingMode rounding) {
        return scale == places
                ? unscaled
                : Decimal.ofUnscaled(unscaled, scale).rounded(places, rounding).unscaledAt(places);
    }
}

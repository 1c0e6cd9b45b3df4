package dev.tradewind.plugin.marketmaker;

import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.order.Side;

/**
 * Where to quote, in units of the book's price scale.
 *
 * @param bid a whole number of ticks below every ask
 * @param ask a whole number of ticks above every bid
 */
record QuotePrices(long bid, long ask) {
    /**
     * The centre, moved against the inventory by {@code skew × inventory} half-spreads, less and plus a half-spread,
     * rounded away from it to whole ticks. A quote never reaches the other side of the book: it stops one tick before.
     *
     * @param book with two sides
     * @param tick in units of the book
     * @param inventory position as a fraction of the largest one, -1 to 1 while within it
     */
    static QuotePrices of(BookView book, long tick, double inventory, Settings settings) {
        long bestBid = book.priceUnscaled(Side.BUY, 0);
        long bestAsk = book.priceUnscaled(Side.SELL, 0);
        double centre = settings.microPrice() ? micro(book, bestBid, bestAsk) : (bestBid + bestAsk) / 2.0;
        double half = centre * settings.halfSpread();
        double shifted = centre - settings.skew() * inventory * half;
        long bid = (long) Math.floor((shifted - half) / tick) * tick;
        long ask = (long) Math.ceil((shifted + half) / tick) * tick;
        return new QuotePrices(Math.min(bid, bestAsk - tick), Math.max(ask, bestBid + tick));
    }

    private static double micro(BookView book, long bestBid, long bestAsk) {
        double bids = book.quantityUnscaled(Side.BUY, 0);
        double asks = book.quantityUnscaled(Side.SELL, 0);
        return (bestBid * asks + bestAsk * bids) / (bids + asks);
    }
}

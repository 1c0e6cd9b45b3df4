package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.order.Side;

/** The book of a feed that gives the best bid and ask only: one level a side. */
final class QuoteBook implements BookView {
    private Scales scales;
    private boolean ready;
    private long eventNanos;
    private long bid;
    private long bidQuantity;
    private long ask;
    private long askQuantity;

    QuoteBook(Scales scales) {
        this.scales = scales;
    }

    /** Takes over a quote; the scales grow where it needs more places. */
    void apply(Quote quote) {
        int price = Math.max(scales.price(), Math.max(priceScale(quote.bid()), priceScale(quote.ask())));
        int quantity = Math.max(scales.quantity(), Math.max(quantityScale(quote.bid()), quantityScale(quote.ask())));
        if (price > scales.price() || quantity > scales.quantity()) {
            scales = new Scales(price, quantity);
        }
        bid = quote.bid().price().value().unscaledAt(price);
        bidQuantity = quote.bid().quantity().value().unscaledAt(scales.quantity());
        ask = quote.ask().price().value().unscaledAt(scales.price());
        askQuantity = quote.ask().quantity().value().unscaledAt(scales.quantity());
        eventNanos = quote.eventNanos();
        ready = true;
    }

    private static int priceScale(PriceLevel level) {
        return level.price().value().scale();
    }

    private static int quantityScale(PriceLevel level) {
        return level.quantity().value().scale();
    }

    @Override
    public Scales scales() {
        return scales;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public long eventNanos() {
        return eventNanos;
    }

    @Override
    public int depth(Side side) {
        return ready && (side == Side.BUY ? bidQuantity : askQuantity) > 0 ? 1 : 0;
    }

    @Override
    public long priceUnscaled(Side side, int level) {
        check(side, level);
        return side == Side.BUY ? bid : ask;
    }

    @Override
    public long quantityUnscaled(Side side, int level) {
        check(side, level);
        return side == Side.BUY ? bidQuantity : askQuantity;
    }

    private void check(Side side, int level) {
        if (level < 0 || level >= depth(side)) {
            throw new IndexOutOfBoundsException("there is no level " + level + " of " + side);
        }
    }

    @Override
    public long quantityAtUnscaled(Side side, long price) {
        return depth(side) > 0 && priceUnscaled(side, 0) == price ? quantityUnscaled(side, 0) : 0;
    }
}

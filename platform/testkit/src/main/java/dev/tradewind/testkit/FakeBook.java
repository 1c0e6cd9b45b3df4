package dev.tradewind.testkit;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.order.Side;
import java.util.List;

/** A book that shows what a test put there; not ready before that. */
final class FakeBook implements BookView {
    private final Scales scales;
    private List<PriceLevel> bids = List.of();
    private List<PriceLevel> asks = List.of();
    private boolean ready;
    private long eventNanos;

    FakeBook(Instrument instrument) {
        this.scales = Scales.of(instrument);
    }

    void show(BookLevels levels, long nanos) {
        bids = levels.bidLevels();
        asks = levels.askLevels();
        ready = true;
        eventNanos = nanos;
    }

    private List<PriceLevel> side(Side side) {
        return side == Side.BUY ? bids : asks;
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
        return side(side).size();
    }

    @Override
    public long priceUnscaled(Side side, int level) {
        return side(side).get(level).price().value().unscaledAt(scales.price());
    }

    @Override
    public long quantityUnscaled(Side side, int level) {
        return side(side).get(level).quantity().value().unscaledAt(scales.quantity());
    }

    @Override
    public long quantityAtUnscaled(Side side, long price) {
        for (int i = 0; i < depth(side); i++) {
            if (priceUnscaled(side, i) == price) {
                return quantityUnscaled(side, i);
            }
        }
        return 0;
    }
}

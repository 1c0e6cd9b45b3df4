package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.matching.BookDepth;
import dev.tradewind.simulation.matching.BookEvents;
import dev.tradewind.simulation.matching.MatchingBook;
import dev.tradewind.simulation.matching.OrderKind;
import dev.tradewind.simulation.matching.OrderTicket;
import java.math.RoundingMode;

/** Where the agents of one listing meet: the book, and what all of them know. Prices are ticks, quantities lots. */
final class Floor {
    /** Mean of a trade, in units of the base asset, where the instrument's lot and minima allow it. */
    private static final double MEAN_TRADE = 0.2;

    private static final long LEAST_TRADE_LOTS = 20;

    /** The scale of spreads: 1.5 basis points of the price, at least a tick. */
    private static final double SPREAD = 0.00015;

    private static final long MOST_LOTS_OF_AN_ORDER = 1L << 40;

    final MatchingBook book;
    final BookDepth depth;
    final TradeFlow flow;
    final int listing;

    /** Mean lots of a trade. */
    final long unit;

    private final LatentValues values;
    private final OrderTicket ticket = new OrderTicket();
    private final long leastLots;
    private long nextId = 1;

    Floor(Listing listed, int listing, LatentValues values, TradeFlow flow, BookEvents tape) {
        this.listing = listing;
        this.values = values;
        this.flow = flow;
        this.book = new MatchingBook(tape);
        this.depth = book.depth();
        TradingSteps steps = listed.instrument().steps();
        Decimal price = listed.firstPrice();
        // Prices may halve and orders still be worth the minimum.
        Decimal least = steps.minQuantity()
                .max(Decimal.of(2).times(steps.minNotional()).dividedBy(price, Decimal.MAX_SCALE, RoundingMode.UP));
        leastLots = Math.max(1, least.dividedBy(steps.lot(), 0, RoundingMode.UP).unscaledAt(0));
        long wanted = Math.max(1, (long) (MEAN_TRADE / steps.lot().toDouble()));
        unit = Math.max(wanted, Math.max(LEAST_TRADE_LOTS, 4 * leastLots));
    }

    double value() {
        return values.ticks(listing);
    }

    /** Scale of spreads at this price, in ticks. */
    static double spread(double price) {
        return Math.max(1, SPREAD * price);
    }

    boolean isTwoSided() {
        return !depth.isEmpty(Side.BUY) && !depth.isEmpty(Side.SELL);
    }

    double middle() {
        return (depth.bestPrice(Side.BUY) + depth.bestPrice(Side.SELL)) / 2.0;
    }

    /** So many mean trades, as lots that the venue takes. */
    long lots(double units) {
        return Math.min(MOST_LOTS_OF_AN_ORDER, Math.max(leastLots, (long) StrictMath.floor(unit * units + 0.5)));
    }

    /** Sends an order. @return its id; 0 if it was refused or is gone already */
    long send(OrderKind kind, long owner, Side side, long price, long lots) {
        long id = nextId++;
        book.submit(ticket.of(kind, id, owner, side, Math.max(1, price), lots));
        return depth.isOpen(id) ? id : 0;
    }
}

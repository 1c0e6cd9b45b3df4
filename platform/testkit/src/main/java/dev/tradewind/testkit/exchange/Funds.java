package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.matching.BookDepth;
import java.math.RoundingMode;

/** What an order costs, and whether its account can pay that. */
final class Funds {
    /** 0.1 %, of makers and takers. */
    static final Decimal FEE = Decimal.parse("0.001");

    private Funds() {}

    /** What a market order would get from a book. */
    record Walk(long lots, Decimal quote) {}

    /** What {@code lots}, or as many as there are, cost or bring now; the owner's own orders do not count. */
    static Walk walk(Symbol symbol, BookDepth depth, Side side, long lots, long owner) {
        long[] left = {lots};
        long[] cost = {0};
        Side other = side.opposite();
        depth.levels(other, (price, quantity, orders) -> {
            depth.orders(other, price, (id, whose, shown, open) -> {
                if (whose != owner) {
                    long taken = Math.min(open, left[0]);
                    left[0] -= taken;
                    cost[0] = Math.addExact(cost[0], Math.multiplyExact(price, taken));
                }
                return left[0] > 0;
            });
            return left[0] > 0;
        });
        return new Walk(lots - left[0], symbol.tick().times(symbol.lot()).times(Decimal.of(cost[0])));
    }

    /** How many lots this much of the quote currency buys, or must be sold for at most that much, now. */
    static long lotsFor(Symbol symbol, BookDepth depth, OrderTerms terms, long owner) {
        Decimal step = symbol.tick().times(symbol.lot());
        Decimal[] left = {terms.amounts().quoteQuantity()};
        long[] lots = {0};
        Side other = terms.side().opposite();
        depth.levels(other, (price, quantity, orders) -> {
            boolean[] more = {true};
            depth.orders(other, price, (id, whose, shown, open) -> {
                if (whose == owner) {
                    return true;
                }
                Decimal each = step.times(Decimal.of(price));
                long affordable = left[0].dividedBy(each, 0, RoundingMode.DOWN).unscaledAt(0);
                long taken = Math.min(open, affordable);
                lots[0] += taken;
                left[0] = left[0].minus(each.times(Decimal.of(taken)));
                more[0] = affordable > open;
                return more[0];
            });
            return more[0];
        });
        return lots[0];
    }

    /** What is taken aside for an order while it is open; nothing for one that trades at once. */
    static Decimal toLock(OrderTerms terms, Decimal quantity) {
        if (terms.type() == DialectOrderType.MARKET) {
            return Decimal.ZERO;
        }
        if (!terms.isBuy()) {
            return quantity;
        }
        return quantity.times(terms.type().hasPrice() ? terms.price() : terms.amounts().stopPrice());
    }

    /** Cut off after eight places, as the dialect's amounts are. */
    static Decimal commission(Decimal received) {
        return received.times(FEE).rounded(JsonObject.PLACES, RoundingMode.DOWN);
    }
}

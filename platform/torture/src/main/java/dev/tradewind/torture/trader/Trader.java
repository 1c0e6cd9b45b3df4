package dev.tradewind.torture.trader;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.List;

/** Does something at each turn of a timer. What it does follows from its seed and the time alone. */
final class Trader implements Strategy {
    private static final String TURN = "turn";

    /** An order is worth so much of the quote currency at least: above every minimum. */
    private static final int LEAST_WORTH = 30;

    private static final int MOST_WORTH = 900;

    private final long pauseNanos;
    private final int mostOpen;
    private long state;

    Trader(long pauseNanos, int mostOpen, long seed) {
        this.pauseNanos = pauseNanos;
        this.mostOpen = mostOpen;
        this.state = seed;
    }

    @Override
    public void onStart(StrategyContext context) {
        // Otherwise each instance would begin with the same orders.
        state ^= context.nowNanos();
        context.setTimer(TURN, context.nowNanos());
    }

    @Override
    public void onTimer(String name, StrategyContext context) {
        context.setTimer(TURN, context.nowNanos() + pauseNanos);
        List<Instrument> instruments = context.instruments();
        Instrument instrument = instruments.get(dice(instruments.size()));
        BookView book = context.book(instrument.id());
        if (!book.isReady() || !book.isTwoSided()) {
            return;
        }
        List<Order> open = context.openOrders(instrument.id());
        List<Order> working = open.stream().filter(order -> order.status().isWorking()).toList();
        int what = dice(100);
        if (open.size() >= mostOpen || (what < 22 && !working.isEmpty())) {
            cancel(working, context);
        } else if (what < 40 && !working.isEmpty()) {
            amend(working.get(dice(working.size())), instrument, book, context);
        } else if (what < 42) {
            context.cancelAll(instrument.id());
        } else {
            submit(what, instrument, book, context);
        }
    }

    private void cancel(List<Order> working, StrategyContext context) {
        if (!working.isEmpty()) {
            context.cancel(working.get(dice(working.size())).id());
        }
    }

    private void submit(int what, Instrument instrument, BookView book, StrategyContext context) {
        InstrumentId id = instrument.id();
        Side side = dice(2) == 0 ? Side.BUY : Side.SELL;
        Quantity quantity = quantity(instrument, book);
        if (what < 62) {
            context.submit(OrderRequest.market(id, side, quantity));
        } else if (what < 70) {
            context.submit(OrderRequest.limit(id, side, quantity, price(instrument, book, side, -3))
                    .with(OrderConditions.IOC));
        } else if (what < 78) {
            context.submit(OrderRequest.limit(id, side, quantity, price(instrument, book, side, 1 + dice(20)))
                    .with(OrderConditions.GTC.withPostOnly()));
        } else {
            context.submit(OrderRequest.limit(id, side, quantity, price(instrument, book, side, dice(60) - 2)));
        }
    }

    private void amend(Order order, Instrument instrument, BookView book, StrategyContext context) {
        if (order.request().prices().limit() == null) {
            return;
        }
        Quantity total = order.filledQuantity().plus(quantity(instrument, book));
        Price price = price(instrument, book, order.request().side(), dice(40) - 1);
        context.amend(order.id(), total, OrderPrices.limit(price));
    }

    private Quantity quantity(Instrument instrument, BookView book) {
        Decimal worth = Decimal.of(LEAST_WORTH + dice(MOST_WORTH - LEAST_WORTH));
        Decimal price = book.level(Side.BUY, 0).price().value();
        return new Quantity(worth.dividedBy(price, 8, RoundingMode.UP)
                .roundedTo(instrument.steps().lot(), RoundingMode.UP));
    }

    /** So many hundredths of a percent away from the best price of this side, behind it where positive. */
    private static Price price(Instrument instrument, BookView book, Side side, int away) {
        Decimal best = book.level(side, 0).price().value();
        int signed = side == Side.BUY ? -away : away;
        Decimal moved = best.times(Decimal.ofUnscaled(10_000 + signed, 4));
        return new Price(moved.roundedTo(instrument.steps().tick(), RoundingMode.HALF_EVEN));
    }

    /** 0 to below the bound, by SplitMix64 (Steele, Lea, Flood 2014). */
    private int dice(int bound) {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (int) Math.floorMod(z ^ (z >>> 31), (long) bound);
    }
}

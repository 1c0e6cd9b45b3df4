package dev.tradewind.plugin.marketmaker;

import dev.tradewind.plugin.marketmaker.Quotes.OneSide;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.PerInstrument;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * At every interval: one post-only order a side, amended only when its price or quantity is no longer the wanted one,
 * and cancelled where the book cannot be trusted or the position is as large as it may be.
 */
final class MarketMaker implements Strategy {
    private static final String TIMER = "quote";
    private static final String REASON = "quote";

    private final Settings settings;
    private final PerInstrument<Quotes> quotes = new PerInstrument<>(Quotes::new);

    MarketMaker(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void onStart(StrategyContext context) {
        context.setTimer(TIMER, context.nowNanos() + settings.intervalNanos());
    }

    @Override
    public void onTimer(String name, StrategyContext context) {
        context.setTimer(TIMER, context.nowNanos() + settings.intervalNanos());
        for (Instrument instrument : context.instruments()) {
            quote(instrument, context);
        }
    }

    @Override
    public void onOrder(OrderUpdate update, StrategyContext context) {
        OrderStatus status = update.order().status();
        if (status == OrderStatus.DENIED || status == OrderStatus.REJECTED) {
            OrderRequest request = update.order().request();
            Quotes both = quotes.of(request.instrument());
            OneSide side = request.side() == Side.BUY ? both.bid : both.ask;
            side.pausedUntilNanos = context.nowNanos() + settings.pauseNanos();
        }
    }

    private void quote(Instrument instrument, StrategyContext context) {
        InstrumentId id = instrument.id();
        BookView book = context.book(id);
        Quotes both = quotes.of(id);
        boolean may = book.isReady() && book.isTwoSided() && context.mayTakeRisk(id);
        Quantity size = may ? size(instrument, context) : Quantity.ZERO;
        if (size.isZero()) {
            withdraw(both.bid, context);
            withdraw(both.ask, context);
            return;
        }
        Decimal most = size.value().times(settings.maxInventory());
        Decimal held = context.position(id).signedQuantity();
        int places = book.scales().price();
        long tick = instrument.steps().tick().unscaledAt(places);
        QuotePrices prices = QuotePrices.of(book, tick, held.toDouble() / most.toDouble(), settings);
        if (prices.bid() > 0 && held.plus(size.value()).compareTo(most) <= 0) {
            want(both.bid, id, Price.ofUnscaled(prices.bid(), places), size, context);
        } else {
            withdraw(both.bid, context);
        }
        if (held.minus(size.value()).compareTo(most.negate()) >= 0) {
            want(both.ask, id, Price.ofUnscaled(prices.ask(), places), size, context);
        } else {
            withdraw(both.ask, context);
        }
    }

    private Quantity size(Instrument instrument, StrategyContext context) {
        return settings.quantity().isZero()
                ? context.entryQuantity(instrument.id())
                : instrument.roundedDownToLot(settings.quantity());
    }

    private static @Nullable Order open(OneSide side, StrategyContext context) {
        Order order = side.order == null ? null : context.order(side.order).orElse(null);
        return order == null || order.status().isClosed() ? null : order;
    }

    private static void want(OneSide side, InstrumentId id, Price price, Quantity size, StrategyContext context) {
        Order order = open(side, context);
        if (order == null) {
            if (context.nowNanos() >= side.pausedUntilNanos) {
                side.order = context.submit(OrderRequest.limit(id, side.side, size, price)
                        .with(OrderConditions.GTC.withPostOnly())
                        .withReason(REASON));
            }
            return;
        }
        boolean settled = order.status() == OrderStatus.ACCEPTED || order.status() == OrderStatus.PARTIALLY_FILLED;
        // What was filled is not filled up: that would cost the order its place in the queue.
        if (settled && !price.equals(order.request().prices().limit())) {
            context.amend(order.id(), order.filledQuantity().plus(size), OrderPrices.limit(price));
        }
    }

    private static void withdraw(OneSide side, StrategyContext context) {
        Order order = open(side, context);
        if (order != null && order.status() != OrderStatus.PENDING_CANCEL) {
            context.cancel(order.id());
        }
    }
}

package dev.tradewind.simulation.backtest;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import java.util.SplittableRandom;

/** Does anything that a strategy can do, as its seed says. */
final class RandomTrader implements Strategy {
    private final SplittableRandom random;

    RandomTrader(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        List<Instrument> all = context.instruments();
        Instrument instrument = all.get(random.nextInt(all.size()));
        List<Order> open = context.openOrders(instrument.id());
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> context.submit(request(instrument, bar, context.nowNanos()));
            case 4 -> context.submitOneCancelsOther(
                    request(instrument, bar, context.nowNanos()), request(instrument, bar, context.nowNanos()));
            case 5 -> context.cancelAll(instrument.id());
            case 6 -> open.stream().findFirst().ifPresent(order -> context.amend(
                    order.id(), quantity(), moved(order.request().prices())));
            case 7 -> context.exit(instrument.id(), "out");
            default -> {}
        }
    }

    @Override
    public void onOrder(OrderUpdate update, StrategyContext context) {
        if (update.fill() != null && random.nextInt(20) == 0) {
            context.exit(update.order().request().instrument(), "at once");
        }
    }

    private OrderPrices moved(OrderPrices prices) {
        return prices.limit() != null && prices.stop() == null
                ? OrderPrices.limit(new Price(prices.limit().value().plus(Decimal.ofUnscaled(random.nextInt(50), 2))))
                : prices;
    }

    private Quantity quantity() {
        return Quantity.ofUnscaled(random.nextInt(1, 8_000), 3);
    }

    private OrderRequest request(Instrument instrument, Bar bar, long now) {
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        OrderRequest request =
                switch (random.nextInt(5)) {
                    case 0 -> OrderRequest.market(instrument.id(), side, quantity());
                    case 1 -> OrderRequest.limit(instrument.id(), side, quantity(), near(bar));
                    case 2 -> OrderRequest.stop(instrument.id(), side, quantity(), near(bar));
                    case 3 -> OrderRequest.stopLimit(instrument.id(), side, quantity(), near(bar), near(bar));
                    default -> OrderRequest.trailingStop(
                            instrument.id(), side, quantity(), Decimal.ofUnscaled(random.nextInt(1, 200), 2));
                };
        request = switch (random.nextInt(7)) {
            case 0 -> request.with(OrderConditions.IOC);
            case 1 -> request.with(OrderConditions.FOK);
            case 2 -> request.with(OrderConditions.GTC.withReduceOnly());
            case 3 -> request.with(OrderConditions.goodTill(now + random.nextInt(400) * 1_000_000_000L));
            case 4 -> request.with(OrderConditions.GTC.withPostOnly());
            default -> request;
        };
        return random.nextInt(3) == 0 ? request.withBracket(new Bracket(near(bar), near(bar))) : request;
    }

    private Price near(Bar bar) {
        return new Price(bar.close().value().plus(Decimal.ofUnscaled(random.nextInt(-200, 201), 2)));
    }
}

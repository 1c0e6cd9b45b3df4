package dev.tradewind.testkit.scenario;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.testkit.scenario.Statement.NamedOrder;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code buy 1 limit 100 gtc post-only as A}. Nonsense that a strategy could ask for too, such as a price off the
 * tick, is read and left to the engine to deny.
 */
final class OrderWords {
    private final InstrumentId instrument;
    private final Words words;

    OrderWords(InstrumentId instrument, Words words) {
        this.instrument = instrument;
        this.words = words;
    }

    /** An order's type and prices. */
    private record Kind(OrderType type, OrderPrices prices) {}

    NamedOrder read() {
        Side side = words.oneOf("buy", "sell").equals("buy") ? Side.BUY : Side.SELL;
        Decimal quantity = words.number("a quantity");
        if (quantity.signum() < 0) {
            throw words.expected("a quantity that is not negative before this");
        }
        Kind kind = kind();
        Options options = new Options();
        while (options.takesOne()) {
            // Options come in any order.
        }
        OrderConditions conditions = new OrderConditions(
                options.time, options.time == TimeInForce.GTD ? 1 : 0, options.postOnly, options.reduceOnly);
        OrderRequest request = new OrderRequest(
                instrument,
                side,
                kind.type(),
                new Quantity(quantity),
                kind.prices(),
                conditions,
                options.bracket(),
                "");
        return new NamedOrder(options.name, request, options.bars);
    }

    private Kind kind() {
        return switch (words.oneOf("market", "limit", "stop", "trailing")) {
            case "market" -> new Kind(OrderType.MARKET, OrderPrices.NONE);
            case "limit" -> new Kind(OrderType.LIMIT, OrderPrices.limit(price("a limit price")));
            case "stop" -> stop();
            default -> trailing();
        };
    }

    private Kind stop() {
        Price stop = price("a stop price");
        return words.takes("limit")
                ? new Kind(OrderType.STOP_LIMIT, OrderPrices.stopLimit(stop, price("a limit price")))
                : new Kind(OrderType.STOP, OrderPrices.stop(stop));
    }

    private Kind trailing() {
        Decimal offset = words.number("a trailing offset");
        Price start = words.takes("from") ? price("the stop's first price") : null;
        return new Kind(OrderType.TRAILING_STOP, new OrderPrices(null, start, offset));
    }

    private Price price(String what) {
        return new Price(words.number(what));
    }

    /** What may follow the price. */
    private final class Options {
        private TimeInForce time = TimeInForce.GTC;
        private int bars;
        private boolean postOnly;
        private boolean reduceOnly;
        private @Nullable Price takeProfit;
        private @Nullable Price stopLoss;
        private String name = "";

        boolean takesOne() {
            if (words.isEmpty() || words.sees("or")) {
                return false;
            }
            switch (words.oneOf(
                    "gtc", "gtd", "ioc", "fok", "post-only", "reduce-only", "take-profit", "stop-loss", "as")) {
                case "gtc" -> time = TimeInForce.GTC;
                case "gtd" -> {
                    time = TimeInForce.GTD;
                    bars = words.wholeNumber("for how many bars the order is good");
                    if (!words.takes("bars")) {
                        words.expect("bar");
                    }
                }
                case "ioc" -> time = TimeInForce.IOC;
                case "fok" -> time = TimeInForce.FOK;
                case "post-only" -> postOnly = true;
                case "reduce-only" -> reduceOnly = true;
                case "take-profit" -> takeProfit = price("a take-profit price");
                case "stop-loss" -> stopLoss = price("a stop-loss price");
                default -> name = words.name("a name for the order");
            }
            return true;
        }

        @Nullable Bracket bracket() {
            return takeProfit == null && stopLoss == null ? null : new Bracket(takeProfit, stopLoss);
        }
    }
}

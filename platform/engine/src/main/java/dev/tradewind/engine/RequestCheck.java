package dev.tradewind.engine;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import org.jspecify.annotations.Nullable;

/** Whether an order makes sense at all, before any rule sees it. */
final class RequestCheck {
    private RequestCheck() {}

    /**
     * What is wrong, for people.
     *
     * @param code short and fixed, such as {@code OFF_LOT}
     * @param text one sentence with the values
     */
    record Fault(String code, String text) {}

    /**
     * The first fault found, or null.
     *
     * @param maybeSmall whether the quantity may be below the instrument's minimum
     */
    static @Nullable Fault fault(OrderRequest request, Instrument instrument, long nowNanos, boolean maybeSmall) {
        Fault fault = quantityFault(request, instrument, maybeSmall);
        if (fault == null) {
            fault = priceFault(request, instrument);
        }
        if (fault == null) {
            fault = conditionFault(request, nowNanos);
        }
        return fault == null ? bracketFault(request, instrument) : fault;
    }

    private static @Nullable Fault quantityFault(
            OrderRequest request, Instrument instrument, boolean maybeSmall) {
        Decimal quantity = request.quantity().value();
        TradingSteps steps = instrument.steps();
        if (quantity.signum() <= 0) {
            return new Fault("NO_QUANTITY", "the quantity must be positive");
        }
        if (!quantity.isMultipleOf(steps.lot())) {
            return new Fault("OFF_LOT", "the quantity " + quantity + " is no multiple of the lot " + steps.lot());
        }
        if (!maybeSmall && quantity.compareTo(steps.minQuantity()) < 0) {
            return new Fault(
                    "BELOW_MIN_QUANTITY", "the quantity " + quantity + " is below the minimum " + steps.minQuantity());
        }
        return null;
    }

    private static @Nullable Fault priceFault(OrderRequest request, Instrument instrument) {
        OrderPrices prices = request.prices();
        OrderType type = request.type();
        if (type.hasLimitPrice() != (prices.limit() != null)) {
            return new Fault("LIMIT_PRICE", "a " + type + " order " + needs(type.hasLimitPrice()) + " a limit price");
        }
        boolean needsStop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        if (needsStop != (prices.stop() != null) && type != OrderType.TRAILING_STOP) {
            return new Fault("STOP_PRICE", "a " + type + " order " + needs(needsStop) + " a stop price");
        }
        Decimal offset = prices.trailingOffset();
        if ((type == OrderType.TRAILING_STOP) != (offset != null)) {
            return new Fault(
                    "TRAILING_OFFSET",
                    "a " + type + " order " + needs(type == OrderType.TRAILING_STOP) + " a trailing offset");
        }
        Decimal tick = instrument.steps().tick();
        if (offset != null && (offset.signum() <= 0 || !offset.isMultipleOf(tick))) {
            return new Fault(
                    "TRAILING_OFFSET",
                    "the trailing offset " + offset + " is no positive multiple of the tick " + tick);
        }
        Fault fault = tickFault("limit price", prices.limit(), tick);
        return fault == null ? tickFault("stop price", prices.stop(), tick) : fault;
    }

    private static String needs(boolean needed) {
        return needed ? "needs" : "has no use for";
    }

    private static @Nullable Fault tickFault(String name, @Nullable Price price, Decimal tick) {
        if (price == null) {
            return null;
        }
        if (price.value().signum() <= 0) {
            return new Fault("BAD_PRICE", "the " + name + " must be positive, was " + price);
        }
        return price.value().isMultipleOf(tick)
                ? null
                : new Fault("OFF_TICK", "the " + name + " " + price + " is no multiple of the tick " + tick);
    }

    private static @Nullable Fault conditionFault(OrderRequest request, long nowNanos) {
        OrderConditions conditions = request.conditions();
        if (conditions.timeInForce() == TimeInForce.GTD && conditions.expireNanos() <= nowNanos) {
            return new Fault("EXPIRED", "the order's time is over before it is placed");
        }
        if (conditions.postOnly() && request.type() != OrderType.LIMIT) {
            return new Fault("POST_ONLY", "only a limit order can be post-only");
        }
        boolean immediate =
                conditions.timeInForce() == TimeInForce.IOC || conditions.timeInForce() == TimeInForce.FOK;
        if (immediate && (conditions.postOnly() || request.type().isStop())) {
            return new Fault(
                    "TIME_IN_FORCE", conditions.timeInForce() + " fits neither a post-only order nor a stop");
        }
        return null;
    }

    private static @Nullable Fault bracketFault(OrderRequest request, Instrument instrument) {
        Bracket bracket = request.bracket();
        if (bracket == null) {
            return null;
        }
        if (request.conditions().reduceOnly()) {
            return new Fault("BRACKET", "a reduce-only order opens nothing that a bracket could protect");
        }
        Price profit = bracket.takeProfit();
        Price loss = bracket.stopLoss();
        boolean wrong = profit != null
                && loss != null
                && (request.side() == Side.BUY ? !profit.isAbove(loss) : !profit.isBelow(loss));
        if (wrong) {
            return new Fault(
                    "BRACKET",
                    "the take-profit " + profit + " must lie " + (request.side() == Side.BUY ? "above" : "below")
                            + " the stop-loss " + loss);
        }
        Decimal tick = instrument.steps().tick();
        Fault fault = tickFault("take-profit", profit, tick);
        return fault == null ? tickFault("stop-loss", loss, tick) : fault;
    }
}

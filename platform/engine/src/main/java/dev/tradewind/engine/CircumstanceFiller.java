package dev.tradewind.engine;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.engine.ledger.Conduct;
import dev.tradewind.engine.ledger.OpenSide;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills the facts that are not about the order alone: all orders together, conduct, and the market around it. */
final class CircumstanceFiller {
    private static final double VERY_LARGE = Check.VERY_LARGE;

    /** Levels of a book beyond these are not looked at, so that the work has a bound. */
    private static final int MOST_LEVELS = 50;

    /** What is further than this share from the best price is no liquidity. */
    private static final double NEAR = 0.01;

    private final Core core;
    private final Valuation valuation;

    CircumstanceFiller(Core core, Valuation valuation) {
        this.core = core;
        this.valuation = valuation;
    }

    /** To be called when the facts of the order itself are there. */
    void fill(OrderState order, OrderRequest request, InstrumentSlot slot, Check check) {
        fillPortfolio(order, request, slot, check);
        fillConduct(order, slot, check);
        double reach = reach(order, request, slot, check);
        check.setSelfTradeQuantity(Double.isNaN(reach) ? 0 : ownOnTheOtherSide(order, request.side(), slot, reach));
        fillHour(request, slot, check);
        double day = slot.volume.lastDay(core.nowNanos());
        check.setVolumeSharePercent(day > 0 ? finite(check.getQuantity() / day * 100) : 0);
        fillBook(order, request, slot, reach, check);
    }

    private void fillPortfolio(OrderState order, OrderRequest request, InstrumentSlot slot, Check check) {
        List<InstrumentSlot> slots = core.slots;
        double after = check.getPositionQuantityAfter();
        double valued = after == 0 ? 0 : Math.copySign(check.getPositionNotionalAfter(), after);
        double net = check.getPrice() == 0 ? 0 : toBase(valued, slot.instrument.settlement());
        double worst = 0;
        for (int i = 0; i < slots.size(); i++) {
            InstrumentSlot one = slots.get(i);
            double quantity = one.quantityAsDouble();
            double held = quantity == 0
                    ? 0
                    : Math.copySign(one.notional(one.markAsDouble(), Math.abs(quantity)), quantity);
            double buys = worth(one, Side.BUY, order, request);
            double sells = worth(one, Side.SELL, order, request);
            double most = Math.max(Math.abs(held + buys), Math.abs(held - sells));
            worst += toBase(most, one.instrument.settlement());
            net += one == slot ? 0 : toBase(held, one.instrument.settlement());
        }
        double equity = check.getEquity();
        boolean measurable = check.isEquityKnown() && equity > 0;
        check.setCapitalUseAfter(finite(measurable ? worst / equity : VERY_LARGE));
        check.setNetExposureAfter(finite(Math.abs(net)));
        check.setNetLeverageAfter(finite(measurable ? Math.abs(net) / equity : VERY_LARGE));
        double position = toBase(check.getPositionNotionalAfter(), slot.instrument.settlement());
        check.setConcentrationAfterPercent(finite(measurable ? position / equity * 100 : VERY_LARGE));
    }

    /**
     * What the open orders of a side could still add to a position, each at what it is valued at, added up from the
     * oldest on: a sum of doubles depends on that.
     */
    @SuppressWarnings("ReferenceEquality") // each order is one object, and a request to amend it is another
    private static double worth(InstrumentSlot slot, Side side, OrderState judged, OrderRequest request) {
        OpenSide open = slot.open(side);
        int size = open.size();
        if (size == 0) {
            return 0;
        }
        int own = open.hasAmendments() || request != judged.request() ? open.indexOf(judged) : -1;
        double mark = slot.markAsDouble();
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double price = open.price(i);
            double value = i == own
                    ? value(judged, request, slot)
                    : value(Double.isNaN(price) ? mark : price, open.left(i), slot);
            OrderRequest wanted = open.hasAmendments() && i != own ? open.order(i).wanted() : null;
            // Of an amendment that was not answered nobody knows which of the two may fill.
            sum += wanted == null ? value : Math.max(value, value(open.order(i), wanted, slot));
        }
        return sum;
    }

    private static double value(OrderState order, OrderRequest request, InstrumentSlot slot) {
        boolean counts = !request.conditions().reduceOnly();
        double left = counts ? request.quantity().toDouble() - order.filledQuantity().toDouble() : 0;
        return value(valuedAt(request, slot), left, slot);
    }

    private static double value(double price, double left, InstrumentSlot slot) {
        // Without a price nothing can be valued: such an order is denied for that, not for what it might be worth.
        return left <= 0 || Double.isNaN(price) ? 0 : slot.notional(price, left);
    }

    private static double valuedAt(OrderRequest request, InstrumentSlot slot) {
        Price limit = request.prices().limit();
        Price stop = request.type() == OrderType.TRAILING_STOP ? null : request.prices().stop();
        Price named = limit == null ? stop : limit;
        return named == null ? slot.markAsDouble() : named.toDouble();
    }

    private double toBase(double amount, Currency currency) {
        return valuation.toBase(amount, currency);
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? Math.min(value, VERY_LARGE) : VERY_LARGE;
    }

    private void fillConduct(OrderState order, InstrumentSlot slot, Check check) {
        Conduct conduct = core.ledger.conduct();
        long now = core.nowNanos();
        check.setMessagesLastSecond(conduct.messagesWithinSecond(now));
        check.setMessagesToday((double) conduct.messagesToday(slot.instrument.id(), now));
        check.setOrderTradeRatio(conduct.orderTradeRatio(slot.instrument.id(), now));
        check.setLosingTrips((double) conduct.losingTrips(order.strategy(), now));
        check.setPeakExecutionsPerHour((double) conduct.peakExecutions(order.strategy()));
    }

    /**
     * How far the order would go through the book at once: its limit; without one, the best price on the other side or
     * the reference, whichever is further. NaN where it only waits: a stop that was not triggered, or no price at all.
     */
    private static double reach(OrderState order, OrderRequest request, InstrumentSlot slot, Check check) {
        if (request.type().isStop() && !order.triggered()) {
            return Double.NaN;
        }
        Price limit = request.prices().limit();
        if (limit != null) {
            return limit.toDouble();
        }
        double reference = check.getReferencePrice();
        if (reference == 0) {
            return Double.NaN;
        }
        FeedBook book = slot.readyBook();
        Side other = request.side() == Side.BUY ? Side.SELL : Side.BUY;
        if (book == null || book.depth(other) == 0) {
            return reference;
        }
        double best = Decimal.toDouble(book.priceUnscaled(other, 0), book.scales().price());
        return request.side() == Side.BUY ? Math.max(best, reference) : Math.min(best, reference);
    }

    private double ownOnTheOtherSide(OrderState order, Side side, InstrumentSlot slot, double reach) {
        double sum = 0;
        OpenSide open = slot.open(side == Side.BUY ? Side.SELL : Side.BUY);
        for (int i = 0; open.hasLimits() && i < open.size(); i++) {
            OrderState other = open.order(i);
            OrderRequest request = other.request();
            if (other != order
                    && rests(other)
                    && (meets(request, side, reach) || meets(other.wanted(), side, reach))) {
                sum += request.quantity().toDouble() - other.filledQuantity().toDouble();
            }
        }
        return sum;
    }

    /** Whether an order may stand in the book now. */
    private static boolean rests(OrderState order) {
        OrderRequest request = order.request();
        TimeInForce lasts = request.conditions().timeInForce();
        return order.clientOrderId() != null
                && lasts != TimeInForce.IOC
                && lasts != TimeInForce.FOK
                && (!request.type().isStop() || order.triggered());
    }

    private static boolean meets(@Nullable OrderRequest resting, Side side, double reach) {
        Price limit = resting == null ? null : resting.prices().limit();
        return limit != null && (side == Side.BUY ? limit.toDouble() <= reach : limit.toDouble() >= reach);
    }

    private void fillHour(OrderRequest request, InstrumentSlot slot, Check check) {
        double reference = check.getReferencePrice();
        if (reference == 0 || !slot.hour.look(core.nowNanos())) {
            check.setRangePercent(0);
            check.setWindowDeviationPercent(0);
            return;
        }
        check.setRangePercent(finite(slot.hour.range() / Math.abs(reference) * 100));
        double mean = slot.hour.mean();
        double beyond = mean == 0 ? 0 : (check.getPrice() - mean) / Math.abs(mean) * 100;
        check.setWindowDeviationPercent(finite(Math.max(0, request.side() == Side.BUY ? beyond : -beyond)));
    }

    private static void fillBook(
            OrderState order, OrderRequest request, InstrumentSlot slot, double reach, Check check) {
        check.setVisibleQuantity(0);
        check.setBookSharePercent(0);
        check.setSlippagePercent(0);
        FeedBook book = slot.readyBook();
        Side other = request.side() == Side.BUY ? Side.SELL : Side.BUY;
        if (book == null || book.depth(other) == 0) {
            return;
        }
        int priceScale = book.scales().price();
        int quantityScale = book.scales().quantity();
        double best = Decimal.toDouble(book.priceUnscaled(other, 0), priceScale);
        double wanted = request.quantity().toDouble() - order.filledQuantity().toDouble();
        double visible = 0;
        double paid = 0;
        double filled = 0;
        double last = best;
        int levels = Math.min(MOST_LEVELS, book.depth(other));
        for (int level = 0; level < levels; level++) {
            double price = Decimal.toDouble(book.priceUnscaled(other, level), priceScale);
            if (Math.abs(price - best) > NEAR * Math.abs(best)) {
                break;
            }
            double quantity = Decimal.toDouble(book.quantityUnscaled(other, level), quantityScale);
            visible += quantity;
            if (!(request.side() == Side.BUY ? price > reach : price < reach) || request.prices().limit() == null) {
                double taken = Math.min(quantity, Math.max(0, wanted - filled));
                filled += taken;
                paid += taken * price;
                last = price;
            }
        }
        check.setVisibleQuantity(visible);
        boolean trades = !Double.isNaN(reach) && (request.side() == Side.BUY ? best <= reach : best >= reach);
        if (!trades || wanted <= 0 || best == 0) {
            return;
        }
        // What a limit leaves over waits; what a market order leaves over costs at least the last price that was seen.
        boolean bounded = request.prices().limit() != null;
        double rest = bounded ? 0 : wanted - filled;
        double amount = filled + rest;
        check.setBookSharePercent(finite(visible > 0 ? amount / visible * 100 : VERY_LARGE));
        double average = amount == 0 ? best : (paid + rest * last) / amount;
        check.setSlippagePercent(finite(Math.abs(average - best) / Math.abs(best) * 100));
    }
}

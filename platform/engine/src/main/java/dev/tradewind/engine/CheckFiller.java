package dev.tradewind.engine;

import dev.tradewind.engine.ledger.ActivityWindow;
import dev.tradewind.engine.ledger.LedgerEvent.DayStarted;
import dev.tradewind.engine.ledger.Operations;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import org.jspecify.annotations.Nullable;

/** Fills the facts that rules see. */
final class CheckFiller {
    static final double VERY_LARGE = Check.VERY_LARGE;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Core core;
    private final Valuation valuation;
    private final Equity equity;
    private final AccountExposures exposures;
    private final CircumstanceFiller circumstances;
    private final Check check = new Check();

    CheckFiller(Core core, Valuation valuation, Equity equity) {
        this.core = core;
        this.valuation = valuation;
        this.equity = equity;
        this.exposures = new AccountExposures(core, valuation);
        check.tables().exposures(exposures);
        this.circumstances = new CircumstanceFiller(core, valuation);
    }

    /**
     * The facts of this request.
     *
     * @param order the order that it is about, already among the open ones
     * @param request the order as it would be
     */
    Check fill(OrderState order, OrderRequest request, InstrumentSlot slot, boolean amendment) {
        check.setSymbol(slot.instrument.id().symbol());
        check.setVenue(slot.instrument.id().venue());
        check.setAccount(core.config.account());
        check.setStrategy(order.strategy());
        check.setKind(slot.instrument.kind().name());
        check.setSide(request.side().name());
        check.setType(request.type().name());
        check.setTimeInForce(request.conditions().timeInForce().name());
        check.setAmendment(amendment);
        check.setEventNanos(core.nowNanos());
        fillOrder(request, slot);
        fillPosition(order, request, slot);
        fillPortfolio(order, slot);
        fillActivity(request, amendment);
        fillData(slot);
        circumstances.fill(order, request, slot, check);
        return check;
    }

    private void fillOrder(OrderRequest request, InstrumentSlot slot) {
        OrderPrices prices = request.prices();
        double limit = asDouble(prices.limit());
        double stop = asDouble(prices.stop());
        double reference = slot.hasMark() ? slot.markAsDouble() : 0;
        double price = limit > 0 ? limit : stop > 0 && request.type() != OrderType.TRAILING_STOP ? stop : reference;
        double quantity = request.quantity().toDouble();
        check.setQuantity(quantity);
        check.setLimitPrice(limit);
        check.setStopPrice(stop);
        check.setPrice(price);
        check.setReferencePrice(reference);
        check.setNotional(worth(request, quantity, slot));
        check.setReferenceAgeSeconds(
                slot.hasMark() ? (core.nowNanos() - slot.markNanos()) / NANOS_PER_SECOND : VERY_LARGE);
        double deviation = reference == 0 ? 0 : (price - reference) / Math.abs(reference) * 100;
        check.setPriceDeviationPercent(Math.max(0, request.side() == Side.BUY ? deviation : -deviation));
    }

    /** At its price, and at the reference where that is more and a limit lies beyond it: it would trade there. */
    private double worth(OrderRequest request, double quantity, InstrumentSlot slot) {
        double price = check.getPrice();
        double reference = check.getReferencePrice();
        double named = price == 0 ? 0 : slot.notional(price, quantity);
        boolean beyond = request.type() == OrderType.LIMIT
                && reference > 0
                && (price - reference) * request.side().sign() > 0;
        return beyond ? Math.max(named, slot.notional(reference, quantity)) : named;
    }

    private static double asDouble(@Nullable Price price) {
        return price == null ? 0 : price.toDouble();
    }

    private void fillPosition(OrderState order, OrderRequest request, InstrumentSlot slot) {
        double held = slot.quantityAsDouble();
        Decimal coming = coming(order, request, slot);
        double after = held + request.side().sign() * coming.toDouble();
        boolean opposite = isOpposite(request, slot);
        boolean reducing = opposite
                && (request.conditions().reduceOnly() || coming.compareTo(slot.position.quantity().abs()) <= 0);
        if (request.conditions().reduceOnly() && opposite) {
            after = held > 0 ? Math.max(0, after) : Math.min(0, after);
        }
        check.setReducing(reducing);
        check.setPositionQuantity(held);
        check.setPositionQuantityAfter(after);
        check.setPositionNotionalAfter(positionWorth(request, held, after, slot));
    }

    /**
     * What the position would be worth. What is held keeps its price of now where that makes more: an order that waits
     * far from the market must not make it look small.
     */
    private double positionWorth(OrderRequest request, double held, double after, InstrumentSlot slot) {
        double whole = worth(request, Math.abs(after), slot);
        double reference = check.getReferencePrice();
        double added = Math.abs(after) - Math.abs(held);
        if (reference <= 0 || reference == check.getPrice() || held * after <= 0 || added <= 0) {
            return whole;
        }
        return Math.max(whole, slot.notional(reference, Math.abs(held)) + worth(request, added, slot));
    }

    /** Whether the order, with all that is open on its side, only brings the position towards zero. */
    boolean isReducing(OrderState order, OrderRequest request, InstrumentSlot slot) {
        return isOpposite(request, slot)
                && (request.conditions().reduceOnly()
                        || coming(order, request, slot).compareTo(slot.position.quantity().abs()) <= 0);
    }

    private static boolean isOpposite(OrderRequest request, InstrumentSlot slot) {
        return slot.position.quantity().signum() == -request.side().sign();
    }

    /**
     * What this order and the others open on its side would still trade. Exact: a sum of doubles may exceed what is
     * held by a rounding, and an exit would be taken for an entry.
     */
    private static Decimal coming(OrderState order, OrderRequest request, InstrumentSlot slot) {
        return slot.open(request.side())
                .leftWithout(order)
                .plus(request.quantity().value())
                .minus(order.filledQuantity().value());
    }

    private void fillPortfolio(OrderState order, InstrumentSlot slot) {
        double worth = valuation.estimate();
        boolean known = Double.isFinite(worth);
        check.setEquityKnown(known);
        check.setEquity(known ? worth : 0);
        double gross = valuation.grossExposure();
        double now = check.getReferencePrice() == 0
                ? 0
                : slot.notional(check.getReferencePrice(), Math.abs(check.getPositionQuantity()));
        double change = valuation.toBase(check.getPositionNotionalAfter() - now, slot.instrument.settlement());
        double after = gross + change;
        check.setGrossExposure(finiteOr(gross, VERY_LARGE));
        check.setGrossExposureAfter(Double.isFinite(after) ? Math.max(0, after) : VERY_LARGE);
        check.setLeverageAfter(known && worth > 0 ? check.getGrossExposureAfter() / worth : VERY_LARGE);
        exposures.about(order, slot, check.getPositionNotionalAfter(), check.getEquity());
        DayStarted day = core.ledger.day();
        check.setDayLossPercent(lossPercent(day.equity(), worth));
        check.setDrawdownPercent(lossPercent(equity.peak(), worth));
    }

    private static double finiteOr(double value, double otherwise) {
        return Double.isFinite(value) ? value : otherwise;
    }

    private static double lossPercent(double from, double to) {
        return from > 0 && to < from ? (from - to) / from * 100 : 0;
    }

    private void fillData(InstrumentSlot slot) {
        Operations.DataState data = core.ledger.operations().data(slot.instrument.id());
        int faults = data == null ? 0 : data.quality().faults().size();
        double seconds = data == null ? VERY_LARGE : (core.nowNanos() - data.changedNanos()) / NANOS_PER_SECOND;
        check.setDataFaults(faults);
        check.setDataGoodSeconds(faults > 0 ? 0 : seconds);
    }

    private void fillActivity(OrderRequest request, boolean amendment) {
        ActivityWindow activity = core.ledger.activity();
        // A new order stands in the window already; an amendment does not.
        int itself = amendment ? 0 : 1;
        long now = core.nowNanos();
        check.setOrdersLastSecond(activity.ordersWithin(now, 1, itself));
        check.setOrdersLastMinute(activity.ordersWithin(now, 60, itself));
        check.setDuplicatesLastSecond(activity.duplicatesWithinSecond(now, request, itself));
        check.setOpenOrders(core.ledger.orders().open().size() - 1);
    }
}

package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Orders of one instrument at the simulated venue, and how bars fill them. */
final class BarBook {
    private final Instrument instrument;
    private final VenueModels models;
    private final VenueAccount account;
    private final VenueAccount.Holding holding;
    private final VenueNumbers numbers;
    private final Consumer<VenueEvent> events;
    private final List<Arrival> arrivals = new ArrayList<>();
    private final List<VenueOrder> working = new ArrayList<>();

    private Decimal available = Decimal.ZERO;
    private boolean availableKnown;

    private record Arrival(OrderCommand command, long nanos) {}

    BarBook(
            Instrument instrument,
            VenueModels models,
            VenueAccount account,
            VenueNumbers numbers,
            Consumer<VenueEvent> events) {
        this.instrument = instrument;
        this.models = models;
        this.account = account;
        this.holding = account.holding(instrument);
        this.numbers = numbers;
        this.events = events;
    }

    Instrument instrument() {
        return instrument;
    }

    boolean hasWork() {
        return !arrivals.isEmpty() || !working.isEmpty();
    }

    boolean hasWorkingOrders() {
        return !working.isEmpty();
    }

    /** Keeps commands by arrival, and in the order of sending where they arrive together. */
    void send(OrderCommand command, long arrivalNanos) {
        int at = arrivals.size();
        while (at > 0 && arrivals.get(at - 1).nanos() > arrivalNanos) {
            at--;
        }
        arrivals.add(at, new Arrival(command, arrivalNanos));
    }

    void onOpen(Bar bar) {
        availableKnown = false;
        Price open = bar.open();
        holding.lastPrice(open.value());
        expire(bar.openNanos());
        arrive(bar, open);
        // Orders leave the list on the way, and none joins it: those that stay keep their order.
        int i = 0;
        while (i < working.size()) {
            VenueOrder order = working.get(i);
            meetOpen(order, bar, open);
            if (i < working.size() && working.get(i) == order) {
                i++;
            }
        }
    }

    private void expire(long nowNanos) {
        for (int i = 0; i < working.size(); i++) {
            if (isOver(working.get(i), nowNanos)) {
                VenueOrder order = working.remove(i--);
                events.accept(new VenueEvent.Expired(
                        instrument.id(), order.id, order.request.conditions().expireNanos()));
            }
        }
    }

    private static boolean isOver(VenueOrder order, long nowNanos) {
        return order.request.conditions().timeInForce() == TimeInForce.GTD
                && order.request.conditions().expireNanos() <= nowNanos;
    }

    private void arrive(Bar bar, Price open) {
        while (!arrivals.isEmpty() && arrivals.get(0).nanos() <= bar.openNanos()) {
            Arrival arrival = arrivals.remove(0);
            if (arrival.command() instanceof SubmitOrder submit) {
                accept(submit, arrival.nanos(), open);
                continue;
            }
            switch (arrival.command()) {
                case SubmitOrder submit -> throw new IllegalStateException("handled before this");
                case CancelOrder cancel -> cancel(cancel, arrival.nanos());
                case AmendOrder amend -> amend(amend, arrival.nanos(), open);
            }
        }
    }

    private void accept(SubmitOrder submit, long nanos, Price open) {
        if (nanos > submit.validUntilNanos()) {
            reject(submit.clientOrderId(), "it arrived after its validity", nanos);
            return;
        }
        long expires = submit.request().conditions().expireNanos();
        if (submit.request().conditions().timeInForce() == TimeInForce.GTD && expires <= nanos) {
            reject(submit.clientOrderId(), "its time was over when it arrived", nanos);
            return;
        }
        VenueOrder order = new VenueOrder(submit.clientOrderId(), submit.request());
        if (order.request.conditions().postOnly() && isMarketable(order, open)) {
            reject(submit.clientOrderId(), "post-only: it would have traded at once", nanos);
            return;
        }
        working.add(order);
        events.accept(new VenueEvent.Accepted(instrument.id(), order.id, numbers.nextOrderId(), nanos));
    }

    private void reject(ClientOrderId id, String reason, long nanos) {
        events.accept(new VenueEvent.Rejected(instrument.id(), id, reason, nanos));
    }

    private @Nullable VenueOrder find(ClientOrderId id) {
        for (VenueOrder order : working) {
            if (order.id.equals(id)) {
                return order;
            }
        }
        return null;
    }

    private void cancel(CancelOrder cancel, long nanos) {
        VenueOrder order = find(cancel.clientOrderId());
        if (order == null) {
            events.accept(new VenueEvent.CancelRejected(
                    instrument.id(), cancel.clientOrderId(), "the order does not work any more", nanos));
        } else {
            end(order, "cancelled on request", nanos);
        }
    }

    private void amend(AmendOrder amend, long nanos, Price open) {
        VenueOrder order = find(amend.clientOrderId());
        String objection = order == null ? "the order does not work any more" : objection(order, amend, open);
        if (order == null || objection != null) {
            events.accept(new VenueEvent.AmendRejected(
                    instrument.id(), amend.clientOrderId(), String.valueOf(objection), nanos));
            return;
        }
        order.amend(amend.request());
        events.accept(new VenueEvent.Amended(
                instrument.id(), order.id, order.id, amend.quantity(), amend.request().prices(), nanos));
    }

    private static @Nullable String objection(VenueOrder order, AmendOrder amend, Price open) {
        Decimal filled = order.request.quantity().value().minus(order.remaining);
        if (amend.quantity().value().compareTo(filled) <= 0) {
            return "that much has been filled already";
        }
        boolean moves = !amend.request().prices().equals(order.request.prices());
        boolean trades = moves
                && order.request.conditions().postOnly()
                && isMarketable(new VenueOrder(order.id, amend.request()), open);
        return trades ? "post-only: it would have traded at once" : null;
    }

    private void end(VenueOrder order, String reason, long nanos) {
        working.remove(order);
        events.accept(new VenueEvent.Cancelled(instrument.id(), order.id, reason, nanos));
    }

    private static boolean isMarketable(VenueOrder order, Price price) {
        return order.isMarket()
                || (order.active && (order.isBuy() ? !price.isAbove(order.limit()) : !price.isBelow(order.limit())));
    }

    private void meetOpen(VenueOrder order, Bar bar, Price open) {
        long nanos = bar.openNanos();
        if (!order.active) {
            if (order.fresh) {
                order.follow(open);
            }
            if (order.isTriggeredBy(open)) {
                trigger(order, nanos);
                order.fresh = true;
            } else {
                order.follow(open);
            }
        }
        if (order.active && order.isMarket()) {
            take(order, bar, open, nanos);
        } else if (order.active && order.fresh && isMarketable(order, open)) {
            take(order, bar, open, nanos);
        } else if (order.active && !order.fresh) {
            rest(order, bar, open, nanos);
        }
        order.fresh = false;
        if (order.isImmediate() && working.contains(order)) {
            end(order, order.request.conditions().timeInForce() + ": not filled at once", nanos);
        }
    }

    private void trigger(VenueOrder order, long nanos) {
        order.active = true;
        events.accept(new VenueEvent.Triggered(instrument.id(), order.id, nanos));
    }

    /** The price goes from the open to the nearer extreme, to the other one, to the close. */
    void onRange(Bar bar) {
        boolean lowFirst = bar.openUnscaled() - bar.lowUnscaled() <= bar.highUnscaled() - bar.openUnscaled();
        Price first = lowFirst ? bar.low() : bar.high();
        Price second = lowFirst ? bar.high() : bar.low();
        Price[] path = {bar.open(), first, second, bar.close()};
        for (int leg = 0; leg < path.length - 1; leg++) {
            long nanos = bar.openNanos() + bar.timeframe().nanos() / 4 * (leg + 1);
            walk(bar, path[leg], path[leg + 1], nanos);
        }
    }

    /** An order that the price reaches, and where. */
    private record Step(VenueOrder order, Price price) {}

    private void walk(Bar bar, Price from, Price to, long nanos) {
        if (from.equals(to)) {
            return;
        }
        List<VenueOrder> done = new ArrayList<>();
        Step step = nextStep(from, to, nanos, done);
        while (step != null) {
            VenueOrder order = step.order();
            done.add(order);
            if (order.active) {
                rest(order, bar, to, nanos);
            } else {
                trigger(order, nanos);
                if (isMarketable(order, step.price())) {
                    take(order, bar, step.price(), nanos);
                } else {
                    // The limit of a triggered stop-limit may lie ahead, and still be reached on this way.
                    done.remove(order);
                }
            }
            step = nextStep(from, to, nanos, done);
        }
        for (VenueOrder order : working) {
            order.follow(to);
        }
    }

    private @Nullable Step nextStep(Price from, Price to, long nanos, List<VenueOrder> done) {
        boolean rising = to.isAbove(from);
        Step next = null;
        for (VenueOrder order : working) {
            boolean skipped = done.contains(order) || isOver(order, nanos);
            Price price = skipped ? null : priceOnTheWay(order, from, to, rising);
            if (price != null
                    && (next == null || (rising ? price.isBelow(next.price()) : price.isAbove(next.price())))) {
                next = new Step(order, price);
            }
        }
        return next;
    }

    /** Where on the way the order's limit or trigger lies; null if not on it. */
    private static @Nullable Price priceOnTheWay(VenueOrder order, Price from, Price to, boolean rising) {
        // Rising prices reach the limits of sellers and the stops of buyers.
        boolean meets = order.active ? !order.isMarket() && order.isBuy() != rising : order.isBuy() == rising;
        Price level = !meets ? null : order.active ? order.limit() : order.trigger();
        if (level == null || (rising ? level.isAbove(to) : level.isBelow(to))) {
            return null;
        }
        return (rising ? level.isBelow(from) : level.isAbove(from)) ? from : level;
    }

    void onClose(Bar bar) {
        if (!holding.quantity().isZero()) {
            holding.lastPrice(bar.close().value());
        }
    }

    /** Fills as a taker: at the reference price with slippage, though never beyond a limit. */
    private void take(VenueOrder order, Bar bar, Price reference, long nanos) {
        Quantity asked = new Quantity(order.remaining);
        Price slipped = models.slippage().slipped(instrument, order.request.side(), reference, asked, bar);
        Decimal tick = instrument.steps().tick();
        Price price = slipped.equals(reference)
                ? reference
                : new Price(slipped.value()
                        .roundedTo(tick, order.isBuy() ? RoundingMode.CEILING : RoundingMode.FLOOR)
                        .max(tick));
        if (order.request.type().hasLimitPrice()) {
            boolean beyond = order.isBuy() ? price.isAbove(order.limit()) : price.isBelow(order.limit());
            price = beyond ? order.limit() : price;
        }
        fill(order, bar, price, Liquidity.TAKER, nanos);
    }

    /** Fills as a maker, at the limit, if the price went far enough through it. */
    private void rest(VenueOrder order, Bar bar, Price reached, long nanos) {
        if (models.fills().fillsResting(order.request.side(), order.limit(), reached)) {
            fill(order, bar, order.limit(), Liquidity.MAKER, nanos);
        }
    }

    private void fill(VenueOrder order, Bar bar, Price price, Liquidity liquidity, long nanos) {
        Side side = order.request.side();
        Decimal wanted = order.remaining;
        if (order.request.conditions().reduceOnly()) {
            Decimal held = holding.quantity();
            boolean opposite = order.isBuy() ? held.signum() < 0 : held.signum() > 0;
            if (!opposite) {
                end(order, "reduce-only: there is nothing left to reduce", nanos);
                return;
            }
            wanted = wanted.min(held.abs());
        }
        Decimal quantity = wanted.min(availableIn(bar)).roundedTo(instrument.steps().lot(), RoundingMode.DOWN);
        boolean whole = order.request.conditions().timeInForce() != TimeInForce.FOK || quantity.equals(order.remaining);
        if (quantity.isZero() || !whole) {
            return;
        }
        Money fee = models.fees().fee(instrument, side, price, new Quantity(quantity), liquidity);
        Decimal payable = account.affordable(holding, side, price.value(), quantity, fee);
        boolean cut = payable.compareTo(quantity) < 0;
        if (cut) {
            quantity = payable.roundedTo(instrument.steps().lot(), RoundingMode.DOWN);
            if (quantity.isZero() || order.request.conditions().timeInForce() == TimeInForce.FOK) {
                end(order, "insufficient balance", nanos);
                return;
            }
            fee = models.fees().fee(instrument, side, price, new Quantity(quantity), liquidity);
        }
        order.remaining = order.remaining.minus(quantity);
        available = available.minus(quantity);
        account.book(holding, side, price.value(), quantity, fee);
        boolean nothingLeft = order.remaining.isZero();
        if (nothingLeft) {
            working.remove(order);
        }
        Fill fill = new Fill(numbers.nextTradeId(), price, new Quantity(quantity), fee, liquidity);
        events.accept(new VenueEvent.Filled(instrument.id(), order.id, side, fill, nanos));
        if (cut && !nothingLeft) {
            end(order, "insufficient balance for the rest", nanos);
        }
    }

    /** What is left of this bar's volume for us. */
    private Decimal availableIn(Bar bar) {
        if (!availableKnown) {
            available = models.fills().available(instrument, bar).value();
            availableKnown = true;
        }
        return available;
    }
}

package dev.tradewind.engine;

import dev.tradewind.engine.ledger.CheckFacts;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRefused;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRequested;
import dev.tradewind.engine.ledger.LedgerEvent.CancelRequested;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderHeld;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInDoubt;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.ledger.LedgerEvent.OrderReduced;
import dev.tradewind.engine.ledger.LedgerEvent.OrderSubmitted;
import dev.tradewind.engine.ledger.LedgerEvent.RequestRefused;
import dev.tradewind.engine.ledger.Operations;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one way out: every order, new or amended, is checked, judged, and only then sent. */
final class OrderGate {
    private final Core core;
    private final Policy policy;
    private final CheckFiller filler;
    private final ExitRoom room;
    final OverrideDesk overrides;

    OrderGate(Core core, Policy policy, CheckFiller filler) {
        this.core = core;
        this.policy = policy;
        this.filler = filler;
        this.room = new ExitRoom(core);
        this.overrides = new OverrideDesk(core);
    }

    /** Places an order; whatever happens to it, it has an id and a story in the journal. */
    OrderId place(String strategy, OrderRequest asked, OrderLinks links) {
        OrderId id = new OrderId(core.ledger.lastOrderId() + 1);
        InstrumentSlot slot = core.slot(asked.instrument());
        core.emit(new OrderInitialised(core.nowNanos(), id, strategy, asked, links));
        OrderState order = order(id);
        if (slot == null) {
            deny(order, "UNKNOWN_INSTRUMENT", asked.instrument() + " is not traded in this account");
            return id;
        }
        if (makesSense(order, slot) && passes(order, slot, List.of()) && !room.isTooSmallFor(order, slot)) {
            submit(order);
        }
        return id;
    }

    /**
     * Where venues do not know reduce-only: cuts exits that are too large by now, and sends the orders that waited for
     * room and have it. They are checked and judged again, for the world has moved on.
     */
    void settleExits() {
        if (!room.isNeeded()) {
            return;
        }
        core.slots.forEach(slot -> room.cut(slot, this));
        for (OrderState order : List.copyOf(core.ledger.orders().open())) {
            InstrumentSlot slot = core.slot(order.request().instrument());
            if (order.status() != OrderStatus.INITIALISED || slot == null) {
                continue;
            }
            boolean exit = order.request().conditions().reduceOnly();
            boolean gone = exit && slot.position.quantity().signum() != -order.request().side().sign();
            boolean look = gone || !room.isTooSmallFor(order, slot) || isTooLarge(order, slot);
            boolean fits = look && makesSense(order, slot) && !room.isTooSmallFor(order, slot);
            if (fits && passes(order, slot, List.of())) {
                submit(order);
            } else if (exit && order.status() == OrderStatus.INITIALISED) {
                room.make(order, this);
            }
        }
    }

    private static boolean isTooLarge(OrderState order, InstrumentSlot slot) {
        return order.request().conditions().reduceOnly()
                && order.request().quantity().value().compareTo(slot.position.quantity().abs()) > 0;
    }

    /** Denies an order that a strategy places on a bar of the past: the market is elsewhere by now. */
    OrderId placeTooLate(String strategy, OrderRequest asked) {
        OrderId id = new OrderId(core.ledger.lastOrderId() + 1);
        core.emit(new OrderInitialised(core.nowNanos(), id, strategy, asked, OrderLinks.NONE));
        deny(order(id), "HISTORY", "no order comes of a bar of the past");
        return id;
    }

    /** Whether the order is one that can be judged at all; if not, it has been denied. */
    private boolean makesSense(OrderState order, InstrumentSlot slot) {
        if (!cutReduceOnly(order, slot)) {
            return false;
        }
        RequestCheck.Fault fault = RequestCheck.fault(
                order.request(), slot.instrument, core.nowNanos(), maybeSmall(order, order.request(), slot));
        if (fault != null) {
            deny(order, fault.code(), fault.text());
        }
        return fault == null;
    }

    /**
     * What closes a whole position, and what protects a fill, may be smaller than the venue's smallest order: what came
     * to be in small parts must not become a position that nothing can close.
     */
    private static boolean maybeSmall(OrderState order, OrderRequest request, InstrumentSlot slot) {
        if (!request.conditions().reduceOnly()) {
            return false;
        }
        Decimal held = slot.position.quantity().abs();
        return order.links().parent() != 0 || request.quantity().value().compareTo(held) >= 0;
    }

    private OrderState order(OrderId id) {
        OrderState order = core.ledger.orders().get(id);
        if (order == null) {
            throw new IllegalStateException("order " + id + " is gone");
        }
        return order;
    }

    /** A reduce-only order is for no more than is held on the other side; with nothing held it is denied. */
    private boolean cutReduceOnly(OrderState order, InstrumentSlot slot) {
        OrderRequest request = order.request();
        if (!request.conditions().reduceOnly()) {
            return true;
        }
        Decimal held = slot.position.quantity();
        boolean opposite = request.side() == Side.SELL ? held.signum() > 0 : held.signum() < 0;
        if (!opposite) {
            deny(order, "REDUCE_ONLY", "there is no position that this order could reduce");
            return false;
        }
        Quantity most = new Quantity(held.abs());
        if (request.quantity().compareTo(most) > 0) {
            core.emit(new OrderReduced(
                    core.nowNanos(), order.id(), most, "reduce-only: no more than the position of " + most));
        }
        return true;
    }

    /**
     * Whether hard limits and rules let the order go out; if not, it has been denied or held.
     *
     * @param lifted codes of the holds that a person has lifted
     */
    private boolean passes(OrderState order, InstrumentSlot slot, List<String> lifted) {
        Reason hard = hardLimit(order, order.request(), slot);
        if (hard != null) {
            deny(order, hard.code(), hard.text());
            return false;
        }
        if (!policy.judges()) {
            return true;
        }
        Check check = filler.fill(order, order.request(), slot, false);
        Verdict verdict = policy.judge(check);
        core.emit(new OrderJudged(
                core.nowNanos(), order.id(), verdict, new CheckFacts(Check.VOCABULARY_VERSION, check.numbers())));
        return switch (verdict.decision()) {
            case ALLOW -> true;
            case REDUCE -> reduce(order, slot, verdict);
            case HOLD -> hold(order, slot, verdict, lifted);
            case DENY -> {
                if (overrides.use(order, verdict)) {
                    yield true;
                }
                deny(order, verdict.strictest().code(), verdict.text());
                yield false;
            }
        };
    }

    private @Nullable Reason hardLimit(OrderState order, OrderRequest request, InstrumentSlot slot) {
        if (isBlocked(order.strategy(), slot) && !filler.isReducing(order, request, slot)) {
            return whyBlocked(order.strategy(), slot);
        }
        Price named = request.prices().limit() != null ? request.prices().limit() : request.prices().stop();
        if (!slot.hasMark() && named == null) {
            return null;
        }
        Decimal price = named != null ? named.value() : slot.markPrice();
        if (price.signum() == 0) {
            return new Reason("BAD_PRICE", Decision.DENY, 0, 0, "an order cannot be valued at a price of 0");
        }
        Decimal quantity = request.quantity().value();
        Decimal notional = slot.instrument.notional(price, quantity).abs();
        Decimal largest = tradesAtOnce(request, slot)
                ? notional.max(slot.instrument.notional(slot.markPrice(), quantity).abs())
                : notional;
        Decimal most = core.config.limits().maxOrderNotional();
        if (largest.compareTo(most) > 0 && !filler.isReducing(order, request, slot)) {
            String text = "the order is worth " + largest + ", over the hard limit of " + most;
            return new Reason("HARD_NOTIONAL", Decision.DENY, largest.toDouble(), most.toDouble(), text);
        }
        Decimal least = slot.instrument.steps().minNotional();
        if (notional.compareTo(least) < 0 && !filler.isReducing(order, request, slot)) {
            String text = "the order is worth " + notional + ", below the venue's minimum of " + least;
            return new Reason("BELOW_MIN_NOTIONAL", Decision.DENY, notional.toDouble(), least.toDouble(), text);
        }
        return null;
    }

    /** Whether nothing passes but what reduces a position, whatever it is. */
    boolean isBlocked(String strategy, InstrumentSlot slot) {
        Operations operations = core.ledger.operations();
        return core.ledger.killSwitches().covers(strategy)
                || (!operations.isQuiet()
                        && (operations.halted()
                                || operations.isExiting(slot.instrument.id())
                                || badData(slot) != null));
    }

    /** What is wrong with the data of an instrument; null if nothing is. */
    private @Nullable DataQuality badData(InstrumentSlot slot) {
        Operations.DataState data = core.ledger.operations().data(slot.instrument.id());
        return data == null || data.quality().isGood() ? null : data.quality();
    }

    private Reason whyBlocked(String strategy, InstrumentSlot slot) {
        if (core.ledger.killSwitches().covers(strategy)) {
            String scopes = String.join(", ", core.ledger.killSwitches().covering(strategy));
            return new Reason("KILL_SWITCH", Decision.DENY, 0, 0, "the kill switch is on: " + scopes);
        }
        Operations operations = core.ledger.operations();
        if (operations.halted()) {
            return new Reason(
                    "ACCOUNT_HALTED", Decision.DENY, 0, 0, "the account is halted: " + operations.haltReason());
        }
        DataQuality bad = badData(slot);
        return bad == null
                ? new Reason("EXITING", Decision.DENY, 0, 0, "the position is being closed")
                : new Reason(
                        "BAD_DATA",
                        Decision.DENY,
                        bad.faults().size(),
                        0,
                        "the data is not to be relied on: " + bad.reason());
    }

    /** Whether a limit lies beyond the market, so that the order trades at the market's price, not at its own. */
    private static boolean tradesAtOnce(OrderRequest request, InstrumentSlot slot) {
        Price limit = request.prices().limit();
        if (limit == null || !slot.hasMark() || slot.markPrice().isZero()) {
            return false;
        }
        int beyond = limit.value().compareTo(slot.markPrice()) * request.side().sign();
        return beyond >= 0;
    }

    private boolean reduce(OrderState order, InstrumentSlot slot, Verdict verdict) {
        Decimal asked = verdict.reducedTo();
        Quantity quantity =
                asked == null ? Quantity.ZERO : slot.instrument.roundedDownToLot(asked).min(order.request().quantity());
        if (quantity.isZero() || isBelowMinima(order, quantity, slot)) {
            deny(order, verdict.strictest().code(), verdict.text() + "; what is left is below the smallest order");
            return false;
        }
        core.emit(new OrderReduced(core.nowNanos(), order.id(), quantity, verdict.text()));
        return true;
    }

    private static boolean isBelowMinima(OrderState order, Quantity quantity, InstrumentSlot slot) {
        if (quantity.value().compareTo(slot.instrument.steps().minQuantity()) < 0) {
            return true;
        }
        Price limit = order.request().prices().limit();
        if (limit == null && !slot.hasMark()) {
            return false;
        }
        Decimal price = limit != null ? limit.value() : slot.markPrice();
        Decimal notional = slot.instrument.notional(price, quantity.value()).abs();
        return notional.compareTo(slot.instrument.steps().minNotional()) < 0;
    }

    private boolean hold(OrderState order, InstrumentSlot slot, Verdict verdict, List<String> lifted) {
        if (!lifted.isEmpty() && lifted.containsAll(verdict.codesOf(Decision.HOLD))) {
            // With the holds lifted, the next strictest that was said still stands.
            return verdict.codesOf(Decision.REDUCE).isEmpty() || reduce(order, slot, verdict);
        }
        OrderStatus previous = order.status();
        core.emit(new OrderHeld(core.nowNanos(), order.id(), verdict.text()));
        if (core.config.limits().denyHeldAtOnce()) {
            deny(order, "HELD:" + verdict.strictest().code(), verdict.text() + "; nobody is here to approve it");
        } else {
            core.notify(order, previous, null, verdict.text());
        }
        return false;
    }

    /**
     * A person's answer about a held order. An approved one is checked and judged again, for the world has moved on,
     * with only those holds lifted that the person was asked about.
     */
    void answerHold(OrderId id, boolean approved, String by) {
        OrderState order = core.ledger.orders().get(id);
        if (order == null || order.status() != OrderStatus.HELD) {
            refuse("", "order " + id + " is not held, so that there is nothing to approve or refuse");
            return;
        }
        InstrumentSlot slot = core.slot(order.request().instrument());
        if (slot == null || !approved) {
            deny(order, "HOLD_REFUSED", "refused by " + by);
            return;
        }
        if (room.isTooSmallFor(order, slot)) {
            refuse("", "order " + id + " waits for other exits of the position; answer again when they are gone");
            return;
        }
        List<String> lifted = order.objections();
        if (makesSense(order, slot) && passes(order, slot, lifted)) {
            submit(order);
        }
    }

    void deny(OrderState order, String code, String text) {
        OrderStatus previous = order.status();
        core.emit(new OrderDenied(core.nowNanos(), order.id(), code, text));
        core.notify(order, previous, null, text);
    }

    private ClientOrderId nextAttempt() {
        return new ClientOrderId(
                core.config.account(), core.config.incarnation(), core.ledger.lastAttempt() + 1);
    }

    private void submit(OrderState order) {
        ClientOrderId attempt = nextAttempt();
        long now = core.nowNanos();
        core.emit(new OrderSubmitted(now, order.id(), attempt));
        long valid = core.config.limits().commandValidityNanos();
        core.send(new SubmitOrder(order.id(), attempt, forVenue(order.request()), now, now + valid));
    }

    /** A venue that does not know reduce-only is not asked for it: exits are no larger than the position anyway. */
    private OrderRequest forVenue(OrderRequest request) {
        OrderConditions conditions = request.conditions();
        return !conditions.reduceOnly() || core.config.running().keeps().reduceOnly()
                ? request
                : request.with(new OrderConditions(
                        conditions.timeInForce(), conditions.expireNanos(), conditions.postOnly(), false));
    }

    /** Denies held orders that nobody answered in time. */
    void expireHolds() {
        long life = core.config.running().holdLifeNanos();
        if (life == 0) {
            return;
        }
        for (OrderState order : List.copyOf(core.ledger.orders().open())) {
            if (order.status() == OrderStatus.HELD && core.nowNanos() - order.heldNanos() >= life) {
                deny(order, "HOLD_EXPIRED", "nobody answered in time");
            }
        }
    }

    void cancel(String strategy, OrderId id, String reason) {
        OrderState order = core.ledger.orders().get(id);
        if (order == null || !order.strategy().equals(strategy)) {
            refuse(strategy, "cannot cancel " + id + ": it is no order of this strategy");
        } else {
            cancel(order, reason);
        }
    }

    /** @param id null for every open order */
    void cancelByHand(@Nullable OrderId id, String by) {
        for (OrderState order : List.copyOf(core.ledger.orders().open())) {
            if (id == null || id.equals(order.id())) {
                takeBack(order, "cancelled by hand, by " + by);
            }
        }
    }

    void cancel(OrderState order, String reason) {
        OrderStatus status = order.status();
        ClientOrderId attempt = order.clientOrderId();
        if (status.isClosed() || status == OrderStatus.PENDING_CANCEL) {
            refuse(order.strategy(), "cannot cancel " + order.id() + ": it is " + status);
        } else if (attempt == null) {
            core.emit(new OrderCancelled(core.nowNanos(), order.id(), reason, core.nowNanos()));
            core.notify(order, status, null, reason);
        } else {
            core.emit(new CancelRequested(core.nowNanos(), order.id(), reason));
            core.send(new CancelOrder(order.request().instrument(), order.id(), attempt, core.nowNanos()));
        }
    }

    /**
     * Cancels an order as often as it takes. What the venue refused to cancel has mostly ended, and its last report may
     * be lost: rather than to try again and again, the order is in doubt and the venue is asked.
     */
    void takeBack(OrderState order, String reason) {
        if (order.status() == OrderStatus.PENDING_CANCEL) {
            return;
        }
        if (!order.cancelRefused()) {
            cancel(order, reason);
        } else if (!order.isInDoubt()) {
            OrderStatus previous = order.status();
            String doubt = "the venue would not cancel it";
            core.emit(new OrderInDoubt(core.nowNanos(), order.id(), doubt));
            core.notify(order, previous, null, doubt);
        }
    }

    /** Sends a cancel whose fate nobody knows once more; to cancel twice does no harm. */
    void cancelAgain(OrderState order) {
        ClientOrderId attempt = order.clientOrderId();
        if (attempt != null && !order.status().isClosed()) {
            core.emit(new CancelRequested(core.nowNanos(), order.id(), order.cancelReason()));
            core.send(new CancelOrder(order.request().instrument(), order.id(), attempt, core.nowNanos()));
        }
    }

    void amend(String strategy, OrderId id, Quantity quantity, OrderPrices prices) {
        OrderState order = core.ledger.orders().get(id);
        ClientOrderId attempt = order == null ? null : order.clientOrderId();
        if (order == null || !order.strategy().equals(strategy) || attempt == null) {
            refuse(strategy, "cannot amend " + id + ": it is no order of this strategy at the venue");
            return;
        }
        if (order.status() != OrderStatus.ACCEPTED && order.status() != OrderStatus.PARTIALLY_FILLED) {
            refuse(strategy, "cannot amend " + id + ": it is " + order.status());
            return;
        }
        if (order.isInDoubt()) {
            refuse(strategy, "cannot amend " + id + ": nobody knows what became of the last change");
            return;
        }
        OrderRequest wanted = order.request().withQuantity(quantity).withPrices(prices);
        InstrumentSlot slot = core.slot(wanted.instrument());
        String fault = slot == null ? "unknown instrument" : amendFault(order, wanted, slot);
        if (fault != null) {
            core.emit(new AmendRefused(core.nowNanos(), id, fault));
            core.notify(order, order.status(), null, fault);
            return;
        }
        ClientOrderId replacement = nextAttempt();
        core.emit(new AmendRequested(core.nowNanos(), id, replacement, quantity, prices));
        core.send(new AmendOrder(id, attempt, replacement, forVenue(wanted), core.nowNanos()));
    }

    private @Nullable String amendFault(OrderState order, OrderRequest wanted, InstrumentSlot slot) {
        RequestCheck.Fault fault = RequestCheck.fault(
                wanted, slot.instrument, core.nowNanos(), maybeSmall(order, wanted, slot));
        if (fault != null) {
            return fault.text();
        }
        if (wanted.quantity().compareTo(order.filledQuantity()) <= 0) {
            return "the new quantity " + wanted.quantity() + " is not above the " + order.filledQuantity() + " filled";
        }
        String tooLarge = room.objection(order, wanted, slot);
        return tooLarge == null ? objection(order, wanted, slot, true) : tooLarge;
    }

    /** What hard limits or rules say against the order as it would be or as it is now triggered; null if nothing. */
    @Nullable String objection(OrderState order, OrderRequest wanted, InstrumentSlot slot, boolean amendment) {
        Reason hard = hardLimit(order, wanted, slot);
        if (hard != null) {
            return hard.text();
        }
        if (!policy.judges()) {
            return null;
        }
        Check check = filler.fill(order, wanted, slot, amendment);
        Verdict verdict = policy.judge(check);
        core.emit(new OrderJudged(
                core.nowNanos(), order.id(), verdict, new CheckFacts(Check.VOCABULARY_VERSION, check.numbers())));
        return verdict.decision() == Decision.ALLOW ? null : verdict.text();
    }

    void refuse(String strategy, String reason) {
        core.emit(new RequestRefused(core.nowNanos(), strategy, reason));
    }
}

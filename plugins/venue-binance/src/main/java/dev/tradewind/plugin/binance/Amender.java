package dev.tradewind.plugin.binance;

import dev.tradewind.plugin.binance.Answer.Done;
import dev.tradewind.plugin.binance.Answer.NotSent;
import dev.tradewind.plugin.binance.Answer.Refused;
import dev.tradewind.plugin.binance.Answer.Unknown;
import dev.tradewind.plugin.binance.Calls.Target;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import java.util.function.Consumer;

/**
 * Amends an order, which Binance does by cancelling it and placing another. The new one is for what is left, so a trade
 * in between must not go unseen: an untouched order is cancelled and replaced in one request, on condition that it is
 * untouched; any other is cancelled first, and the answer says how much of it is left to be placed.
 */
final class Amender {
    /** An amendment carries no validity of its own: it is as long as a receive window may be. */
    private static final long VALID_NANOS = 2_000_000_000L;

    private static final long CANCEL_PATIENCE_MILLIS = 10_000;

    private final Rest rest;
    private final Attempts attempts;
    private final Consumer<Attempt> doubts;

    Amender(Wire wire, Consumer<Attempt> doubts) {
        this.rest = wire.rest();
        this.attempts = wire.attempts();
        this.doubts = doubts;
    }

    /**
     * @param old works, and is marked as being replaced
     * @param came when the command came, by {@link System#nanoTime()}
     */
    void amend(Attempt old, AmendOrder command, long came) {
        Attempt next = attempts.add(command.replacement(), command.request(), old);
        if (next == null) {
            // The mark is taken back by a stand-in that nobody hears of.
            attempts.notReplaced(
                    old,
                    new Attempt(command.replacement(), command.request(), old),
                    "the client order id " + command.replacement() + " was used before; nothing was sent");
            return;
        }
        Decimal filled = attempts.filledAtVenue(old);
        Decimal left = left(old, next, filled);
        if (left.signum() <= 0) {
            attempts.notReplaced(old, next, "as much is filled already; nothing was sent");
            return;
        }
        long decided = command.decidedNanos();
        long until = rest.clock().deadlineMillis(decided, decided + VALID_NANOS, System.nanoTime() - came);
        if (filled.signum() > 0) {
            inTwo(old, next, until);
        } else {
            inOne(old, next, new Quantity(left), until);
        }
    }

    /** What is to be placed anew, when the old attempt itself has filled so much. */
    private static Decimal left(Attempt old, Attempt next, Decimal filled) {
        Decimal before = old.replaces == null ? Decimal.ZERO : old.replaces.filledInAll();
        return next.request.quantity().value().minus(before).minus(filled);
    }

    private void inOne(Attempt old, Attempt next, Quantity left, long until) {
        Call call = Calls.replace(old.symbol(), Target.client(old.id), next.request, left, next.id, true);
        switch (rest.send(call, until)) {
            case Done done -> replaced(old, next, done.body());
            case NotSent not -> attempts.notReplaced(old, next, not.words());
            case Unknown unknown -> open(old, next, unknown.words());
            case Refused refused -> {
                boolean half = refused.code() == Refusals.REPLACED_HALF || refused.code() == Refusals.NOT_REPLACED;
                if (!half || !refused.body().has("data")) {
                    attempts.notReplaced(old, next, refused.words());
                } else {
                    failed(old, next, refused.body().at("data"), until);
                }
            }
        }
    }

    /** Cancel, new order, or both failed; the answer holds an answer to each. */
    private void failed(Attempt old, Attempt next, Json data, long until) {
        if (isOpen(data, "cancelResponse") || isOpen(data, "newOrderResponse")) {
            open(old, next, "one half of it was not answered inside of the exchange");
            return;
        }
        if (data.text("cancelResult", "").equals("SUCCESS")) {
            attempts.state(Messages.order(data.at("cancelResponse")), "its replacement was refused");
            attempts.notReplaced(
                    old, next, "cancelled, but the replacement was refused: " + why(data, "newOrderResponse"));
            return;
        }
        boolean touched = data.maybe("cancelResponse")
                .map(response -> response.text("msg", "").contains("cancel restrictions"))
                .orElse(false);
        if (touched) {
            // A trade came in between; now it takes two requests.
            inTwo(old, next, until);
            return;
        }
        attempts.notReplaced(old, next, why(data, "cancelResponse"));
        doubts.accept(old);
    }

    /** Whether the exchange says of a half that it does not know itself what became of it. */
    private static boolean isOpen(Json data, String field) {
        return data.maybe(field)
                .filter(response -> response.has("code"))
                .map(response -> Refusals.leavesFateOpen((int) response.whole("code")))
                .orElse(false);
    }

    private static String why(Json data, String field) {
        return data.maybe(field)
                .filter(response -> response.has("code"))
                .map(response -> Refusals.words((int) response.whole("code"), response.text("msg", "")))
                .orElse("refused");
    }

    private void replaced(Attempt old, Attempt next, Json body) {
        try {
            attempts.state(Messages.order(body.at("cancelResponse")), "");
            placed(body.at("newOrderResponse"));
        } catch (VenueException e) {
            open(old, next, "it was sent, but the answer makes no sense: " + e.getMessage());
        }
    }

    private void placed(Json body) {
        VenueOrder order = Messages.order(body);
        Messages.placementFills(body, order).forEach(attempts::fill);
        attempts.state(order, "");
    }

    private void inTwo(Attempt old, Attempt next, long until) {
        Answer cancelled = rest.send(
                Calls.cancel(old.symbol(), Target.client(old.id)),
                Math.max(until, rest.clock().millis() + CANCEL_PATIENCE_MILLIS));
        switch (cancelled) {
            case NotSent not -> attempts.notReplaced(old, next, not.words());
            case Unknown unknown -> open(old, next, unknown.words());
            case Refused refused -> {
                attempts.notReplaced(old, next, refused.words());
                doubts.accept(old);
            }
            case Done done -> {
                VenueOrder end = Messages.order(done.body());
                attempts.state(end, "");
                Decimal left = left(old, next, end.progress().filled().value());
                if (left.signum() <= 0) {
                    attempts.notReplaced(old, next, "as much was filled meanwhile; the rest is cancelled");
                } else {
                    place(old, next, new Quantity(left), until);
                }
            }
        }
    }

    private void place(Attempt old, Attempt next, Quantity left, long until) {
        Call call = Calls.submit(next.symbol(), next.request.withQuantity(left), next.id);
        switch (rest.send(call, until)) {
            case Done done -> {
                try {
                    placed(done.body());
                } catch (VenueException e) {
                    open(old, next, "it was sent, but the answer makes no sense: " + e.getMessage());
                }
            }
            case Refused refused ->
                attempts.notReplaced(old, next, "cancelled, but the replacement was refused: " + refused.words());
            case NotSent not -> attempts.notReplaced(old, next, "cancelled, but not replaced: " + not.words());
            case Unknown unknown -> open(old, next, unknown.words());
        }
    }

    /** Nobody knows which of the two lives; the exchange is asked until it says. */
    private void open(Attempt old, Attempt next, String why) {
        if (!attempts.isReplaced(old)) {
            attempts.tellUnknown(old, "amendment: " + why);
            doubts.accept(next);
        }
    }
}

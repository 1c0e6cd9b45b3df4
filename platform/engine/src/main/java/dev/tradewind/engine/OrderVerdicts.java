package dev.tradewind.engine;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRefused;
import dev.tradewind.engine.ledger.LedgerEvent.DifferenceGone;
import dev.tradewind.engine.ledger.LedgerEvent.DifferenceSeen;
import dev.tradewind.engine.ledger.LedgerEvent.ForeignOrderSeen;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAccepted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAmended;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderExpired;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInDoubt;
import dev.tradewind.engine.ledger.LedgerEvent.OrderNeverArrived;
import dev.tradewind.engine.ledger.LedgerEvent.OrderRejected;
import dev.tradewind.engine.ledger.Operations.Difference;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What becomes of each order by a venue's statement. */
final class OrderVerdicts {
    private static final String ORDER = "order ";

    private final Core core;
    private final OrderGate gate;

    OrderVerdicts(Core core, OrderGate gate) {
        this.core = core;
        this.gate = gate;
    }

    /** Decides about an order in doubt. @return whether it is in doubt no more */
    boolean resolve(OrderState order, Answers answers) {
        List<VenueOrder> known = answers.of(order);
        if (Answers.filled(known).compareTo(order.filledQuantity().value()) > 0) {
            // The order has traded more than the fills that we were told add up to: they come first.
            return false;
        }
        VenueOrder working = Answers.working(known);
        if (working != null) {
            return revive(order, working, known, answers);
        }
        return known.isEmpty() ? giveUp(order, answers) : end(order, known, answers);
    }

    /** An order that we think works is left alone, unless the venue has had it ended or forgotten for a while. */
    void checkWorking(OrderState order, Answers answers) {
        boolean works = order.status() == OrderStatus.ACCEPTED || order.status() == OrderStatus.PARTIALLY_FILLED;
        VenueStatement.Coverage coverage = answers.statement.coverage();
        if (!works || !answers.isAfterSilence(order) || !coverage.openOrders()) {
            return;
        }
        List<VenueOrder> known = answers.of(order);
        VenueOrder working = Answers.working(known);
        if (working != null) {
            correct(order, working, known, answers);
            return;
        }
        if (known.isEmpty()) {
            if (coverage.isComplete()) {
                OrderStatus previous = order.status();
                String reason = "the venue did not name it among its orders";
                core.emit(new OrderInDoubt(core.nowNanos(), order.id(), reason));
                core.notify(order, previous, null, reason);
            }
            return;
        }
        long lag = core.config.running().asking().queryLagNanos();
        long ended = known.getLast().progress().changedNanos();
        boolean told = Answers.filled(known).compareTo(order.filledQuantity().value()) <= 0;
        // What happened just now is about to be told by a report.
        if (told && answers.statement.askedNanos() - ended >= lag) {
            end(order, known, answers);
        }
    }

    /** A late or doubled message may have made us believe in terms that are not the venue's any more. */
    private void correct(OrderState order, VenueOrder working, List<VenueOrder> known, Answers answers) {
        ClientOrderId attempt = answers.ownId(working.ids());
        long lag = core.config.running().asking().queryLagNanos();
        boolean settled = answers.statement.askedNanos() - working.progress().changedNanos() >= lag;
        if (attempt != null && settled && areFillsTold(order, known) && isChanged(order, working, known, attempt)) {
            core.emit(new OrderAmended(
                    core.nowNanos(), order.id(), attempt, total(working, known), working.request().prices()));
            core.notify(order, order.status(), null, "the venue has it with other terms");
        }
    }

    /** Whether venue and ledger agree on what was filled, so that the venue's quantities can be counted from there. */
    private static boolean areFillsTold(OrderState order, List<VenueOrder> known) {
        return Answers.filled(known).equals(order.filledQuantity().value());
    }

    private static boolean isChanged(
            OrderState order, VenueOrder working, List<VenueOrder> known, ClientOrderId attempt) {
        return !attempt.equals(order.clientOrderId())
                || !total(working, known).equals(order.request().quantity())
                || !working.request().prices().equals(order.request().prices());
    }

    private boolean revive(OrderState order, VenueOrder working, List<VenueOrder> known, Answers answers) {
        ClientOrderId attempt = answers.ownId(working.ids());
        if (attempt == null) {
            return false;
        }
        boolean told = areFillsTold(order, known);
        boolean changed = !attempt.equals(order.clientOrderId()) || (told && isChanged(order, working, known, attempt));
        boolean former = !attempt.equals(order.clientOrderId()) && !attempt.equals(order.replacement());
        if (former && !answers.isAfterSilence(order)) {
            // A report of the amendment was heard already: the answer is older than that.
            return false;
        }
        if ((changed && !told) || (order.hasPendingAmendment() && !changed && !isOver(order, told, answers))) {
            return false;
        }
        OrderStatus previous = order.status();
        long now = core.nowNanos();
        if (changed) {
            core.emit(new OrderAmended(now, order.id(), attempt, total(working, known), working.request().prices()));
        } else if (order.hasPendingAmendment()) {
            core.emit(new AmendRefused(now, order.id(), "the venue has the order as it was"));
        }
        if (!order.status().isClosed()) {
            core.emit(new OrderAccepted(
                    now, order.id(), working.ids().venue(), working.progress().placedNanos()));
        }
        core.notify(order, previous, null, "the venue has it");
        if (!order.cancelReason().isEmpty()) {
            gate.cancelAgain(order);
        }
        return true;
    }

    /** Whether an amendment that the venue does not show will not come any more. */
    private static boolean isOver(OrderState order, boolean told, Answers answers) {
        return told && answers.isAfterSilence(order);
    }

    /** A venue that cancels and replaces counts anew; what earlier attempts filled belongs to the order as well. */
    private static Quantity total(VenueOrder working, List<VenueOrder> known) {
        Decimal others = Answers.filled(known).minus(working.progress().filled().value());
        return new Quantity(others.plus(working.request().quantity().value()));
    }

    private boolean giveUp(OrderState order, Answers answers) {
        VenueStatement.Coverage coverage = answers.statement.coverage();
        boolean wouldBeThere = coverage.isComplete() && coverage.sinceNanos() <= order.createdNanos();
        if (!wouldBeThere || !answers.isAfterSilence(order)) {
            return false;
        }
        String reason = "the venue, asked when nothing could be on its way any more, does not know it";
        close(
                order,
                order.filledQuantity().isZero()
                        ? new OrderNeverArrived(core.nowNanos(), order.id(), reason)
                        : new OrderCancelled(core.nowNanos(), order.id(), reason, core.nowNanos()),
                reason);
        return true;
    }

    private boolean end(OrderState order, List<VenueOrder> known, Answers answers) {
        boolean replacementMayCome = order.hasPendingAmendment() && !answers.isAfterSilence(order);
        if (replacementMayCome && !answers.knows(order.attempts().getLast())) {
            return false;
        }
        VenueOrder last = known.getLast();
        long now = core.nowNanos();
        long at = last.progress().changedNanos();
        String asked = order.cancelReason();
        String reason =
                switch (last.progress().state()) {
                    case WORKING -> throw new IllegalStateException("handled before this");
                    case FILLED -> "the venue filled it for less than was asked for here";
                    case CANCELLED -> asked.isEmpty() ? "cancelled at the venue" : asked;
                    case EXPIRED -> "its time is over";
                    case REJECTED -> "rejected by the venue";
                };
        LedgerEvent event =
                switch (last.progress().state()) {
                    case WORKING -> throw new IllegalStateException("handled before this");
                    case FILLED, CANCELLED -> new OrderCancelled(now, order.id(), reason, at);
                    case EXPIRED -> new OrderExpired(now, order.id(), at);
                    case REJECTED -> new OrderRejected(now, order.id(), reason, at);
                };
        close(order, event, reason);
        return true;
    }

    private void close(OrderState order, LedgerEvent event, String reason) {
        OrderStatus previous = order.status();
        core.emit(event);
        core.notify(order, previous, null, reason);
    }

    /** Flags what works at the venue and not here; what is ours by name and still works there is cancelled. */
    void checkForeign(Answers answers) {
        VenueStatement statement = answers.statement;
        Set<String> seen = new LinkedHashSet<>();
        for (VenueOrder order : statement.orders()) {
            if (!order.isWorking()) {
                continue;
            }
            ClientOrderId own = answers.ownId(order.ids());
            if (own == null) {
                flag(order, "is not ours");
            } else if (!Reconciler.isOpen(core.ledger.orders().byAttempt(own))) {
                seen.add(ORDER + order.ids().venue());
                onZombie(order, own, statement);
            }
        }
        if (statement.coverage().openOrders()) {
            for (String subject : core.ledger.operations().subjects(statement.venue(), ORDER)) {
                if (!seen.contains(subject)) {
                    core.emit(new DifferenceGone(core.nowNanos(), statement.venue(), subject));
                }
            }
        }
    }

    /** An order that closed between question and answer looks the same, so that it takes two statements. */
    private void onZombie(VenueOrder order, ClientOrderId own, VenueStatement statement) {
        String subject = ORDER + order.ids().venue();
        Difference before = core.ledger.operations().difference(statement.venue(), subject);
        long lag = core.config.running().asking().queryLagNanos();
        if (before == null) {
            core.emit(new DifferenceSeen(
                    core.nowNanos(), statement.venue(), subject, Decimal.ZERO, order.request().quantity().value()));
        } else if (statement.askedNanos() - before.seenNanos() >= lag) {
            flag(order, "is closed here and works there; it is cancelled");
            OrderState closed = core.ledger.orders().byAttempt(own);
            OrderId id = closed == null ? new OrderId(0) : closed.id();
            core.send(new CancelOrder(order.request().instrument(), id, own, core.nowNanos()));
        }
    }

    private void flag(VenueOrder order, String what) {
        if (!core.ledger.operations().isFlagged(order.request().instrument(), order.ids().venue())) {
            core.emit(new ForeignOrderSeen(
                    core.nowNanos(),
                    order.request().instrument(),
                    order.ids().client(),
                    order.ids().venue(),
                    Reconciler.name(order) + " " + what));
        }
    }
}

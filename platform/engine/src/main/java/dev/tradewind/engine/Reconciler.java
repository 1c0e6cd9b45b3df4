package dev.tradewind.engine;

import dev.tradewind.engine.ledger.LedgerEvent.AccountHalted;
import dev.tradewind.engine.ledger.LedgerEvent.AccountRestarted;
import dev.tradewind.engine.ledger.LedgerEvent.BalanceAdjusted;
import dev.tradewind.engine.ledger.LedgerEvent.ForeignFillBooked;
import dev.tradewind.engine.ledger.LedgerEvent.ForeignOrderSeen;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInDoubt;
import dev.tradewind.engine.ledger.LedgerEvent.VenueReconciled;
import dev.tradewind.engine.ledger.Operations.Difference;
import dev.tradewind.engine.ledger.Operations.VenueState;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings the ledger to what a venue says that is true. The venue's word wins; what cannot be decided yet waits for the
 * next statement, and an order is given up only when the venue, asked when nothing could be on its way any more, knew
 * nothing of it among working orders, ended orders and fills.
 */
final class Reconciler {
    /** How far a venue's clock may be from ours. */
    static final long CLOCK_SKEW_NANOS = 60_000_000_000L;

    private final Core core;
    private final VenueDesk desk;
    private final OrderVerdicts verdicts;
    private final HoldingsCheck holdings;

    Reconciler(Core core, VenueDesk desk, OrderGate gate) {
        this.core = core;
        this.desk = desk;
        this.verdicts = new OrderVerdicts(core, gate);
        this.holdings = new HoldingsCheck(core);
    }

    /** After a crash nobody knows what became of what was on its way. */
    void restart(String reason) {
        core.emit(new AccountRestarted(core.nowNanos(), reason));
        for (OrderState order : List.copyOf(core.ledger.orders().open())) {
            if (order.isInFlight()) {
                core.emit(new OrderInDoubt(core.nowNanos(), order.id(), reason));
            }
        }
    }

    /** Puts orders in doubt whose commands nobody answered. */
    void doubtUnanswered() {
        long wait = core.config.running().asking().answerNanos();
        if (wait == 0) {
            return;
        }
        for (OrderState order : List.copyOf(core.ledger.orders().open())) {
            if (order.isInFlight() && core.nowNanos() - order.sentNanos() >= wait) {
                OrderStatus previous = order.status();
                String reason = "no answer for " + wait / 1_000_000 + " ms while it was " + previous;
                core.emit(new OrderInDoubt(core.nowNanos(), order.id(), reason));
                core.notify(order, previous, null, reason);
            }
        }
    }

    /** @return the balances that were booked to what the venue says */
    List<BalanceAdjusted> on(VenueStatement statement) {
        Answers answers = new Answers(statement, core.config.account(), silenceNanos());
        statement.fills().forEach(fill -> book(fill, answers));
        int unresolved = 0;
        int overdue = 0;
        OrderState stuck = null;
        for (OrderState order : List.copyOf(core.ledger.orders().open())) {
            if (!order.request().instrument().venue().equals(statement.venue())) {
                continue;
            }
            if (!order.isInDoubt()) {
                verdicts.checkWorking(order, answers);
            } else if (!verdicts.resolve(order, answers)) {
                unresolved++;
                if (answers.isAfterSilence(order)) {
                    overdue++;
                    stuck = order;
                }
            }
        }
        verdicts.checkForeign(answers);
        List<BalanceAdjusted> adjusted = holdings.compare(statement);
        core.emit(new VenueReconciled(
                core.nowNanos(),
                statement.venue(),
                statement.askedNanos(),
                statement.coverage().isComplete(),
                unresolved,
                overdue));
        haltIfStuck(statement.venue(), stuck);
        return adjusted;
    }

    private void haltIfStuck(String venue, @Nullable OrderState stuck) {
        VenueState state = Objects.requireNonNull(core.ledger.operations().venue(venue));
        int most = core.config.running().asking().attempts();
        if (stuck != null && state.attempts() >= most && !core.ledger.operations().halted()) {
            core.emit(new AccountHalted(
                    core.nowNanos(),
                    venue + " was asked " + most + " times and did not say what became of order " + stuck.id()
                            + "; look there, then resume the account"));
        }
    }

    private long silenceNanos() {
        return core.config.limits().commandValidityNanos()
                + core.config.running().asking().queryLagNanos();
    }

    private void book(VenueFill told, Answers answers) {
        ClientOrderId attempt = answers.attemptOf(told);
        if (core.ledger.isBooked(told.instrument(), told.fill().tradeId()) || wasSeenBefore(told, attempt != null)) {
            return;
        }
        if (core.slot(told.instrument()) == null) {
            flag(told, "trades an instrument that is not configured; it is not booked");
            return;
        }
        if (attempt != null) {
            desk.on(new VenueEvent.Filled(
                    told.instrument(), attempt, told.side(), told.fill(), told.eventNanos()));
        } else if (!told.ids().client().isEmpty() || couldBeNamed(told, answers)) {
            core.emit(new ForeignFillBooked(
                    core.nowNanos(),
                    told.instrument(),
                    told.side(),
                    told.ids().venue(),
                    told.fill(),
                    told.eventNanos()));
        }
    }

    /**
     * Whether a fill that names no order of ours is surely not ours. The order may be missing in the answer: as it was
     * not covered, or as that answer is older than the fill; then the next statement says.
     */
    private boolean couldBeNamed(VenueFill told, Answers answers) {
        VenueStatement statement = answers.statement;
        boolean covered = statement.coverage().openOrders()
                && statement.coverage().closedOrders()
                && statement.coverage().sinceNanos() <= told.eventNanos();
        long lag = core.config.running().asking().queryLagNanos();
        return answers.hasForeign(told)
                || (covered && told.eventNanos() <= statement.askedNanos() - lag);
    }

    private void flag(VenueFill told, String what) {
        String order = told.ids().venue();
        if (!core.ledger.operations().isFlagged(told.instrument(), order)) {
            String text = "fill " + told.fill().tradeId() + " of order " + order + " " + what;
            core.emit(new ForeignOrderSeen(
                    core.nowNanos(), told.instrument(), told.ids().client(), order, text));
        }
    }

    /**
     * Trade ids are remembered up to a bound, so a fill that is older than the last complete statement could look new:
     * whatever happened so long before that statement was in it. Likewise what others traded before the account
     * began is part of the balances that it began with.
     */
    private boolean wasSeenBefore(VenueFill told, boolean own) {
        VenueState state = core.ledger.operations().venue(told.instrument().venue());
        long began = own ? Long.MIN_VALUE : core.ledger.operations().beganNanos();
        long horizon = state == null || state.completeNanos() == Long.MIN_VALUE ? began : horizon(state);
        return told.eventNanos() < horizon;
    }

    private long horizon(VenueState state) {
        return state.completeNanos() - core.config.running().asking().queryLagNanos() - CLOCK_SKEW_NANOS;
    }

    /** Whether the account was restarted and a venue has not been heard since. */
    boolean isRecovering() {
        if (!core.ledger.operations().restarted()) {
            return false;
        }
        for (String venue : venues()) {
            VenueState state = core.ledger.operations().venue(venue);
            if (state == null || !state.current()) {
                return true;
            }
        }
        return false;
    }

    private Set<String> venues() {
        Set<String> venues = new LinkedHashSet<>();
        core.slots.forEach(slot -> venues.add(slot.instrument.id().venue()));
        return venues;
    }

    /** Venues that should be asked now. */
    List<ReconciliationNeed> needs(long nowNanos) {
        List<ReconciliationNeed> needs = new ArrayList<>(1);
        for (String venue : venues()) {
            VenueState state = core.ledger.operations().venue(venue);
            String reason = reason(venue, state, nowNanos);
            if (reason != null) {
                needs.add(new ReconciliationNeed(venue, reason, since(venue, state)));
            }
        }
        return needs;
    }

    private @Nullable String reason(String venue, @Nullable VenueState state, long nowNanos) {
        RunSettings.Asking asking = core.config.running().asking();
        if (state != null && nowNanos - state.askedNanos() < asking.retryNanos()) {
            return null;
        }
        if (core.ledger.operations().restarted() && (state == null || !state.current())) {
            return "the account was restarted";
        }
        for (OrderState order : core.ledger.orders().open()) {
            if (order.isInDoubt() && order.request().instrument().venue().equals(venue)) {
                return "order " + order.id() + " is in doubt";
            }
        }
        if (state != null && state.completeNanos() < state.askedNanos()) {
            return "the last answer was not complete";
        }
        Difference difference = core.ledger.operations().openDifference(venue);
        if (difference != null && nowNanos - difference.seenNanos() >= asking.queryLagNanos()) {
            return "a difference is to be confirmed";
        }
        boolean due = asking.everyNanos() > 0
                && (state == null || nowNanos - state.askedNanos() >= asking.everyNanos());
        return due ? "it is time" : null;
    }

    private long since(String venue, @Nullable VenueState state) {
        long since = state == null || state.completeNanos() == Long.MIN_VALUE
                ? core.ledger.operations().beganNanos() - CLOCK_SKEW_NANOS
                : horizon(state);
        for (OrderState order : core.ledger.orders().open()) {
            if (order.isInDoubt() && order.request().instrument().venue().equals(venue)) {
                since = Math.min(since, order.createdNanos() - CLOCK_SKEW_NANOS);
            }
        }
        return since;
    }

    /** For orders that nobody asked for, as far as is known. */
    static boolean isOpen(@Nullable OrderState order) {
        return order != null && !order.status().isClosed();
    }

    /** Names a venue's order for people. */
    static String name(VenueOrder order) {
        String client = order.ids().client();
        return order.request().side() + " " + order.request().quantity() + " " + order.request().instrument() + " ("
                + order.ids().venue() + (client.isEmpty() ? "" : ", named " + client) + ")";
    }
}

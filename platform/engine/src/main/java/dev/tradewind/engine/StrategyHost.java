package dev.tradewind.engine;

import dev.tradewind.engine.Core.PendingUpdate;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent.StrategyHalted;
import dev.tradewind.engine.ledger.LedgerEvent.StrategyStarted;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the callbacks of strategies, and halts one that fails so that it cannot hurt its neighbours. */
final class StrategyHost {
    private final Core core;
    private final OrderGate gate;
    private final StrategySlot[] strategies;
    private final List<String> parameters;
    private @Nullable StrategyFailure failure;
    private long nextTimer = Long.MAX_VALUE;
    private boolean started;

    StrategyHost(Core core, OrderGate gate, List<StrategySlot> strategies, List<String> parameters) {
        this.core = core;
        this.gate = gate;
        this.strategies = strategies.toArray(StrategySlot[]::new);
        this.parameters = List.copyOf(parameters);
    }

    @Nullable StrategyFailure failure() {
        return failure;
    }

    long nextTimerNanos() {
        if (core.timersChanged) {
            core.timersChanged = false;
            nextTimer = Long.MAX_VALUE;
            for (StrategySlot slot : strategies) {
                nextTimer = Math.min(nextTimer, slot.nextTimerNanos());
            }
        }
        return nextTimer;
    }

    /** Whether strategies have been started since the engine was made. */
    boolean started() {
        return started;
    }

    /** A new input gives every strategy its whole budget of requests. */
    void beginEvent() {
        for (StrategySlot slot : strategies) {
            slot.beginEvent();
        }
    }

    void start() {
        started = true;
        core.updatesWanted = core.strategiesListen;
        cancelEntriesOfOthers();
        for (int i = 0; i < strategies.length; i++) {
            StrategySlot slot = strategies[i];
            if (wasHalted(slot)) {
                slot.halt();
                continue;
            }
            core.emit(new StrategyStarted(core.nowNanos(), slot.name, parameters.get(i)));
            slot.beginEvent();
            try {
                slot.start();
                slot.checkRequests();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                halt(slot, "onStart", e);
            }
        }
        deliverUpdates();
    }

    /** Entry orders of strategies that are not here any more would rest and fill for nobody. Exits stay. */
    private void cancelEntriesOfOthers() {
        for (OrderState order : new ArrayList<>(core.ledger.orders().open())) {
            boolean entry = !order.request().conditions().reduceOnly();
            boolean others = !order.strategy().isEmpty() && find(order.strategy()) == null;
            if (entry && others && order.status() != OrderStatus.PENDING_CANCEL) {
                gate.cancel(order, "the strategy '" + order.strategy() + "' is not configured any more");
            }
        }
    }

    /** A strategy that was halted before a restart stays so: what was wrong with it still is. */
    private boolean wasHalted(StrategySlot slot) {
        Ledger.StrategyState state = core.ledger.strategy(slot.name);
        return state != null && state.halted();
    }

    void runTimers() {
        long now = core.nowNanos();
        for (StrategySlot slot : strategies) {
            if (slot.nextTimerNanos() <= now) {
                slot.beginEvent();
                try {
                    slot.runTimers(now);
                    slot.checkRequests();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                    halt(slot, "onTimer", e);
                }
            }
        }
        deliverUpdates();
    }

    void deliver(MarketEvent event) {
        for (StrategySlot slot : strategies) {
            if (!slot.halted() && wants(slot, event)) {
                slot.beginEvent();
                try {
                    if (event instanceof Bar bar) {
                        slot.strategy.onBar(bar, slot);
                    } else {
                        call(slot, event);
                    }
                    slot.checkRequests();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                    halt(slot, callbackOf(event), e);
                }
            }
        }
    }

    private static boolean wants(StrategySlot slot, MarketEvent event) {
        return !(event instanceof Bar bar)
                || !slot.hasSubscriptions()
                || slot.isSubscribed(bar.instrument(), bar.timeframe());
    }

    /** A bar made here goes only to strategies that asked for it. */
    void deliverDerived(Bar bar) {
        for (StrategySlot slot : strategies) {
            if (!slot.halted() && slot.isSubscribed(bar.instrument(), bar.timeframe())) {
                slot.beginEvent();
                try {
                    slot.strategy.onBar(bar, slot);
                    slot.checkRequests();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                    halt(slot, "onBar", e);
                }
            }
        }
    }

    /** A bar of the past, for one strategy that asked for it. */
    void deliverHistory(Bar bar, String name) {
        StrategySlot slot = find(name);
        if (slot != null) {
            deliverHistory(bar, slot);
        }
    }

    /** A bar that is late, for those who would have got it in time. */
    void deliverLate(Bar bar, boolean derived) {
        for (StrategySlot slot : strategies) {
            if (derived ? slot.isSubscribed(bar.instrument(), bar.timeframe()) : wants(slot, bar)) {
                deliverHistory(bar, slot);
            }
        }
    }

    private void deliverHistory(Bar bar, StrategySlot slot) {
        if (!started || slot.halted()) {
            return;
        }
        slot.beginEvent();
        try {
            slot.tellHistory(bar);
            slot.checkRequests();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
            halt(slot, "onHistory", e);
        }
    }

    void deliver(DataQuality quality) {
        for (StrategySlot slot : strategies) {
            if (started && !slot.halted()) {
                slot.beginEvent();
                try {
                    slot.strategy.onDataQuality(quality, slot);
                    slot.checkRequests();
                } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                    halt(slot, "onDataQuality", e);
                }
            }
        }
    }

    private static void call(StrategySlot slot, MarketEvent event) {
        switch (event) {
            case Bar bar -> throw new IllegalStateException("bars are handled before this");
            case Quote quote -> slot.strategy.onQuote(quote, slot);
            case TradeTick trade -> slot.strategy.onTrade(trade, slot);
            case BookDelta delta -> slot.strategy.onBook(delta, slot);
            case BookSnapshot snapshot -> slot.strategy.onBook(snapshot, slot);
            case FundingRate funding -> slot.strategy.onBook(funding, slot);
        }
    }

    private static String callbackOf(MarketEvent event) {
        return switch (event) {
            case Bar bar -> "onBar";
            case Quote quote -> "onQuote";
            case TradeTick trade -> "onTrade";
            case BookDelta delta -> "onBook";
            case BookSnapshot snapshot -> "onBook";
            case FundingRate funding -> "onBook";
        };
    }

    /** Delivers what happened to orders, and what that in turn made happen, up to a bound. */
    void deliverUpdates() {
        for (StrategySlot slot : strategies) {
            slot.updates = 0;
        }
        while (!core.updates.isEmpty()) {
            PendingUpdate pending = core.updates.removeFirst();
            StrategySlot slot = find(pending.strategy());
            if (slot == null || slot.halted()) {
                continue;
            }
            try {
                // A strategy that answers each denial with a new order would never come to an end. Each has a count of
                // its own: a neighbour must not be halted for it.
                if (++slot.updates > core.config.limits().maxRequestsPerEvent()) {
                    throw new StrategySlot.TooManyRequestsException(
                            core.config.limits().maxRequestsPerEvent());
                }
                slot.strategy.onOrder(pending.update(), slot);
                slot.checkRequests();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                halt(slot, "onOrder", e);
            }
        }
    }

    private @Nullable StrategySlot find(String name) {
        for (StrategySlot slot : strategies) {
            if (slot.name.equals(name)) {
                return slot;
            }
        }
        return null;
    }

    /** Stops a strategy for good, because somebody wants it. */
    void stop(String name, String reason) {
        StrategySlot slot = find(name);
        if (slot == null || slot.halted()) {
            gate.refuse(name, "there is no strategy of this name that runs");
        } else {
            halt(slot, reason);
        }
    }

    private void halt(StrategySlot slot, String callback, Throwable cause) {
        if (failure == null) {
            failure = new StrategyFailure(slot.name, callback, cause);
        }
        halt(slot, callback + ": " + cause);
    }

    private void halt(StrategySlot slot, String reason) {
        slot.halt();
        core.emit(new StrategyHalted(core.nowNanos(), slot.name, reason));
        for (OrderState order : new ArrayList<>(core.ledger.orders().open())) {
            boolean entry = !order.request().conditions().reduceOnly();
            if (entry && order.strategy().equals(slot.name) && order.status() != OrderStatus.PENDING_CANCEL) {
                gate.cancel(order, "the strategy was halted");
            }
        }
    }
}

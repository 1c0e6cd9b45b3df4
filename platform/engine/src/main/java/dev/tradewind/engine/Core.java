package dev.tradewind.engine;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderUpdate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the engine's parts share: the ledger, the last prices, the time, and where decisions go. */
final class Core {
    final EngineConfig config;
    final Ledger ledger;
    final List<InstrumentSlot> slots = new ArrayList<>();
    final ArrayDeque<PendingUpdate> updates = new ArrayDeque<>();

    private final Map<InstrumentId, InstrumentSlot> slotById = new LinkedHashMap<>();
    private @Nullable InstrumentSlot lastSlot;
    private @Nullable Output output;
    private long nowNanos = Long.MIN_VALUE;

    /** Whether any strategy listens to what happens to its orders. */
    boolean strategiesListen;

    /** The same once strategies are started: what happened before, they read from the ledger. */
    boolean updatesWanted;

    /** Whether the account was restarted and not every venue was heard since: no position is guarded or closed yet. */
    boolean recovering;

    /** Whether this input has led to any event yet. */
    boolean changed;

    /** Set by whoever changes a timer, so that the next one is looked for only then, not with every input. */
    boolean timersChanged;

    /** An update on its way to the strategy that placed the order. */
    record PendingUpdate(String strategy, OrderUpdate update) {}

    Core(EngineConfig config, Ledger ledger) {
        this.config = config;
        this.ledger = ledger;
        this.nowNanos = ledger.lastNanos();
        ledger.positions().forEach(position -> slot(position.instrument().id()));
    }

    void begin(Output newOutput, long receivedNanos) {
        output = newOutput;
        changed = false;
        advanceTo(receivedNanos);
    }

    void advanceTo(long nanos) {
        nowNanos = Math.max(nowNanos, nanos);
    }

    long nowNanos() {
        return nowNanos;
    }

    /** Puts the event out and applies it: from here on it is true. */
    void emit(LedgerEvent event) {
        Objects.requireNonNull(output, "only inside decide").event(event);
        changed = true;
        ledger.evolve(event);
    }

    void send(OrderCommand command) {
        Objects.requireNonNull(output, "only inside decide").command(command);
    }

    /** Tells the strategy, once the callback that is running now has returned. */
    void notify(OrderState order, OrderStatus previous, @Nullable Fill fill, String reason) {
        if (updatesWanted && !order.strategy().isEmpty()) {
            updates.addLast(new PendingUpdate(order.strategy(), new OrderUpdate(order, previous, fill, reason)));
        }
    }

    @SuppressWarnings("ReferenceEquality") // the same object is the common case, and the cheapest to see
    @Nullable InstrumentSlot slot(InstrumentId id) {
        InstrumentSlot last = lastSlot;
        if (last != null && (last.instrument.id() == id || last.instrument.id().equals(id))) {
            return last;
        }
        InstrumentSlot slot = slotById.get(id);
        if (slot == null) {
            PositionState position = ledger.position(id);
            if (position == null) {
                return null;
            }
            slot = new InstrumentSlot(position, config.baseCurrency(), ledger.orders());
            slotById.put(id, slot);
            slots.add(slot);
        }
        lastSlot = slot;
        return slot;
    }
}

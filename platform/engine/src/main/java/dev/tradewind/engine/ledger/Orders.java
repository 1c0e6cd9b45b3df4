package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The account's orders: all that are open, and the last {@value #RETAINED_CLOSED} that closed. Older ones are forgotten
 * here; a fill that still comes for one is booked as a fill of an unknown order.
 */
public final class Orders {
    /** Closed orders kept for late messages and for strategies that ask. */
    public static final int RETAINED_CLOSED = 2048;

    /** The last closed orders stay as they are: nearly all late messages are about them. */
    private static final int UNPACKED_CLOSED = 64;

    // Values are OrderState, or ClosedOrder once packed.
    private final SequenceMap<Object> byId = new SequenceMap<>();
    private final SequenceMap<Object> byAttempt = new SequenceMap<>();
    private final List<OrderState> open = new ArrayList<>();
    private final Map<InstrumentId, Sides> sides = new LinkedHashMap<>();
    private @Nullable InstrumentId lastAsked;
    private Sides lastSides = new Sides();
    private final ArrayDeque<ClosedOrder> closed = new ArrayDeque<>();
    private final ArrayDeque<ClosedOrder> unpacked = new ArrayDeque<>();
    private final ByteWriter scratch = new ByteWriter();

    /** Open orders of an instrument. */
    private record Sides(OpenSide buys, OpenSide sells) {
        Sides() {
            this(new OpenSide(), new OpenSide());
        }
    }

    void add(OrderState order) {
        byId.put(order.id().value(), order);
        addOpen(order);
    }

    private void addOpen(OrderState order) {
        open.add(order);
        open(order.request.instrument(), order.request.side()).add(order);
    }

    void addAttempt(OrderState order, ClientOrderId attempt) {
        byAttempt.put(attempt.counter(), order);
    }

    /**
     * Moves an order from the open ones to the closed ones, and forgets the oldest closed one if there are too many.
     */
    void close(OrderState order) {
        removeOpen(order);
        addClosed(order);
        if (closed.size() > RETAINED_CLOSED) {
            ClosedOrder forgotten = closed.removeFirst();
            byId.remove(forgotten.id);
            forgotten.forEachAttempt(byAttempt::remove);
        }
    }

    @SuppressWarnings("ReferenceEquality") // each order is one object
    private void removeOpen(OrderState order) {
        OpenSide.remove(order);
        int low = 0;
        int high = open.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            OrderState one = open.get(middle);
            if (one == order) {
                open.remove(middle);
                return;
            }
            if (one.id().value() < order.id().value()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
    }

    private void addClosed(OrderState order) {
        ClosedOrder added = new ClosedOrder(order);
        closed.addLast(added);
        unpacked.addLast(added);
        if (unpacked.size() > UNPACKED_CLOSED) {
            ClosedOrder old = unpacked.removeFirst();
            old.pack(scratch);
            byId.replace(old.id, old);
            old.forEachAttempt(attempt -> byAttempt.replace(attempt, old));
        }
    }

    /**
     * Takes over the orders of a snapshot.
     *
     * @param openOrders those of {@link #open()}
     * @param closedOrders in the order of {@link #closed}
     * @throws IllegalArgumentException if two share a number
     */
    void restore(List<OrderState> openOrders, List<OrderState> closedOrders) {
        Map<Long, OrderState> ids = new TreeMap<>();
        Map<Long, OrderState> attempts = new TreeMap<>();
        for (List<OrderState> orders : List.of(openOrders, closedOrders)) {
            for (OrderState order : orders) {
                putNew(ids, order.id().value(), order);
                order.attempts().forEach(attempt -> putNew(attempts, attempt.counter(), order));
            }
        }
        ids.forEach(byId::put);
        attempts.forEach(byAttempt::put);
        openOrders.stream()
                .sorted(Comparator.comparingLong(order -> order.id().value()))
                .forEach(this::addOpen);
        closedOrders.forEach(this::addClosed);
    }

    private static void putNew(Map<Long, OrderState> map, long number, OrderState order) {
        if (map.putIfAbsent(number, order) != null) {
            throw new IllegalArgumentException("the number " + number + " of " + order.id() + " stands twice");
        }
    }

    public @Nullable OrderState get(OrderId id) {
        return unpack(byId.get(id.value()));
    }

    private static @Nullable OrderState unpack(@Nullable Object kept) {
        return kept instanceof OrderState order ? order : kept instanceof ClosedOrder old ? old.order() : null;
    }

    /** The order that this attempt was made for. */
    public @Nullable OrderState byAttempt(ClientOrderId attempt) {
        OrderState order = unpack(byAttempt.get(attempt.counter()));
        return order != null && sameSeries(order, attempt) ? order : null;
    }

    private static boolean sameSeries(OrderState order, ClientOrderId attempt) {
        ClientOrderId last = order.clientOrderId();
        return last != null && last.incarnation() == attempt.incarnation() && last.account().equals(attempt.account());
    }

    /** Orders that are not closed, oldest first. A view: not to be kept across events. */
    public List<OrderState> open() {
        return open;
    }

    /** Those of an instrument and side. A view: not to be kept across events. */
    @SuppressWarnings("ReferenceEquality") // the same object is the common case, and the cheapest to see
    public OpenSide open(InstrumentId instrument, Side side) {
        if (instrument != lastAsked) {
            lastSides = sides.computeIfAbsent(instrument, id -> new Sides());
            lastAsked = instrument;
        }
        return side == Side.BUY ? lastSides.buys() : lastSides.sells();
    }

    /** Closed orders that are still known, in the order in which they closed. */
    List<OrderState> closed() {
        return closed.stream().map(ClosedOrder::peek).toList();
    }
}

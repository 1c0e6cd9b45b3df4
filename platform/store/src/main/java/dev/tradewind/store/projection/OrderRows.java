package dev.tradewind.store.projection;

import static dev.tradewind.db.Tables.ORDERS;

import dev.tradewind.db.tables.records.OrdersRecord;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRefused;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRequested;
import dev.tradewind.engine.ledger.LedgerEvent.CancelRefused;
import dev.tradewind.engine.ledger.LedgerEvent.CancelRequested;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAccepted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAmended;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderExpired;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFateUnknown;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderHeld;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.LedgerEvent.OrderReduced;
import dev.tradewind.engine.ledger.LedgerEvent.OrderRejected;
import dev.tradewind.engine.ledger.LedgerEvent.OrderSubmitted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderTriggered;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.TimeInForce;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the orders that a chunk of batches touched, each as its last event left it. */
final class OrderRows {
    private final int shard;
    private final Map<Long, OrdersRecord> before;
    private final Map<Long, OrdersRecord> rows = new LinkedHashMap<>();

    /** @param before rows of orders that were made before this chunk */
    OrderRows(int shard, Map<Long, OrdersRecord> before) {
        this.shard = shard;
        this.before = before;
    }

    Collection<OrdersRecord> touched() {
        return rows.values();
    }

    /** Follows an event that the ledger has taken in already. */
    void follow(OrderEvent event, Ledger ledger, long sequence, String mode) {
        OrderState state = ledger.orders().get(event.orderId());
        if (state == null) {
            // It closed so long ago that the ledger forgot it: nothing more happens to it.
            return;
        }
        long id = event.orderId().value();
        OrdersRecord row = rows.computeIfAbsent(id, missing -> started(missing, state, mode));
        fillTerms(row, state.request());
        row.setStatus(state.status().name());
        row.setFilledQuantity(Exact.of(state.filledQuantity().value()));
        row.setFilledValue(Exact.of(state.filledValue()));
        row.set(
                ORDERS.CLIENT_ORDER_ID,
                state.clientOrderId() == null ? null : state.clientOrderId().toString());
        row.setUpdatedNanos(event.timeNanos());
        row.setSequence(sequence);
        if (event instanceof OrderAccepted accepted) {
            row.setVenueOrderId(accepted.venueOrderId());
        }
        String reason = reason(event);
        if (reason != null) {
            row.setStatusReason(reason);
        }
    }

    private OrdersRecord started(long id, OrderState state, String mode) {
        OrdersRecord known = before.get(id);
        if (known != null) {
            // A merge writes what was touched, and its insert needs every column.
            known.touched(true);
            return known;
        }
        OrdersRecord row = new OrdersRecord();
        OrderRequest request = state.request();
        OrderConditions conditions = request.conditions();
        row.setShard(shard);
        row.setOrderId(id);
        row.setStrategy(state.strategy());
        row.setSymbol(request.instrument().symbol());
        row.setVenue(request.instrument().venue());
        row.setSide(request.side().name());
        row.setType(request.type().name());
        row.setTimeInForce(conditions.timeInForce().name());
        row.set(ORDERS.EXPIRE_NANOS, conditions.timeInForce() == TimeInForce.GTD ? conditions.expireNanos() : null);
        row.setPostOnly(conditions.postOnly());
        row.setReduceOnly(conditions.reduceOnly());
        row.set(ORDERS.PARENT, state.links().parent() == 0 ? null : state.links().parent());
        row.set(ORDERS.LINK_GROUP, state.links().group() == 0 ? null : state.links().group());
        row.setReason(request.reason());
        row.setStatusReason("");
        row.set(ORDERS.VENUE_ORDER_ID, null);
        row.setCreatedNanos(state.createdNanos());
        row.setMode(mode);
        return row;
    }

    private static void fillTerms(OrdersRecord row, OrderRequest request) {
        OrderPrices prices = request.prices();
        row.setQuantity(Exact.of(request.quantity().value()));
        row.set(ORDERS.LIMIT_PRICE, Exact.ofNullable(prices.limit()));
        row.set(ORDERS.STOP_PRICE, Exact.ofNullable(prices.stop()));
        row.set(ORDERS.TRAILING_OFFSET, Exact.ofNullable(prices.trailingOffset()));
    }

    /** Why the order is as it is now; null where the event says nothing about that. */
    private static @Nullable String reason(OrderEvent event) {
        return switch (event) {
            case OrderInitialised e -> null;
            case OrderJudged e -> null;
            case OrderDenied e -> e.code() + ": " + e.reason();
            case OrderHeld e -> e.reason();
            case OrderReduced e -> e.reason();
            case OrderSubmitted e -> null;
            case OrderAccepted e -> null;
            case OrderRejected e -> e.reason();
            case OrderFilled e -> null;
            case OrderTriggered e -> null;
            case OrderCancelled e -> e.reason();
            case OrderExpired e -> "";
            case CancelRequested e -> e.reason();
            case CancelRefused e -> e.reason();
            case AmendRequested e -> null;
            case OrderAmended e -> null;
            case AmendRefused e -> e.reason();
            case OrderFateUnknown e -> e.reason();
            case LedgerEvent.OrderInDoubt e -> e.reason();
            case LedgerEvent.OrderNeverArrived e -> e.reason();
        };
    }
}

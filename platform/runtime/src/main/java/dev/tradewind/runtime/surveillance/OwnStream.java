package dev.tradewind.runtime.surveillance;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.ForeignFillBooked;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAmended;
import dev.tradewind.engine.ledger.LedgerEvent.OrderCancelled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderExpired;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderNeverArrived;
import dev.tradewind.engine.ledger.LedgerEvent.OrderReduced;
import dev.tradewind.engine.ledger.LedgerEvent.OrderRejected;
import dev.tradewind.engine.ledger.LedgerEvent.OrderSubmitted;
import dev.tradewind.engine.ledger.LedgerEvent.UnknownOrderFilled;
import dev.tradewind.policy.surveillance.StreamEvent;
import dev.tradewind.policy.surveillance.StreamEvent.Amended;
import dev.tradewind.policy.surveillance.StreamEvent.Cancelled;
import dev.tradewind.policy.surveillance.StreamEvent.Ended;
import dev.tradewind.policy.surveillance.StreamEvent.Filled;
import dev.tradewind.policy.surveillance.StreamEvent.Placed;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the ledger events of one account into what surveillance looks at. An order counts from when it left for the
 * venue; one that was denied or held never did. A stop that waits is no offer and has no price.
 */
public final class OwnStream {
    /** Orders that are remembered; of an older one its fills still count. */
    static final int MOST_ORDERS = 100_000;

    private final String account;
    private final Map<Long, Known> orders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
            return size() > MOST_ORDERS;
        }
    };

    private static final class Known {
        private final OrderRequest request;
        private double quantity;
        private boolean sent;

        Known(OrderRequest request) {
            this.request = request;
            this.quantity = request.quantity().value().toDouble();
        }
    }

    public OwnStream(String account) {
        this.account = account;
    }

    /** What an event is to surveillance; empty for what it does not look at. */
    public Optional<StreamEvent> of(LedgerEvent event) {
        return switch (event) {
            case OrderEvent order -> ofOrder(order);
            case UnknownOrderFilled filled ->
                Optional.of(filled(filled.timeNanos(), filled.instrument(), filled.clientOrderId().toString(),
                        filled.side(), filled.fill()));
            case ForeignFillBooked filled ->
                Optional.of(filled(filled.timeNanos(), filled.instrument(), filled.venueOrderId(), filled.side(),
                        filled.fill()));
            default -> Optional.empty();
        };
    }

    private Optional<StreamEvent> ofOrder(OrderEvent event) {
        long id = event.orderId().value();
        if (event instanceof OrderInitialised initialised) {
            orders.put(id, new Known(initialised.request()));
            return Optional.empty();
        }
        Known known = orders.get(id);
        return known == null ? Optional.empty() : Optional.ofNullable(ofKnown(event, id, known));
    }

    private @Nullable StreamEvent ofKnown(OrderEvent event, long id, Known known) {
        InstrumentId instrument = known.request.instrument();
        String name = Long.toString(id);
        return switch (event) {
            case OrderReduced reduced -> {
                known.quantity = reduced.quantity().value().toDouble();
                yield null;
            }
            case OrderSubmitted submitted -> {
                if (known.sent) {
                    yield null;
                }
                known.sent = true;
                yield new Placed(submitted.timeNanos(), instrument, account, name, known.request.side(),
                        price(known.request.prices()), known.quantity);
            }
            case OrderAmended amended -> {
                known.quantity = amended.quantity().value().toDouble();
                yield new Amended(
                        amended.timeNanos(), instrument, account, name, price(amended.prices()), known.quantity);
            }
            case OrderFilled filled ->
                filled(filled.timeNanos(), instrument, name, known.request.side(), filled.fill());
            case OrderCancelled cancelled -> {
                orders.remove(id);
                yield new Cancelled(cancelled.timeNanos(), instrument, account, name);
            }
            case OrderRejected ended -> ended(ended.timeNanos(), instrument, id);
            case OrderExpired ended -> ended(ended.timeNanos(), instrument, id);
            case OrderNeverArrived ended -> ended(ended.timeNanos(), instrument, id);
            case OrderDenied denied -> {
                orders.remove(id);
                yield null;
            }
            default -> null;
        };
    }

    private StreamEvent ended(long nanos, InstrumentId instrument, long id) {
        orders.remove(id);
        return new Ended(nanos, instrument, account, Long.toString(id));
    }

    private Filled filled(long nanos, InstrumentId instrument, String order, Side side, Fill fill) {
        return new Filled(
                nanos,
                instrument,
                account,
                order,
                fill.tradeId(),
                side,
                fill.price().value().toDouble(),
                fill.quantity().value().toDouble(),
                fill.liquidity() == Liquidity.TAKER);
    }

    private static double price(OrderPrices prices) {
        Price limit = prices.limit();
        return limit == null || prices.stop() != null ? Double.NaN : limit.value().toDouble();
    }
}

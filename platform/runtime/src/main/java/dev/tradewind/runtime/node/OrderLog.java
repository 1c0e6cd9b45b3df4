package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.value.Decimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Lines of the log about orders of an account: each with account, mode, the order's id, and its id at the venue. */
final class OrderLog {
    private static final Logger LOG = LoggerFactory.getLogger(OrderLog.class);

    private final String account;
    private final String mode;
    private final Map<OrderId, Open> open = new ConcurrentHashMap<>();

    /**
     * An order that is not over.
     *
     * @param clientId as the venue knows it now; null where it was not sent
     * @param left quantity that is not filled
     */
    private record Open(@Nullable ClientOrderId clientId, Decimal quantity, Decimal left) {
        Open sent(ClientOrderId id) {
            return new Open(id, quantity, left);
        }

        Open of(Decimal wanted) {
            return new Open(clientId, wanted, left.plus(wanted.minus(quantity)));
        }

        Open filled(Decimal more) {
            return new Open(clientId, quantity, left.minus(more));
        }
    }

    OrderLog(String account, String mode) {
        this.account = account;
        this.mode = mode;
    }

    String account() {
        return account;
    }

    /** Learns the ids of orders that are open already. */
    void begin(Ledger ledger) {
        for (OrderState order : ledger.orders().open()) {
            Decimal quantity = order.request().quantity().value();
            Decimal filled = order.filledQuantity().value();
            open.put(order.id(), new Open(order.clientOrderId(), quantity, quantity.minus(filled)));
        }
    }

    private LoggingEventBuilder about(OrderId order) {
        LoggingEventBuilder line =
                LOG.atInfo().addKeyValue("account", account).addKeyValue("mode", mode).addKeyValue("order", order);
        Open known = open.get(order);
        ClientOrderId id = known == null ? null : known.clientId();
        return id == null ? line : line.addKeyValue("clientOrder", id);
    }

    /** A command that the venue's connection has. */
    void sent(OrderCommand command) {
        LOG.atInfo()
                .addKeyValue("account", account)
                .addKeyValue("mode", mode)
                .addKeyValue("order", command.orderId())
                .addKeyValue("clientOrder", command.clientOrderId())
                .log("sent " + command.getClass().getSimpleName());
    }

    /** An event that is durable. */
    void tell(LedgerEvent.OrderEvent event, long batch) {
        follow(event);
        if (event instanceof LedgerEvent.OrderJudged judged && judged.verdict().decision() == Decision.ALLOW) {
            // What follows says so.
            return;
        }
        LoggingEventBuilder line = about(event.orderId()).addKeyValue("batch", batch);
        LoggingEventBuilder full = switch (event) {
            case LedgerEvent.OrderInitialised e ->
                line.addKeyValue("strategy", e.strategy())
                        .addKeyValue("instrument", e.request().instrument())
                        .addKeyValue("side", e.request().side())
                        .addKeyValue("type", e.request().type())
                        .addKeyValue("quantity", e.request().quantity());
            case LedgerEvent.OrderDenied e ->
                line.addKeyValue("code", e.code()).addKeyValue("reason", e.reason());
            case LedgerEvent.OrderFilled e ->
                line.addKeyValue("price", e.fill().price())
                        .addKeyValue("quantity", e.fill().quantity())
                        .addKeyValue("fee", e.fill().fee())
                        .addKeyValue("trade", e.fill().tradeId());
            case LedgerEvent.OrderAccepted e -> line.addKeyValue("venueOrder", e.venueOrderId());
            case LedgerEvent.OrderJudged e ->
                line.addKeyValue("decision", e.verdict().decision());
            case LedgerEvent.OrderHeld e -> line.addKeyValue("reason", e.reason());
            case LedgerEvent.OrderReduced e ->
                line.addKeyValue("quantity", e.quantity()).addKeyValue("reason", e.reason());
            case LedgerEvent.OrderRejected e -> line.addKeyValue("reason", e.reason());
            case LedgerEvent.OrderCancelled e -> line.addKeyValue("reason", e.reason());
            case LedgerEvent.CancelRequested e -> line.addKeyValue("reason", e.reason());
            case LedgerEvent.CancelRefused e -> line.addKeyValue("reason", e.reason());
            case LedgerEvent.AmendRequested e ->
                line.addKeyValue("quantity", e.quantity()).addKeyValue("prices", e.prices());
            case LedgerEvent.OrderAmended e ->
                line.addKeyValue("quantity", e.quantity()).addKeyValue("prices", e.prices());
            case LedgerEvent.AmendRefused e -> line.addKeyValue("reason", e.reason());
            case LedgerEvent.OrderFateUnknown e -> line.addKeyValue("reason", e.reason());
            case LedgerEvent.OrderInDoubt e -> line.addKeyValue("reason", e.reason());
            case LedgerEvent.OrderNeverArrived e -> line.addKeyValue("reason", e.reason());
            case LedgerEvent.OrderSubmitted e -> line;
            case LedgerEvent.OrderTriggered e -> line;
            case LedgerEvent.OrderExpired e -> line;
        };
        full.log(event.getClass().getSimpleName());
        Open now = open.get(event.orderId());
        if (now != null && (isEnd(event) || now.left().signum() <= 0)) {
            open.remove(event.orderId());
        }
    }

    private void follow(LedgerEvent.OrderEvent event) {
        OrderId id = event.orderId();
        if (event instanceof LedgerEvent.OrderInitialised made) {
            Decimal quantity = made.request().quantity().value();
            open.put(id, new Open(null, quantity, quantity));
        } else if (event instanceof LedgerEvent.OrderSubmitted sent) {
            open.computeIfPresent(id, (same, known) -> known.sent(sent.clientOrderId()));
        } else if (event instanceof LedgerEvent.OrderReduced reduced) {
            open.computeIfPresent(id, (same, known) -> known.of(reduced.quantity().value()));
        } else if (event instanceof LedgerEvent.OrderAmended amended) {
            open.computeIfPresent(id, (same, known) -> known.sent(amended.clientOrderId())
                    .of(amended.quantity().value()));
        } else if (event instanceof LedgerEvent.OrderFilled filled) {
            open.computeIfPresent(id, (same, known) -> known.filled(filled.fill().quantity().value()));
        }
    }

    private static boolean isEnd(LedgerEvent.OrderEvent event) {
        return event instanceof LedgerEvent.OrderDenied
                || event instanceof LedgerEvent.OrderRejected
                || event instanceof LedgerEvent.OrderCancelled
                || event instanceof LedgerEvent.OrderExpired
                || event instanceof LedgerEvent.OrderNeverArrived;
    }
}

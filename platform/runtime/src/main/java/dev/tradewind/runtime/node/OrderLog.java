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

/** Lines of the log about orders of an account: each with account, mode, the order's id, and its id at the venue. */
final class OrderLog {
    private static final Logger LOG = LoggerFactory.getLogger(OrderLog.class);

    private final String account;
    private final String mode;
    private final OrderLines lines;
    private final Logger log;
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
        this(account, mode, OrderLines.SHARED, LOG);
    }

    OrderLog(String account, String mode, OrderLines lines, Logger log) {
        this.account = account;
        this.mode = mode;
        this.lines = lines;
        this.log = log;
    }

    String account() {
        return account;
    }

    /** Learns the ids of orders that are open already. */
    void begin(Ledger ledger) {
        // What is not written yet is about a time before this ledger's.
        lines.awaitWritten();
        for (OrderState order : ledger.orders().open()) {
            Decimal quantity = order.request().quantity().value();
            Decimal filled = order.filledQuantity().value();
            open.put(order.id(), new Open(order.clientOrderId(), quantity, quantity.minus(filled)));
        }
    }

    /** A command that the venue's connection has. */
    void sent(OrderCommand command) {
        long millis = System.currentTimeMillis();
        String thread = Thread.currentThread().getName();
        lines.put(() -> new LogLine(log, "sent " + command.getClass().getSimpleName())
                .with("account", account)
                .with("mode", mode)
                .with("order", command.orderId())
                .with("clientOrder", command.clientOrderId())
                .write(millis, thread));
    }

    /** An event that is durable. */
    void tell(LedgerEvent.OrderEvent event, long batch) {
        long millis = System.currentTimeMillis();
        String thread = Thread.currentThread().getName();
        lines.put(() -> write(event, batch, millis, thread));
    }

    private void write(LedgerEvent.OrderEvent event, long batch, long millis, String thread) {
        follow(event);
        // What follows a verdict that allows says so.
        if (!(event instanceof LedgerEvent.OrderJudged judged) || judged.verdict().decision() != Decision.ALLOW) {
            line(event, batch).write(millis, thread);
        }
        Open now = open.get(event.orderId());
        if (now != null && (isEnd(event) || now.left().signum() <= 0)) {
            open.remove(event.orderId());
        }
    }

    private LogLine line(LedgerEvent.OrderEvent event, long batch) {
        LogLine line = new LogLine(log, event.getClass().getSimpleName())
                .with("account", account)
                .with("mode", mode)
                .with("order", event.orderId());
        Open known = open.get(event.orderId());
        ClientOrderId id = known == null ? null : known.clientId();
        if (id != null) {
            line.with("clientOrder", id);
        }
        return describe(event, line.with("batch", batch));
    }

    private static LogLine describe(LedgerEvent.OrderEvent event, LogLine line) {
        return switch (event) {
            case LedgerEvent.OrderInitialised e ->
                line.with("strategy", e.strategy())
                        .with("instrument", e.request().instrument())
                        .with("side", e.request().side())
                        .with("type", e.request().type())
                        .with("quantity", e.request().quantity());
            case LedgerEvent.OrderDenied e ->
                line.with("code", e.code()).with("reason", e.reason());
            case LedgerEvent.OrderFilled e ->
                line.with("price", e.fill().price())
                        .with("quantity", e.fill().quantity())
                        .with("fee", e.fill().fee())
                        .with("trade", e.fill().tradeId());
            case LedgerEvent.OrderAccepted e -> line.with("venueOrder", e.venueOrderId());
            case LedgerEvent.OrderJudged e ->
                line.with("decision", e.verdict().decision());
            case LedgerEvent.OrderHeld e -> line.with("reason", e.reason());
            case LedgerEvent.OrderReduced e ->
                line.with("quantity", e.quantity()).with("reason", e.reason());
            case LedgerEvent.OrderRejected e -> line.with("reason", e.reason());
            case LedgerEvent.OrderCancelled e -> line.with("reason", e.reason());
            case LedgerEvent.CancelRequested e -> line.with("reason", e.reason());
            case LedgerEvent.CancelRefused e -> line.with("reason", e.reason());
            case LedgerEvent.AmendRequested e ->
                line.with("quantity", e.quantity()).with("prices", e.prices());
            case LedgerEvent.OrderAmended e ->
                line.with("quantity", e.quantity()).with("prices", e.prices());
            case LedgerEvent.AmendRefused e -> line.with("reason", e.reason());
            case LedgerEvent.OrderFateUnknown e -> line.with("reason", e.reason());
            case LedgerEvent.OrderInDoubt e -> line.with("reason", e.reason());
            case LedgerEvent.OrderNeverArrived e -> line.with("reason", e.reason());
            case LedgerEvent.OrderSubmitted e -> line;
            case LedgerEvent.OrderTriggered e -> line;
            case LedgerEvent.OrderExpired e -> line;
        };
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

package dev.tradewind.runtime.node;

import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures how long commands take to leave, and how long the venue takes to say something about a new order. A venue
 * may have said it before the command counts as sent: then that time is not known, and the other is from the beginning.
 */
final class CommandTimes {
    /** More new orders without an answer than this are not measured. */
    static final int MOST = 10_000;

    private final Latencies latencies;
    /** When an order began to leave, then when it had left; until it is answered. */
    private final Map<ClientOrderId, Long> unanswered = new ConcurrentHashMap<>();

    CommandTimes(Latencies latencies) {
        this.latencies = latencies;
    }

    void sending(OrderCommand command) {
        if (command instanceof SubmitOrder && unanswered.size() < MOST) {
            unanswered.put(command.clientOrderId(), System.nanoTime());
        }
    }

    void sent(OrderCommand command) {
        Long since = unanswered.get(command.clientOrderId());
        if (since != null) {
            long now = System.nanoTime();
            latencies.record(Latencies.Stage.SENT, now - since);
            unanswered.replace(command.clientOrderId(), since, now);
        }
    }

    void reported(ClientOrderId id) {
        Long since = unanswered.remove(id);
        if (since != null) {
            latencies.record(Latencies.Stage.ACKNOWLEDGED, System.nanoTime() - since);
        }
    }
}

package dev.tradewind.runtime.node;

import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Measures how long commands take to leave, and how long the venue takes to say something about a new order. */
final class CommandTimes {
    /** More new orders without an answer than this are not measured. */
    private static final int MOST = 10_000;

    private final Latencies latencies;
    private final Map<ClientOrderId, Long> sending = new ConcurrentHashMap<>();
    private final Map<ClientOrderId, Long> sent = new ConcurrentHashMap<>();

    CommandTimes(Latencies latencies) {
        this.latencies = latencies;
    }

    void sending(OrderCommand command) {
        if (command instanceof SubmitOrder && sent.size() < MOST) {
            sending.put(command.clientOrderId(), System.nanoTime());
        }
    }

    void sent(OrderCommand command) {
        Long since = sending.remove(command.clientOrderId());
        if (since != null) {
            latencies.record(Latencies.Stage.SENT, System.nanoTime() - since);
            sent.put(command.clientOrderId(), System.nanoTime());
        }
    }

    void reported(ClientOrderId id) {
        Long since = sent.remove(id);
        if (since != null) {
            latencies.record(Latencies.Stage.ACKNOWLEDGED, System.nanoTime() - since);
        }
    }
}

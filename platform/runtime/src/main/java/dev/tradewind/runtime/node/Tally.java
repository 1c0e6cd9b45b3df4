package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What an account's orders came to since this process began to trade it. Written by its shard, read by any thread. */
final class Tally {
    private final AtomicLong placed = new AtomicLong();
    private final AtomicLong denied = new AtomicLong();
    private final AtomicLong fills = new AtomicLong();

    /**
     * The numbers at a moment.
     *
     * @param placed orders that were sent to the venue
     * @param denied orders that limits or rules kept back
     */
    record Count(long placed, long denied, long fills) {
        static final Count NONE = new Count(0, 0, 0);
    }

    void add(List<LedgerEvent> events) {
        for (LedgerEvent event : events) {
            switch (event) {
                case LedgerEvent.OrderSubmitted e -> placed.incrementAndGet();
                case LedgerEvent.OrderDenied e -> denied.incrementAndGet();
                case LedgerEvent.OrderFilled e -> fills.incrementAndGet();
                default -> {}
            }
        }
    }

    Count count() {
        return new Count(placed.get(), denied.get(), fills.get());
    }
}

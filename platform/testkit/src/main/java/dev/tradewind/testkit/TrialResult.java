package dev.tradewind.testkit;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.backtest.BacktestOutcome;
import java.util.Arrays;
import java.util.List;

/**
 * What a {@link Trial} came to.
 *
 * @param outcome counts and hashes
 * @param engine as it is at the end, for reading
 * @param events all ledger events, in order
 * @param bytes the bytes of each event, as a journal holds them
 * @param eventsAtBar how many events there were when the engine had handled each bar
 */
public record TrialResult(
        BacktestOutcome outcome,
        Engine engine,
        List<LedgerEvent> events,
        List<byte[]> bytes,
        List<Integer> eventsAtBar) {
    public TrialResult {
        events = List.copyOf(events);
        bytes = List.copyOf(bytes);
        eventsAtBar = List.copyOf(eventsAtBar);
    }

    /** SHA-256 over the bytes of all events. */
    public String eventHash() {
        return outcome.eventHash();
    }

    /** Every order asked for, oldest first. */
    public List<OrderRequest> orders() {
        return events.stream()
                .filter(OrderInitialised.class::isInstance)
                .map(event -> ((OrderInitialised) event).request())
                .toList();
    }

    /** Every fill, oldest first. */
    public List<Fill> fills() {
        return events.stream()
                .filter(OrderFilled.class::isInstance)
                .map(event -> ((OrderFilled) event).fill())
                .toList();
    }

    /** Cash and positions at the last prices. @throws IllegalStateException if a price is missing */
    public Money finalEquity() {
        return engine.portfolio().equity();
    }

    /** The first event in which two results differ up to a number of events; -1 if they do not. */
    int firstDifference(TrialResult other, int upTo) {
        for (int i = 0; i < upTo; i++) {
            boolean here = i < bytes.size();
            boolean there = i < other.bytes.size();
            if (here != there || (here && !Arrays.equals(bytes.get(i), other.bytes.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    /** The event with this number, for a message. */
    String describe(int event) {
        return event < events.size() ? events.get(event).toString() : "nothing more";
    }
}

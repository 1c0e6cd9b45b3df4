package dev.tradewind.simulation.venue;

import dev.tradewind.sdk.order.OrderCommand;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Commands on their way to a venue; those that arrive together keep the order in which they were sent. */
final class CommandQueue {
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>();
    private long sent;

    /** A command and when it arrives. */
    record Arrival(long nanos, long number, OrderCommand command) implements Comparable<Arrival> {
        @Override
        public int compareTo(Arrival other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(number, other.number);
        }
    }

    void add(long nanos, OrderCommand command) {
        arrivals.add(new Arrival(nanos, sent++, command));
    }

    /** When the next one arrives; {@link Long#MAX_VALUE} if there is none. */
    long nextNanos() {
        Arrival next = arrivals.peek();
        return next == null ? Long.MAX_VALUE : next.nanos();
    }

    /** Takes the next one if it arrives by then; null otherwise. */
    @Nullable Arrival poll(long nanos) {
        return nextNanos() <= nanos ? arrivals.poll() : null;
    }

    void clear() {
        arrivals.clear();
    }
}

package dev.tradewind.testkit.exchange;

import dev.tradewind.testkit.exchange.FaultType.Where;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what goes wrong, and counts it. The decision on the n-th request, message or second depends on seed, plan and
 * n alone, so that the same order of events meets the same faults. Thread-safe.
 */
final class Faults {
    private static final int LOGGED = 10_000;
    private static final int MAX_ORDERED = 1000;
    private static final double MARKET_SHARE = 0.05;

    /**
     * A fault that is to happen.
     *
     * @param size 0 to 1: how long, how much
     */
    record Fault(FaultType type, double size) {
        int millis(int most) {
            return 1 + (int) (size * (most - 1));
        }
    }

    /** What the decisions are numbered by, each for itself. */
    enum Source {
        REQUEST,
        USER_MESSAGE,
        MARKET_MESSAGE,
        SECOND
    }

    private record Happened(long millis, FaultType type, String what) {}

    private final FaultPlan plan;
    private final long seed;
    private final ExchangeClock clock;
    private final long[] numbers = new long[Source.values().length];
    private final Map<FaultType, Integer> counts = new EnumMap<>(FaultType.class);
    private final Deque<Happened> log = new ArrayDeque<>();
    private final Deque<FaultType> ordered = new ArrayDeque<>();

    Faults(FaultPlan plan, long seed, ExchangeClock clock) {
        this.plan = plan;
        this.seed = seed;
        this.clock = clock;
    }

    /** The next trading request, or the next user message, shall meet this fault. */
    synchronized void order(FaultType type) {
        if (ordered.size() >= MAX_ORDERED) {
            throw new IllegalArgumentException("more than " + MAX_ORDERED + " faults are waiting");
        }
        ordered.add(type);
    }

    /**
     * What happens to a signed request.
     *
     * @param trades whether it places or cancels orders
     */
    synchronized @Nullable Fault onRequest(boolean trades) {
        Fault drawn = draw(Source.REQUEST, Where.REQUEST, 1);
        Fault wanted = trades ? ordered(Where.REQUEST) : null;
        return wanted == null ? drawn : wanted;
    }

    synchronized @Nullable Fault onMessage(boolean user) {
        Fault drawn = user
                ? draw(Source.USER_MESSAGE, Where.MESSAGE, 1)
                : draw(Source.MARKET_MESSAGE, Where.MESSAGE, MARKET_SHARE);
        Fault wanted = user ? ordered(Where.MESSAGE) : null;
        return wanted == null ? drawn : wanted;
    }

    private @Nullable Fault ordered(Where where) {
        FaultType next = ordered.peek();
        if (next == null || next.where != where) {
            return null;
        }
        ordered.remove();
        return new Fault(next, 0.5);
    }

    private @Nullable Fault draw(Source source, Where where, double share) {
        long number = numbers[source.ordinal()]++;
        if (plan.rates().isEmpty()) {
            return null;
        }
        double u = uniform(source.ordinal(), number, 0);
        for (FaultType type : FaultType.values()) {
            if (type.where == where) {
                u -= share * plan.rate(type);
                if (u < 0) {
                    return new Fault(type, uniform(source.ordinal(), number, 1));
                }
            }
        }
        return null;
    }

    /**
     * Whether a fault of time happens in this second.
     *
     * @param second since the exchange opened
     * @param whom the number of the stream or account
     */
    @Nullable Fault onSecond(FaultType type, long second, long whom) {
        long number = second * 1_000_003 + whom;
        boolean happens = uniform(Source.SECOND.ordinal() + 16 * type.ordinal(), number, 0) < plan.rate(type);
        return happens ? new Fault(type, uniform(Source.SECOND.ordinal() + 16 * type.ordinal(), number, 1)) : null;
    }

    /** From 0 to below 1, by the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private double uniform(long stream, long number, long draw) {
        long z = mix(mix(mix(seed) ^ stream) ^ number) ^ draw;
        return (mix(z) >>> 11) * 0x1.0p-53;
    }

    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Notes that a fault has happened. */
    synchronized void happened(FaultType type, String what) {
        counts.merge(type, 1, Integer::sum);
        if (log.size() == LOGGED) {
            log.removeFirst();
        }
        log.add(new Happened(clock.nanos() / ExchangeClock.MILLI, type, what));
    }

    synchronized int count(FaultType type) {
        return counts.getOrDefault(type, 0);
    }

    /** Counts of all types, and the newest 10,000 faults in order. */
    synchronized JsonObject json() {
        JsonObject byType = new JsonObject();
        for (FaultType type : FaultType.values()) {
            byType.put(type.text(), count(type));
        }
        List<JsonObject> happened = new ArrayList<>();
        for (Happened each : log) {
            happened.add(new JsonObject()
                    .put("timeMillis", each.millis())
                    .put("type", each.type().text())
                    .put("what", each.what()));
        }
        return new JsonObject()
                .put("seed", seed)
                .put("plan", plan.text())
                .put("counts", byType)
                .put("waiting", ordered.stream().map(FaultType::text).toList())
                .put("log", happened);
    }
}

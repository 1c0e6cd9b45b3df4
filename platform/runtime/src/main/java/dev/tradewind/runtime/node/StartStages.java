package dev.tradewind.runtime.node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How long the parts of a start took; some run at the same time. Any thread. */
final class StartStages {
    private final long begunNanoTime = System.nanoTime();
    private final long beforeMillis;
    private final List<String> stages = new ArrayList<>();

    StartStages() {
        Instant now = Instant.now();
        beforeMillis = Duration.between(
                        ProcessHandle.current().info().startInstant().orElse(now), now)
                .toMillis();
    }

    /** Does a part and notes it. */
    <T> T time(String name, Supplier<T> part) {
        long from = sinceProcessMillis();
        try {
            return part.get();
        } finally {
            note(name, from);
        }
    }

    private synchronized void note(String name, long from) {
        stages.add(name + " " + from + " to " + sinceProcessMillis());
    }

    /** Milliseconds since the process began, the start of Java included. */
    long sinceProcessMillis() {
        return beforeMillis + (System.nanoTime() - begunNanoTime) / 1_000_000;
    }

    /** All that is noted, each with its begin and end in milliseconds since the process began. */
    synchronized String line() {
        return "Java 0 to " + beforeMillis + ", " + String.join(", ", stages) + " ms";
    }
}

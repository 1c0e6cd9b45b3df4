package dev.tradewind.runtime.node;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How long each stage of an order takes, in nanoseconds; any thread records, one at a time reads. */
final class Latencies {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int DIGITS = 3;

    private final Map<Stage, Recorder> recorders = new EnumMap<>(Stage.class);
    private final Map<Stage, Histogram> totals = new EnumMap<>(Stage.class);

    /** A stage in the life of an order. */
    enum Stage {
        /** From taking an input that led to something to its decision. */
        DECIDED,
        /** From there until it was on disk. */
        DURABLE,
        /** From there until the command was with the venue's connection. */
        SENT,
        /** From there until the venue's first report about it. */
        ACKNOWLEDGED
    }

    Latencies() {
        for (Stage stage : Stage.values()) {
            recorders.put(stage, new Recorder(HIGHEST_NANOS, DIGITS));
            totals.put(stage, new Histogram(HIGHEST_NANOS, DIGITS));
        }
    }

    void record(Stage stage, long nanos) {
        Recorder recorder = recorders.get(stage);
        if (recorder != null) {
            recorder.recordValue(Math.clamp(nanos, 0, HIGHEST_NANOS));
        }
    }

    /** All that was recorded of a stage since the start; a copy. */
    synchronized Histogram total(Stage stage) {
        Histogram total = totals.get(stage);
        Recorder recorder = recorders.get(stage);
        if (total == null || recorder == null) {
            throw new IllegalStateException("every stage has its histogram");
        }
        total.add(recorder.getIntervalHistogram());
        return total.copy();
    }
}

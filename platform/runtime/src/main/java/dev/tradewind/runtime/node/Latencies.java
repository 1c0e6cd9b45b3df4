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
    private final Map<Stage, Histogram> unkept = new EnumMap<>(Stage.class);

    /** A stage in the life of an order. */
    enum Stage {
        /** From receiving a market event to its decision, whatever that was: waiting in the inbox is part of it. */
        MARKET,
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
            unkept.put(stage, new Histogram(HIGHEST_NANOS, DIGITS));
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
        collect(stage);
        return of(totals, stage).copy();
    }

    /** What was recorded of a stage since the last call, to be kept; may be empty. */
    synchronized Histogram interval(Stage stage) {
        collect(stage);
        Histogram interval = of(unkept, stage);
        Histogram taken = interval.copy();
        interval.reset();
        return taken;
    }

    private void collect(Stage stage) {
        Histogram fresh = of(recorders, stage).getIntervalHistogram();
        of(totals, stage).add(fresh);
        of(unkept, stage).add(fresh);
    }

    private static <T> T of(Map<Stage, T> all, Stage stage) {
        T one = all.get(stage);
        if (one == null) {
            throw new IllegalStateException("every stage has its histogram");
        }
        return one;
    }
}

package dev.tradewind.runtime.node;

import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.session.LatencyStore;
import dev.tradewind.store.session.LatencyStore.Interval;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * How long each stage of each account took in a period.
 *
 * @param rows in the order of accounts and stages
 * @param fromNanos begin of the first interval that is in it; {@link Long#MAX_VALUE} without any
 * @param toNanos end of the last
 */
public record LatencyReport(List<Row> rows, long fromNanos, long toNanos) {
    /** What the percentiles of a row are. */
    public static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

    public LatencyReport {
        rows = List.copyOf(rows);
    }

    /**
     * A stage of an account.
     *
     * @param stage what it is of
     * @param count how often it was measured
     * @param nanos at each of {@link #PERCENTILES}
     */
    public record Row(String account, Stage stage, long count, List<Long> nanos) {
        public Row {
            nanos = List.copyOf(nanos);
        }
    }

    /** A stage, as people read it. */
    public enum Stage {
        MARKET("market event to decided"),
        DECIDED("input taken to decided"),
        DURABLE("decided to durable"),
        SENT("durable to sent"),
        ACKNOWLEDGED("sent to acknowledged");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private static final class Merged {
        private final Map<Stage, Histogram> stages = new LinkedHashMap<>();
    }

    /**
     * Reads what is kept; a node that runs is asked to keep what it has measured up to now.
     *
     * @param account empty for all
     * @param sinceNanos intervals that ended before are left out
     */
    public static LatencyReport read(NodeConfig config, NodeHome home, String account, long sinceNanos) {
        ControlClient.send(home, Map.of("command", "keep-latencies"));
        Map<String, Merged> accounts = new LinkedHashMap<>();
        long[] period = {Long.MAX_VALUE, Long.MIN_VALUE};
        try (Database database = NodeDatabase.openForReading(config, home)) {
            new LatencyStore(database).read(sinceNanos, interval -> {
                if (account.isEmpty() || interval.account().equals(account)) {
                    Merged merged = accounts.computeIfAbsent(interval.account(), name -> new Merged());
                    Stage stage = Stage.valueOf(interval.stage().toUpperCase(java.util.Locale.ROOT));
                    Histogram histogram = decode(interval);
                    merged.stages.merge(stage, histogram, (one, other) -> {
                        one.add(other);
                        return one;
                    });
                    period[0] = Math.min(period[0], interval.fromNanos());
                    period[1] = Math.max(period[1], interval.toNanos());
                }
            });
        }
        List<Row> rows = new ArrayList<>();
        accounts.forEach((name, merged) -> {
            for (Stage stage : Stage.values()) {
                Histogram histogram = merged.stages.get(stage);
                if (histogram != null) {
                    List<Long> nanos =
                            PERCENTILES.stream().map(histogram::getValueAtPercentile).toList();
                    rows.add(new Row(name, stage, histogram.getTotalCount(), nanos));
                }
            }
        });
        return new LatencyReport(rows, period[0], period[1]);
    }

    private static Histogram decode(Interval interval) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(interval.histogram().toByteArray()), 0);
        } catch (DataFormatException | RuntimeException e) {
            throw new NodeException(
                    "the histogram of " + interval.account() + " " + interval.stage() + " from "
                            + interval.fromNanos() + " cannot be read: " + e.getMessage(),
                    e);
        }
    }
}

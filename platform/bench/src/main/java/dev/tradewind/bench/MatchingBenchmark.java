package dev.tradewind.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Order books on the same streams of commands, one thread, the book emptied before each pass. Passes of the contenders
 * alternate, so that a busy machine slows all of them alike; throughput is measured without reading the clock a
 * command, latency in passes of its own.
 */
final class MatchingBenchmark {
    private static final int GENERATED = 3_000_000;
    private static final long SEED = 20_251_121;
    private static final int PASSES = 10;
    private static final int WARM_UP = 5;
    private static final int LONGEST_NANOS = 1_000_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Optional<OrderFlow> recorded;
    private final List<String> notes = new ArrayList<>();

    MatchingBenchmark(Optional<OrderFlow> recorded) {
        this.recorded = recorded;
    }

    List<String> notes() {
        return notes;
    }

    List<Row> run() {
        List<Row> rows = new ArrayList<>();
        int overhead = clockOverhead();
        notes.add("reading the clock twice takes " + overhead + " ns (median); latencies are as measured, with it");
        if (recorded.isPresent()) {
            measure(recorded.get(), rows);
        } else {
            notes.add("no recorded stream: name one with --data");
        }
        measure(OrderFlowGenerator.make(GENERATED, SEED), rows);
        rows.add(new Row("reading the clock twice", "System.nanoTime", overhead, "ns"));
        return rows;
    }

    private void measure(OrderFlow flow, List<Row> rows) {
        List<Measured> contenders = List.of(
                new Measured(new TradewindBook(), flow), new Measured(new ExchangeCoreBook(), flow));
        for (int i = 0; i < WARM_UP; i++) {
            contenders.forEach(Measured::warmUp);
        }
        for (int i = 0; i < PASSES; i++) {
            int pass = i;
            contenders.forEach(contender -> contender.throughput(pass));
        }
        for (int i = 0; i < PASSES; i++) {
            contenders.forEach(Measured::latency);
        }
        contenders.forEach(contender -> contender.report(rows));
        Measured ours = contenders.getFirst();
        Measured theirs = contenders.getLast();
        rows.add(new Row(ours.title("times exchange-core, median"), "tradewind", ours.median() / theirs.median(), "x"));
        rows.add(new Row(
                ours.title("times exchange-core, median by CPU time"), "tradewind",
                ours.cpuMedian() / theirs.cpuMedian(), "x"));
        contenders.forEach(contender ->
                notes.add(contender.title(contender.book.name() + ": " + contender.book.totals())));
        if (!ours.book.totals().equals(theirs.book.totals())) {
            notes.add(flow.name + ": THE CONTENDERS DISAGREE on what traded, so their figures do not compare");
        }
    }

    /** One contender on one stream. */
    private static final class Measured {
        private final BookContender book;
        private final OrderFlow flow;
        private final double[] perSecond = new double[PASSES];
        private final double[] cpuPerSecond = new double[PASSES];
        private final int[] histogram = new int[LONGEST_NANOS + 1];
        private long allocated = Long.MAX_VALUE;

        Measured(BookContender book, OrderFlow flow) {
            this.book = book;
            this.flow = flow;
        }

        void warmUp() {
            book.reset();
            book.runAll(flow);
            book.reset();
            book.time(flow, histogram);
            Arrays.fill(histogram, 0);
        }

        void throughput(int pass) {
            book.reset();
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long cpu = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            book.runAll(flow);
            long wall = System.nanoTime() - start;
            cpuPerSecond[pass] = flow.commands() * 1e9 / (THREADS.getCurrentThreadCpuTime() - cpu);
            perSecond[pass] = flow.commands() * 1e9 / wall;
            allocated = Math.min(allocated, THREADS.getCurrentThreadAllocatedBytes() - bytes);
        }

        void latency() {
            book.reset();
            book.time(flow, histogram);
        }

        String title(String what) {
            return flow.name + " " + flow.commands() + ", " + what;
        }

        double median() {
            return median(perSecond);
        }

        /** What the thread would do with a processor of its own: on a busy machine the figure to look at. */
        double cpuMedian() {
            return median(cpuPerSecond);
        }

        private static double median(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted[PASSES / 2];
        }

        private double best() {
            return Arrays.stream(perSecond).max().orElseThrow();
        }

        void report(List<Row> rows) {
            rows.add(new Row(title("median"), book.name(), median(), "commands/s"));
            rows.add(new Row(title("best"), book.name(), best(), "commands/s"));
            rows.add(new Row(title("median by CPU time"), book.name(), cpuMedian(), "commands/s"));
            rows.add(new Row(title("p50"), book.name(), percentile(0.5), "ns"));
            rows.add(new Row(title("p99"), book.name(), percentile(0.99), "ns"));
            rows.add(new Row(title("p99.9"), book.name(), percentile(0.999), "ns"));
            rows.add(new Row(title("allocated"), book.name(), (double) allocated / flow.commands(), "B/command"));
        }

        private int percentile(double share) {
            return MatchingBenchmark.percentile(histogram, share);
        }
    }

    private static int percentile(int[] histogram, double share) {
        long total = Arrays.stream(histogram).asLongStream().sum();
        long wanted = (long) Math.ceil(total * share);
        int at = -1;
        while (wanted > 0) {
            wanted -= histogram[++at];
        }
        return at;
    }

    private static int clockOverhead() {
        int[] histogram = new int[LONGEST_NANOS + 1];
        for (int i = 0; i < 2_000_000; i++) {
            long start = System.nanoTime();
            histogram[(int) Math.min(LONGEST_NANOS, System.nanoTime() - start)]++;
        }
        return percentile(histogram, 0.5);
    }
}

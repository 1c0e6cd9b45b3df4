package dev.tradewind.policy.bench;

import com.sun.management.ThreadMXBean;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.policy.DroolsPolicy;
import dev.tradewind.policy.RuleSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Latency of one verdict: 60 generated rules, each evaluated to its last condition, and
 * a table of 1,000 limits, against the same written by hand.
 * Each call is timed alone, the clock's own cost (some 20 ns) included. {@code drools} is the policy as the engine asks
 * it; {@code drools, session alone} sends also those orders through the rule engine's session that no rule matches.
 */
public final class RulesBenchmark {
    /** Rules of the published figure. */
    public static final int RULES = 60;
    /** Rows of its table of limits. */
    public static final int LIMITS = 1_000;

    private static final int WARM_UP_ROUNDS = 8;

    private RulesBenchmark() {}

    /**
     * A measured figure.
     *
     * @param name what was done
     * @param contender by whom
     * @param value the figure
     * @param unit such as ns
     */
    public record Row(String name, String contender, double value, String unit) {}

    /**
     * Measures.
     *
     * @param calls timed calls of each kind, 100,000 or more for a steady p99
     * @param shipped a rules folder that is measured too, with an order that it must allow
     * @throws IOException if no temporary folder can be written
     */
    public static List<Row> run(int calls, Path shipped) throws IOException {
        Path folder = Files.createTempDirectory("tradewind-rules");
        try {
            List<Row> rows = new ArrayList<>(generated(folder.resolve("generated"), calls));
            Path cache = folder.resolve("cache");
            try (Policy policy = RuleSet.load(shipped, cache).newPolicy()) {
                Check order = GeneratedRules.harmless();
                measure(rows, "shipped rules: allow", "drools", policy, order, Decision.ALLOW, calls);
                double[] millis = new double[WARM_UP_ROUNDS + 1];
                for (int round = 0; round < millis.length; round++) {
                    long start = System.nanoTime();
                    ColdStart.judge(policy, order, ColdStart.ORDERS);
                    millis[round] = millisSince(start);
                }
                Arrays.sort(millis);
                rows.add(new Row(
                        "shipped rules: " + ColdStart.ORDERS + " verdicts, warm",
                        "drools",
                        millis[millis.length / 2],
                        "ms"));
            }
            rows.addAll(ColdStart.measure(shipped, cache));
            return rows;
        } finally {
            delete(folder);
        }
    }

    private static List<Row> generated(Path folder, int calls) throws IOException {
        GeneratedRules.write(folder, RULES);
        GeneratedRules.writeLimits(folder, "100000", LIMITS);
        List<Row> rows = new ArrayList<>();
        Path cache = folder.resolve("cache");
        long start = System.nanoTime();
        RuleSet rules = RuleSet.load(folder, cache);
        rows.add(new Row("load " + RULES + " rules, compiled", "drools", millisSince(start), "ms"));
        start = System.nanoTime();
        RuleSet cached = RuleSet.load(folder, cache);
        if (!cached.isFromCache()) {
            throw new IllegalStateException("the rules were not kept in " + cache);
        }
        rows.add(new Row("load " + RULES + " rules, from the cache", "drools", millisSince(start), "ms"));
        try (DroolsPolicy drools = rules.newPolicy();
                DroolsPolicy unscreened = rules.newUnscreenedPolicy();
                Policy byHand = new GeneratedRules.HandWritten(RULES)) {
            start = System.nanoTime();
            drools.open();
            rows.add(new Row("open the session", "drools", millisSince(start), "ms"));
            measure(rows, "hand-written Java", byHand, calls);
            measure(rows, "drools", drools, calls);
            measure(rows, "drools, session alone", unscreened, calls);
        }
        return rows;
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private static void measure(List<Row> rows, String contender, Policy policy, int calls) {
        measure(rows, "verdict: allow", contender, policy, GeneratedRules.harmless(), Decision.ALLOW, calls);
        measure(rows, "verdict: deny", contender, policy, GeneratedRules.tooLarge(), Decision.DENY, calls);
    }

    private static void measure(
            List<Row> rows, String name, String contender, Policy policy, Check check, Decision expected, int calls) {
        long[] nanos = new long[calls];
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            time(policy, check, expected, nanos);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        time(policy, check, expected, nanos);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        Arrays.sort(nanos);
        rows.add(new Row(name + ", p50", contender, nanos[calls / 2], "ns"));
        rows.add(new Row(name + ", p99", contender, nanos[(int) (calls * 0.99)], "ns"));
        rows.add(new Row(name + ", allocated", contender, allocated / (double) calls, "B"));
    }

    private static void time(Policy policy, Check check, Decision expected, long[] nanos) {
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            Decision decision = policy.judge(check).decision();
            nanos[i] = System.nanoTime() - start;
            if (decision != expected) {
                throw new IllegalStateException(expected + " expected, got " + decision);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

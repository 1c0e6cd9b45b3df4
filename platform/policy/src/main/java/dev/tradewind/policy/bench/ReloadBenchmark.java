package dev.tradewind.policy.bench;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.policy.LivePolicy;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.RuleTrial;
import dev.tradewind.policy.bench.RulesBenchmark.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Rules that are edited again and again while orders come at a fixed rate: each order's time from when it was due until
 * it is judged, the taking over of new rules within, and each verdict against the same rules in plain Java. Every tenth
 * edit is broken and must change nothing.
 */
public final class ReloadBenchmark {
    private static final int RULES = 60;
    private static final int ORDERS_A_SECOND = 20_000;
    private static final int QUIET_SECONDS = 10;
    private static final int MOST_SECONDS = 1_800;
    private static final int WARM_UPS = 5;
    private static final int LARGEST = 2_500;

    private final Path folder;
    private final Path cache;
    private final int reloads;
    private final Map<String, Double> limits = new ConcurrentHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final List<Long> loadNanos = new ArrayList<>();
    private long wrong;
    private long swaps;
    private long longestSwapNanos;

    private ReloadBenchmark(Path folder, int reloads) {
        this.folder = folder.resolve("rules");
        this.cache = folder.resolve("cache");
        this.reloads = reloads;
    }

    /**
     * Measures.
     *
     * @param reloads edits of the rules, each as soon as the one before is in force
     * @throws IOException if no temporary folder can be written
     */
    public static List<Row> run(int reloads) throws IOException {
        Path folder = Files.createTempDirectory("tradewind-reload");
        try {
            return new ReloadBenchmark(folder, reloads).run();
        } finally {
            RulesBenchmark.delete(folder);
        }
    }

    private List<Row> run() throws IOException {
        GeneratedRules.write(folder, RULES);
        Random random = new Random(5);
        LivePolicy policy = new LivePolicy(
                edited(1_000), hash -> Optional.empty(), retired -> Thread.ofVirtual().start(retired::close));
        for (int i = 0; i < WARM_UPS; i++) {
            RuleSet rules = edited(100 + random.nextInt(LARGEST));
            policy.prepare(rules, "warm");
            policy.activate(rules.hash());
        }
        loadNanos.clear();
        long[] nanos = new long[MOST_SECONDS * ORDERS_A_SECOND];
        judge(policy, nanos, QUIET_SECONDS * ORDERS_A_SECOND, null);
        rows("without reloads", nanos, judge(policy, nanos, QUIET_SECONDS * ORDERS_A_SECOND, null));
        Thread editor = Thread.ofPlatform().daemon().name("editor").start(() -> edit(policy, random));
        int judged = judge(policy, nanos, nanos.length, editor);
        policy.close();
        if (failure.get() != null) {
            throw failure.get();
        }
        rows("with reloads", nanos, judged);
        rows.add(row("reloads, a tenth of them broken", reloads, ""));
        rows.add(row("taken over by the thread that judges", (double) swaps, ""));
        rows.add(row("longest that took", longestSwapNanos / 1e6, "ms"));
        rows.add(row("verdicts that the same rules in Java did not give", (double) wrong, ""));
        long[] loads = loadNanos.stream().mapToLong(Long::longValue).sorted().toArray();
        rows.add(row("a reload, all checks, p50", loads[loads.length / 2] / 1e6, "ms"));
        rows.add(row("a reload, all checks, p99", loads[(int) (loads.length * 0.99)] / 1e6, "ms"));
        return rows;
    }

    private static Row row(String name, double value, String unit) {
        return new Row(name, RULES + " rules, " + ORDERS_A_SECOND + " orders/s", value, unit);
    }

    private RuleSet edited(double limit) throws IOException {
        long begun = System.nanoTime();
        GeneratedRules.writeLimits(folder, Double.toString(limit), 1);
        RuleSet rules = RuleTrial.load(folder, cache).rules();
        loadNanos.add(System.nanoTime() - begun);
        limits.put(rules.hash(), limit);
        return rules;
    }

    private void edit(LivePolicy policy, Random random) {
        Path file = folder.resolve("risk/generated.drl");
        try {
            String whole = Files.readString(file);
            for (int i = 0; i < reloads && failure.get() == null; i++) {
                if (i % 10 == 3) {
                    Files.writeString(file, whole.substring(0, whole.length() / 2));
                    expectRefusal();
                    Files.writeString(file, whole);
                } else {
                    // Every other edit changes a rule, too, so that it is compiled anew.
                    Files.writeString(file, whole + "// edit " + (i % 2 == 0 ? i : 0) + "\n");
                    policy.prepare(edited(100 + random.nextInt(LARGEST)), "edit " + i);
                }
                if (i % Math.max(1, reloads / 4) == 0) {
                    memory(i);
                }
            }
            memory(reloads);
        } catch (IOException e) {
            failure.set(new UncheckedIOException(e));
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void expectRefusal() {
        try {
            RuleTrial.load(folder, cache);
        } catch (RuleException expected) {
            return;
        }
        throw new IllegalStateException("half a file was taken for rules");
    }

    private void memory(int after) {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long classes = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToLong((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
                .sum();
        synchronized (rows) {
            rows.add(row("heap after " + after + " reloads, without the table of times",
                    heap / 1e6 - MOST_SECONDS * ORDERS_A_SECOND * 8 / 1e6, "MB"));
            rows.add(row("metaspace after " + after + " reloads", classes / 1e6, "MB"));
        }
    }

    /**
     * Judges an order at each instant that one is due, and takes over what is ready.
     *
     * @param editor as long as it lives; null for as many orders as asked
     * @return how many
     */
    private int judge(LivePolicy policy, long[] nanos, int most, @Nullable Thread editor) {
        Check check = GeneratedRules.harmless();
        Random random = new Random(6);
        long pause = 1_000_000_000L / ORDERS_A_SECOND;
        long due = System.nanoTime();
        int judged = 0;
        while (judged < most && (editor == null || editor.isAlive())) {
            due += pause;
            while (System.nanoTime() - due < 0) {
                Thread.onSpinWait();
            }
            takeOver(policy);
            double notional = random.nextInt(LARGEST);
            check.setNotional(notional);
            Decision decision = policy.judge(check).decision();
            nanos[judged++] = System.nanoTime() - due;
            boolean denied = notional > limits.getOrDefault(policy.ruleSet(), Double.NaN);
            if (decision != (denied ? Decision.DENY : Decision.ALLOW)) {
                wrong++;
            }
        }
        return judged;
    }

    private void takeOver(LivePolicy policy) {
        LivePolicy.Next next = policy.next();
        if (next != null) {
            long begun = System.nanoTime();
            if (!policy.activate(next.ruleSet())) {
                wrong++;
            }
            longestSwapNanos = Math.max(longestSwapNanos, System.nanoTime() - begun);
            swaps++;
        }
    }

    private void rows(String when, long[] nanos, int count) {
        Arrays.sort(nanos, 0, count);
        rows.add(row("due to judged, " + when + ", p50", nanos[count / 2] / 1e3, "us"));
        rows.add(row("due to judged, " + when + ", p99", nanos[(int) (count * 0.99)] / 1e3, "us"));
        rows.add(row("due to judged, " + when + ", p99.9", nanos[(int) (count * 0.999)] / 1e3, "us"));
        rows.add(row("orders judged, " + when, count, ""));
    }
}

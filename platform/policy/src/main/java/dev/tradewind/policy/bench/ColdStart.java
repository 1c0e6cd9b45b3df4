package dev.tradewind.policy.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.RuleSet;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What rules cost a process that has just started: a process of its own, which prints its figures. */
final class ColdStart {
    /** Orders of the reference backtest. */
    static final int ORDERS = 21_638;

    static final int FIRST_ORDERS = 1_000;

    private static final long TIMEOUT_SECONDS = 10;

    private ColdStart() {}

    /** Names of the figures, all in milliseconds, in the order in which they are printed. */
    private static final List<String> NAMES = List.of(
            "load from the cache",
            "load from the cache, CPU",
            "first " + FIRST_ORDERS + " verdicts",
            ORDERS + " verdicts",
            ORDERS + " verdicts, CPU");

    /**
     * Starts a process with this one's class path.
     *
     * @param cache holds the compiled rules already
     * @throws IOException if it cannot be started or fails
     */
    static List<RulesBenchmark.Row> measure(Path rules, Path cache) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path", "." + File.pathSeparator),
                ColdStart.class.getName(),
                rules.toString(),
                cache.toString());
        Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // It has closed its output, so that it is about to end.
        int exit = process.onExit().orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join().exitValue();
        if (exit != 0) {
            throw new IOException("the process that measures a cold start failed with exit code " + exit);
        }
        List<String> values = printed.lines().toList();
        List<RulesBenchmark.Row> rows = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            rows.add(new RulesBenchmark.Row(
                    "shipped rules, new process: " + NAMES.get(i), "drools", Double.parseDouble(values.get(i)), "ms"));
        }
        return rows;
    }

    /** Prints a figure a line. */
    public static void main(String[] args) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Check check = GeneratedRules.harmless();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        RuleSet rules = RuleSet.load(Path.of(args[0]), Path.of(args[1]));
        if (!rules.isFromCache()) {
            throw new IllegalStateException("the rules are not in the cache");
        }
        try (Policy policy = rules.newPolicy()) {
            long loaded = System.nanoTime();
            long loadedCpu = system.getProcessCpuTime();
            judge(policy, check, FIRST_ORDERS);
            long first = System.nanoTime();
            judge(policy, check, ORDERS - FIRST_ORDERS);
            long end = System.nanoTime();
            long endCpu = system.getProcessCpuTime();
            for (long nanos : new long[] {
                loaded - start, loadedCpu - cpu, first - loaded, end - loaded, endCpu - loadedCpu
            }) {
                System.out.println(nanos / 1e6);
            }
        }
    }

    /** Judges an order again and again, none of which may be refused. */
    static void judge(Policy policy, Check check, int orders) {
        for (int i = 0; i < orders; i++) {
            check.setNotional(40 + i % 10);
            Verdict verdict = policy.judge(check);
            if (verdict.decision() != Decision.ALLOW) {
                throw new IllegalStateException("a harmless order was refused: " + verdict.reasons());
            }
        }
    }
}

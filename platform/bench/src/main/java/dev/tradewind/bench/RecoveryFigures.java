package dev.tradewind.bench;

import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.Recovery;
import dev.tradewind.store.journal.Snapshots;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How long the ledger of a day with a million events takes to come back: in a process that has just started, as after a
 * crash, and in one that did it before; without a snapshot, and with the one of up to 5,000 batches before that a node
 * keeps.
 */
final class RecoveryFigures {
    private static final String SHARD = "day";
    private static final int EVENTS = 1_000_000;
    private static final int SNAPSHOT_EVERY = 5_000;
    private static final int WARM_ROUNDS = 2;

    private final Database database;
    private final Path home;
    private final List<Row> rows;

    RecoveryFigures(Database database, Path home, List<Row> rows) {
        this.database = database;
        this.home = home;
        this.rows = rows;
    }

    void run() throws IOException, InterruptedException {
        TradingDay.write(database, SHARD, EVENTS);
        measure("a day of 1,000,000 events, no snapshot");
        Recovery recovery = new Recovery(database);
        long last = new Journal(database).head(SHARD).sequence();
        Recovery.Recovered before = recovery.recover(SHARD, last - SNAPSHOT_EVERY, batch -> {});
        new Snapshots(database).save(before.head(), before.ledger());
        measure("a day of 1,000,000 events, snapshot " + SNAPSHOT_EVERY + " batches ago");
    }

    private void measure(String what) throws IOException {
        List<Double> walls = new ArrayList<>();
        List<Double> cpus = new ArrayList<>();
        Recovery recovery = new Recovery(database);
        for (int round = 0; round < WARM_ROUNDS; round++) {
            CpuTimes before = CpuTimes.now(database.serverPid());
            recovery.recover(SHARD);
            CpuTimes spent = CpuTimes.now(database.serverPid()).since(before);
            walls.add(spent.seconds());
            cpus.add(spent.ownNanos() / 1e9);
        }
        double[] cold = cold();
        String name = "recovery of " + what;
        rows.add(new Row(name + ": new process", "Recovery", cold[0], "s"));
        rows.add(new Row(name + ": new process, its CPU", "Recovery", cold[1], "s"));
        rows.add(new Row(name + ": warm", "Recovery", Timings.median(walls), "s"));
        rows.add(new Row(name + ": warm, CPU of this process", "Recovery", Timings.median(cpus), "s"));
    }

    /** Wall and CPU seconds of a process with this one's class path and flags. */
    private double[] cold() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("-X"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path", ""),
                ColdRecovery.class.getName(),
                home.toString(),
                SHARD));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.onExit().join().exitValue();
        String[] figures = printed.strip().split(" ", -1);
        if (exit != 0 || figures.length != 2) {
            throw new IOException("the process that recovers failed with exit code " + exit + ": " + printed);
        }
        return new double[] {Double.parseDouble(figures[0]), Double.parseDouble(figures[1])};
    }
}

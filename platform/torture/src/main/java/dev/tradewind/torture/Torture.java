package dev.tradewind.torture;

import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.ChainCheck;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.testkit.exchange.ExchangeOptions;
import dev.tradewind.testkit.exchange.ExchangeProcess;
import dev.tradewind.testkit.exchange.FaultPlan;
import dev.tradewind.testkit.exchange.FaultType;
import dev.tradewind.torture.PlatformProcess.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs an exchange and a platform as processes of their own, kills the platform and its database while the exchange
 * misbehaves, lets the platform recover each time, and at the end compares what both believe.
 */
final class Torture implements AutoCloseable {
    /** Something of everything, and not so much that questions are never answered. */
    private static final FaultPlan FAULTS = FaultPlan.parse("delay=0.02,drop-request=0.015,timeout-after-accept=0.004,"
            + "error-before-accept=0.015,error-after-accept=0.015,double-message=0.05,reorder-messages=0.05,"
            + "drop-stream=0.02,slow-stream=0.03,restart=0.005,fill-while-down=0.5");

    private static final int QUERY_LAG_MILLIS = 500;
    private static final long RECOVERY_MILLIS = 120_000;
    private static final long STOP_MILLIS = 5_000;
    private static final long QUIET_MILLIS = 90_000;

    /** What is broken on purpose may never come to rest. */
    private static final long SABOTAGED_QUIET_MILLIS = 30_000;

    private static final int END_SECONDS = 40;
    private static final int POLL_MILLIS = 5;

    private final TorturePlan plan;
    private final Consumer<String> progress;
    private final Schedule schedule;
    private final Map<String, Integer> killsByPoint = new LinkedHashMap<>();
    private final List<Long> killNanos = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable ExchangeProcess exchange;
    private @Nullable PlatformHome home;
    private volatile @Nullable PlatformProcess platform;
    private double recoverySecondsMax;
    /** When it was started again after it was killed, by the monotonic clock; 0 if it trades. */
    private long recoveringSince;

    private boolean closed;

    /** Something makes it senseless to go on; what it is was noted. */
    private static final class BrokenOff extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** @param progress is told a line now and then */
    Torture(TorturePlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.schedule = new Schedule(plan.seed(), plan.points());
        for (KillPoint point : KillPoint.values()) {
            killsByPoint.put(point.text(), 0);
        }
    }

    /** Does it all. @throws IOException if files cannot be written or processes not started */
    TortureResult run() throws IOException, InterruptedException, SQLException {
        long begun = System.nanoTime();
        ExchangeProcess venue = ExchangeProcess.start(ExchangeOptions.standard(plan.folder().resolve("exchange"))
                .withSeed(plan.seed())
                .withFaults(FAULTS)
                .withLimits(new ExchangeOptions.Limits(600_000, 10_000, QUERY_LAG_MILLIS)));
        exchange = venue;
        PlatformHome made = PlatformHome.make(
                plan.folder(), venue, plan.plugins(), plan.pauseMillis(), plan.seed());
        home = made;
        Books books = new Books();
        boolean recovered = false;
        try {
            launch(made);
            for (int kill = 1; kill <= plan.kills(); kill++) {
                kill(schedule.next(), kill, made, venue);
            }
            awaitTrading("after the last kill");
            calmDown(made, venue);
            recovered = true;
        } catch (BrokenOff e) {
            endPlatform(made);
        }
        Map<String, @Nullable Object> faults = venue.faults();
        Truth truth = Truth.of(venue.truth());
        read(made, books);
        if (recovered) {
            // A platform that did not come back has its finding; that it does not know the latest is no other.
            findings.addAll(Comparison.of(books, truth));
        }
        int inFlight = (int) killNanos.stream().filter(books::isInFlight).count();
        return new TortureResult(
                plan,
                killsByPoint,
                faultCounts(faults),
                new TortureResult.Counts(killNanos.size(), truth.orders().size(), truth.fills().size(), inFlight),
                recoverySecondsMax,
                (System.nanoTime() - begun) / 1e9,
                findings);
    }

    private static Map<String, Integer> faultCounts(Map<String, @Nullable Object> faults) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Object told = faults.get("counts");
        for (FaultType type : FaultType.values()) {
            Object count = told instanceof Map<?, ?> map ? map.get(type.text()) : null;
            counts.put(type.text(), Integer.parseInt(String.valueOf(count)));
        }
        return counts;
    }

    /** Not while {@link #close} ends what runs: nothing may be started after that. */
    private synchronized void launch(PlatformHome made) throws IOException {
        requireOpen();
        clearHarness(made);
        platform = PlatformProcess.start(made, plan.sabotage());
    }

    private synchronized void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the run was ended");
        }
    }

    private PlatformProcess platform() {
        PlatformProcess running = platform;
        if (running == null) {
            throw new IllegalStateException("the platform was not started");
        }
        return running;
    }

    private static void clearHarness(PlatformHome made) throws IOException {
        try (var files = Files.list(made.harness())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    /** One kill, and the start after it. */
    private void kill(Schedule.Step step, int number, PlatformHome made, ExchangeProcess venue)
            throws IOException, InterruptedException, BrokenOff {
        KillPoint point = step.point();
        if (point == KillPoint.STARTING) {
            order(step.fault(), venue);
            Thread.sleep(step.waitMillis());
            requireAlive("while it started");
        } else {
            awaitTrading("before kill " + number);
            order(step.fault(), venue);
            Thread.sleep(step.waitMillis());
            requireAlive("while it traded");
        }
        if (point.isChosen() && !awaitStandstill(point, made)) {
            // It came to no such point, as when all orders are on their way: the instant is as good as any other.
            point = KillPoint.RUNNING;
        }
        if (point.isChosen()) {
            Thread.sleep(step.standstillMillis());
        }
        killNanos.add(TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        killsByPoint.merge(point.text(), 1, Integer::sum);
        progress.accept(String.format(
                Locale.ROOT, "kill %d of %d: %s, fault %s", number, plan.kills(), point.text(), step.fault().text()));
        switch (point) {
            case DATABASE -> killDatabase(made);
            case BOTH -> {
                platform().killDatabase();
                restart(step, made, venue);
            }
            case STARTING, RUNNING, DECIDED, DURABLE, ANSWERED -> restart(step, made, venue);
        }
    }

    private void restart(Schedule.Step step, PlatformHome made, ExchangeProcess venue)
            throws IOException, InterruptedException {
        platform().kill();
        if (step.fault() == FaultType.FILL_WHILE_DOWN) {
            order(step.fault(), venue);
        }
        recoveringSince = System.nanoTime();
        launch(made);
    }

    private static void order(FaultType fault, ExchangeProcess venue) {
        venue.inject(fault, 1);
    }

    private boolean awaitStandstill(KillPoint point, PlatformHome made) throws IOException, InterruptedException {
        Path wish = made.harness().resolve("stop-at-" + point.name().toLowerCase(Locale.ROOT));
        Files.createFile(wish);
        Path stopped = made.harness().resolve("stopped");
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        while (System.nanoTime() < deadline) {
            if (Files.exists(stopped)) {
                return true;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return false;
    }

    private void killDatabase(PlatformHome made) throws IOException, InterruptedException, BrokenOff {
        long before = PlatformProcess.databaseServer(made.home()).map(ProcessHandle::pid).orElse(0L);
        long sequence = platform().state().map(State::sequence).orElse(0L);
        long begun = System.nanoTime();
        platform().killDatabase();
        while (true) {
            long now = PlatformProcess.databaseServer(made.home()).map(ProcessHandle::pid).orElse(0L);
            Optional<State> state = platform().state();
            if (now != 0 && now != before
                    && state.filter(one -> one.trades() && one.sequence() > sequence).isPresent()) {
                recovered(begun);
                return;
            }
            requireAlive("after its database was killed");
            if (System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(RECOVERY_MILLIS)) {
                throw broken("the platform did not trade again after its database was killed", describe(state));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void recovered(long begunNanoTime) {
        recoverySecondsMax = Math.max(recoverySecondsMax, (System.nanoTime() - begunNanoTime) / 1e9);
    }

    private void awaitTrading(String when) throws InterruptedException, BrokenOff, IOException {
        if (!platform().awaitTrading(RECOVERY_MILLIS)) {
            requireAlive(when);
            throw broken(
                    "the platform did not trade within " + RECOVERY_MILLIS / 1000 + " s " + when,
                    describe(platform().state()));
        }
        if (recoveringSince != 0) {
            recovered(recoveringSince);
            recoveringSince = 0;
        }
    }

    private static String describe(Optional<State> state) {
        return state.map(State::toString).orElse("it does not answer");
    }

    private void requireAlive(String when) throws BrokenOff, IOException {
        if (!platform().isAlive()) {
            throw broken(
                    "the platform ended by itself " + when,
                    "exit code " + platform().exitValue() + ", it said: " + lastLines());
        }
    }

    private String lastLines() throws IOException {
        PlatformHome made = home;
        if (made == null || !Files.exists(made.output())) {
            return "nothing";
        }
        List<String> lines = Files.readAllLines(made.output());
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private BrokenOff broken(String what, String evidence) {
        findings.add(Finding.unexplained(what, evidence));
        return new BrokenOff();
    }

    /** Stops the trader, and waits until the platform has heard of everything; then ends it in order. */
    private void calmDown(PlatformHome made, ExchangeProcess venue)
            throws InterruptedException, IOException, BrokenOff {
        platform().command(Map.of("command", "strategy-stop", "name", PlatformHome.STRATEGY));
        long patience = plan.sabotage().isEmpty() ? QUIET_MILLIS : SABOTAGED_QUIET_MILLIS;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patience);
        boolean quiet = false;
        while (!quiet && System.nanoTime() < deadline) {
            requireAlive("while it came to rest");
            Thread.sleep(500);
            Optional<State> state = platform().state();
            if (state.isPresent() && state.get().openOrders().isEmpty()) {
                Truth truth = Truth.of(venue.truth());
                quiet = truth.working() == 0 && truth.fills().size() == state.get().fills();
            }
        }
        if (!quiet) {
            progress.accept("the platform did not come to rest: " + describe(platform().state()));
        }
        endPlatform(made);
    }

    private void endPlatform(PlatformHome made) throws InterruptedException, IOException {
        PlatformProcess running = platform();
        running.command(Map.of("command", "stop"));
        if (!running.awaitEnd(END_SECONDS)) {
            findings.add(Finding.unexplained("the platform did not end when it was told to", lastLines()));
            running.kill();
        }
        if (PlatformProcess.databaseServer(made.home()).isPresent() && running.exitValue() == 0) {
            findings.add(Finding.unexplained("the platform left its database server running", lastLines()));
        }
    }

    /** Runs a database server meanwhile, so that {@link #close} waits for its end. */
    private synchronized void read(PlatformHome made, Books books) throws SQLException, IOException {
        requireOpen();
        if (!Database.exists(made.home())) {
            findings.add(Finding.unexplained("the platform has no database", made.home().toString()));
            return;
        }
        try (Database database = Database.embedded(made.home())) {
            Journal journal = new Journal(database);
            ChainCheck check = journal.verify(PlatformHome.ACCOUNT);
            if (!check.isWhole()) {
                findings.add(Finding.unexplained("the chain of the journal is broken", check.toString()));
            }
            journal.read(PlatformHome.ACCOUNT, 1, batch -> {
                batch.content().events().forEach(event -> books.add(event, batch.sequence()));
                return true;
            });
            findings.addAll(ProjectionCheck.of(database, PlatformHome.ACCOUNT, books));
        }
    }

    /** Ends every process that it started. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            PlatformProcess running = platform;
            if (running != null) {
                running.kill();
                running.killDatabase();
            }
        } catch (IOException e) {
            progress.accept("the database server could not be ended: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ExchangeProcess venue = exchange;
        if (venue != null) {
            venue.close();
        }
    }
}

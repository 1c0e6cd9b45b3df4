package dev.tradewind.bench;

import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.node.PlayedAccount;
import dev.tradewind.store.database.Database;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The figures of the journal and of what works with it, in one run beside the bare writer that they are compared with:
 * on an embedded PostgreSQL of its own in a temporary folder, as safe as that of a node.
 */
final class JournalBenchmark {
    /** What is measured, in this order. */
    static final List<String> PARTS = List.of("throughput", "open-loop", "decision", "ticks", "recovery", "rehearsal");

    private final List<String> parts;
    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** @param only names of {@link #PARTS}; empty for all */
    JournalBenchmark(List<String> only) {
        for (String one : only) {
            if (!PARTS.contains(one)) {
                throw new InputException(
                        "bench journal has no part '" + one + "'; there are " + String.join(", ", PARTS));
            }
        }
        this.parts = only.isEmpty() ? PARTS : PARTS.stream().filter(only::contains).toList();
    }

    List<String> notes() {
        return notes;
    }

    List<Row> run() throws IOException {
        Path home = Files.createTempDirectory("tradewind-bench");
        try {
            PlayedAccount.logTo(home.resolve("logs"));
            try (Database database = Database.embedded(home)) {
                notes.add("the database is in " + home + ", on " + Files.getFileStore(home).type());
                noteLoad("before");
                for (String part : parts) {
                    long began = System.nanoTime();
                    run(part, database, home);
                    notes.add("%s took %.1f s".formatted(part, (System.nanoTime() - began) / 1e9));
                }
                noteLoad("after");
            }
            return rows;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the benchmark was interrupted", e);
        } catch (SQLException e) {
            throw new IllegalStateException("the benchmark cannot prepare its tables: " + e.getMessage(), e);
        } finally {
            delete(home);
        }
    }

    /** What others do on the machine: with more to do than processors, only CPU times compare with another run. */
    private void noteLoad(String when) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        notes.add("%.1f threads wanted one of %d processors in the minute %s"
                .formatted(system.getSystemLoadAverage(), system.getAvailableProcessors(), when));
    }

    private void run(String part, Database database, Path home)
            throws IOException, SQLException, InterruptedException {
        switch (part) {
            case "throughput" -> new ThroughputFigures(database, home, rows).run();
            case "open-loop" -> new OpenLoopFigures(database, home, rows, notes).run();
            case "decision" -> new DecisionFigures(database, home, rows, notes).run();
            case "ticks" -> TickFigures.run(database, rows);
            case "recovery" -> new RecoveryFigures(database, home, rows).run();
            case "rehearsal" -> new RehearsalFigures(database, home, rows).run();
            default -> throw new IllegalStateException("no such part: " + part);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

package dev.tradewind.bench;

import dev.tradewind.policy.RuleSet;
import dev.tradewind.store.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes to disk when 5,000 come in a second, each at an instant that was set before: rows of the bare
 * writer, and orders of an account. The rows are as large as the batches of the orders. An account writes another batch
 * for each fill meanwhile.
 */
final class OpenLoopFigures {
    private static final double PER_SECOND = 5_000;
    private static final int COUNT = 15_000;
    private static final int ROUNDS = 3;
    private static final int WARM_IN_FLIGHT = 64;
    private static final long WARM_NANOS = 2_000_000_000L;
    private static final int RULES = 50;

    private final Database database;
    private final Path home;
    private final List<Row> rows;
    private final List<String> notes;

    OpenLoopFigures(Database database, Path home, List<Row> rows, List<String> notes) {
        this.database = database;
        this.home = home;
        this.rows = rows;
        this.notes = notes;
    }

    /** Times of one round, in nanoseconds. */
    private record Round(Timings fromDue, Timings fromReady, CpuTimes spent) {}

    void run() throws IOException, SQLException, InterruptedException {
        RuleSet rules = BenchRules.generated(home.resolve("open-loop"), RULES);
        List<Round> bare = new ArrayList<>();
        List<Round> traded = new ArrayList<>();
        try (TradedAccount account = new TradedAccount(database, home, "open", rules)) {
            ClosedLoop.run(account, WARM_IN_FLIGHT, WARM_NANOS, database.serverPid());
            account.awaitIdle();
            int bytes = orderBytes("open");
            notes.add("a batch of an order has " + bytes + " bytes, and so have the rows of the bare writer");
            for (int round = 0; round < ROUNDS; round++) {
                bare.add(bare(bytes));
                traded.add(traded(account));
            }
        }
        add("bare writer", "sent", bare);
        add("account, " + RULES + " rules", "decided", traded);
        share("due to on disk, p50", bare, traded, one -> one.fromDue().percentile(50));
        share("due to on disk, p99", bare, traded, one -> one.fromDue().percentile(99));
        share("sent or decided to on disk, p50", bare, traded, one -> one.fromReady().percentile(50));
        share("sent or decided to on disk, p99", bare, traded, one -> one.fromReady().percentile(99));
    }

    private int orderBytes(String shard) throws SQLException {
        String query =
                """
                select coalesce(avg(length(payload)), 0)::int from tradewind.journal_batch b
                join tradewind.shard s on s.id = b.shard where s.name = ? and event_count = 3""";
        try (Connection connection = database.connect("bench");
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, shard);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private Round bare(int bytes) throws SQLException, InterruptedException {
        long[] sent = new long[COUNT];
        long[] done = new long[COUNT];
        long[] due;
        CpuTimes spent;
        // Closed, it has written all that was sent.
        try (BareWriter writer = new BareWriter(database, bytes)) {
            CpuTimes before = CpuTimes.now(database.serverPid());
            due = OpenLoop.run(PER_SECOND, COUNT, i -> {
                sent[i] = System.nanoTime();
                writer.send(() -> done[i] = System.nanoTime());
            });
            spent = CpuTimes.now(database.serverPid()).since(before);
        }
        return new Round(between(due, done), between(sent, done), spent);
    }

    private Round traded(TradedAccount account) throws InterruptedException {
        TradedAccount.Marks marks = account.mark(COUNT);
        CpuTimes before = CpuTimes.now(database.serverPid());
        long[] due = OpenLoop.run(PER_SECOND, COUNT, i -> account.send(() -> {}));
        CpuTimes spent = CpuTimes.now(database.serverPid()).since(before);
        account.awaitIdle();
        return new Round(between(due, marks.left), between(marks.decided, marks.left), spent);
    }

    private static Timings between(long[] from, long[] to) {
        Timings timings = new Timings();
        for (int i = 0; i < from.length; i++) {
            timings.add(to[i] - from[i]);
        }
        return timings;
    }

    private void add(String contender, String ready, List<Round> rounds) {
        String name = "open loop at 5,000/s: ";
        for (int percent : new int[] {50, 99}) {
            rows.add(new Row(
                    name + "due to on disk, p" + percent,
                    contender,
                    median(rounds, one -> one.fromDue().percentile(percent)) / 1e6,
                    "ms"));
            rows.add(new Row(
                    name + ready + " to on disk, p" + percent,
                    contender,
                    median(rounds, one -> one.fromReady().percentile(percent)) / 1e6,
                    "ms"));
        }
        rows.add(new Row(
                name + "CPU of this process",
                contender,
                median(rounds, one -> 100.0 * one.spent().ownNanos() / one.spent().wallNanos()),
                "% of a core"));
        rows.add(new Row(
                name + "CPU of PostgreSQL",
                contender,
                median(rounds, one -> 100.0 * one.spent().serverNanos() / one.spent().wallNanos()),
                "% of a core"));
    }

    private void share(
            String what, List<Round> bare, List<Round> traded, java.util.function.ToDoubleFunction<Round> figure) {
        rows.add(new Row(
                "open loop at 5,000/s: " + what + ", times the bare writer's",
                "account, " + RULES + " rules",
                median(traded, figure) / median(bare, figure),
                "x"));
    }

    private static double median(List<Round> rounds, java.util.function.ToDoubleFunction<Round> figure) {
        return Timings.median(rounds.stream().map(figure::applyAsDouble).toList());
    }
}

package dev.tradewind.bench;

import dev.tradewind.policy.RuleSet;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.projection.Projector;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many events get to disk in a second with so many on their way: the bare writer, the journal's writer alone, and
 * an account with its engine, rules and codec. Contenders take turns, so that a busy machine slows all of them alike.
 */
final class ThroughputFigures {
    static final int EVENT_BYTES = 128;

    private static final String BARE = "bare writer";
    private static final int[] IN_FLIGHT = {64, 1_024};
    private static final int ROUNDS = 3;
    private static final long ROUND_NANOS = 1_500_000_000L;
    private static final long WARM_NANOS = 1_500_000_000L;
    private static final int FOLLOWED = 5_000;
    private static final double FOLLOWED_PER_SECOND = 2_500;
    private static final int RULES = 50;

    private final Database database;
    private final Path home;
    private final List<Row> rows;
    private int shards;

    ThroughputFigures(Database database, Path home, List<Row> rows) {
        this.database = database;
        this.home = home;
        this.rows = rows;
    }

    /** Makes a way that nobody has gone yet. */
    private interface Maker {
        Way make() throws SQLException;
    }

    void run() throws IOException, SQLException, InterruptedException {
        RuleSet shipped = BenchRules.shipped(home.resolve("throughput"));
        RuleSet generated = BenchRules.generated(home.resolve("throughput"), RULES);
        Map<String, Maker> makers = new LinkedHashMap<>();
        makers.put(BARE, () -> new BareWriter(database, EVENT_BYTES));
        makers.put("journal writer alone", () -> new WriterAlone(database, name(), EVENT_BYTES));
        makers.put("account, " + shipped.rules().size() + " shipped rules", () -> account(shipped));
        makers.put("account, " + RULES + " rules", () -> account(generated));
        for (Maker maker : makers.values()) {
            measure(maker, IN_FLIGHT[1], WARM_NANOS);
        }
        for (int inFlight : IN_FLIGHT) {
            Map<String, List<ClosedLoop>> measured = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, Maker> one : makers.entrySet()) {
                    measured.computeIfAbsent(one.getKey(), name -> new ArrayList<>())
                            .add(measure(one.getValue(), inFlight, ROUND_NANOS));
                }
            }
            measured.forEach((name, loops) -> add(name, inFlight, loops));
            shares(measured, inFlight);
        }
        followed(shipped);
    }

    private String name() {
        return "t" + shards++;
    }

    private TradedAccount account(RuleSet rules) {
        return new TradedAccount(database, home, name(), rules);
    }

    private ClosedLoop measure(Maker maker, int inFlight, long nanos) throws SQLException, InterruptedException {
        try (Way way = maker.make()) {
            return ClosedLoop.run(way, inFlight, nanos, database.serverPid());
        }
    }

    private void add(String contender, int inFlight, List<ClosedLoop> loops) {
        String name = inFlight + " in flight: ";
        rows.add(new Row(name + "ledger events", contender, median(loops, ClosedLoop::eventsPerSecond), "events/s"));
        rows.add(new Row(name + "batches", contender, median(loops, ClosedLoop::rowsPerSecond), "batches/s"));
        boolean single = contender.equals(BARE) || loops.getFirst().events() == loops.getFirst().rows();
        String done = single ? "to disk" : "trade to order and fill on disk";
        rows.add(new Row(name + done + ", p50", contender, median(loops, one -> percentile(one, 50)), "ms"));
        rows.add(new Row(name + done + ", p99", contender, median(loops, one -> percentile(one, 99)), "ms"));
        rows.add(new Row(
                name + "CPU of this process a batch",
                contender,
                median(loops, one -> one.spent().ownNanos() / 1e3 / one.rows()),
                "us"));
        rows.add(new Row(
                name + "CPU of PostgreSQL a batch",
                contender,
                median(loops, one -> one.spent().serverNanos() / 1e3 / one.rows()),
                "us"));
    }

    private static double percentile(ClosedLoop loop, double percent) {
        return loop.timings().percentile(percent) / 1e6;
    }

    private static double median(List<ClosedLoop> loops, java.util.function.ToDoubleFunction<ClosedLoop> figure) {
        return Timings.median(loops.stream().map(figure::applyAsDouble).toList());
    }

    private void shares(Map<String, List<ClosedLoop>> measured, int inFlight) {
        List<ClosedLoop> bare = measured.getOrDefault(BARE, List.of());
        measured.forEach((name, loops) -> {
            if (!name.equals(BARE)) {
                double events = median(loops, ClosedLoop::eventsPerSecond) / median(bare, ClosedLoop::eventsPerSecond);
                double batches = median(loops, ClosedLoop::rowsPerSecond) / median(bare, ClosedLoop::rowsPerSecond);
                rows.add(new Row(
                        inFlight + " in flight: events, share of the bare writer's", name, 100 * events, "%"));
                rows.add(new Row(
                        inFlight + " in flight: batches, share of the bare writer's rows", name, 100 * batches, "%"));
            }
        });
    }

    /**
     * How far tables of questions are behind the journal: an account writes, a projector follows as one does in a node,
     * then is alone until it is there.
     */
    private void followed(RuleSet rules) throws SQLException, InterruptedException {
        String shard = name();
        try (TradedAccount account = new TradedAccount(database, home, shard, rules)) {
            boolean[] ended = new boolean[1];
            Projector projector = new Projector(database);
            Thread follower = Thread.ofPlatform().name("projector").daemon().start(() -> {
                while (!isSet(ended)) {
                    projector.catchUp(shard);
                }
            });
            long began = System.nanoTime();
            OpenLoop.run(FOLLOWED_PER_SECOND, FOLLOWED, i -> account.send(() -> {}));
            account.awaitIdle();
            double seconds = (System.nanoTime() - began) / 1e9;
            long behind = account.rows() - position(shard);
            CpuTimes before = CpuTimes.now(database.serverPid());
            set(ended);
            follower.join();
            projector.catchUp(shard);
            CpuTimes spent = CpuTimes.now(database.serverPid()).since(before);
            String name = "projector that follows: ";
            String contender = "account, " + rules.rules().size() + " shipped rules";
            rows.add(new Row(name + "batches it gets", contender, account.rows() / seconds, "batches/s"));
            rows.add(new Row(name + "behind at the end", contender, behind, "batches"));
            rows.add(new Row(name + "then there after", contender, spent.seconds(), "s"));
            rows.add(new Row(name + "CPU of this process meanwhile", contender, spent.ownNanos() / 1e9, "s"));
        }
    }

    private long position(String shard) throws SQLException {
        String query =
                """
                select coalesce(max(p.sequence), 0) from tradewind.projection_position p
                join tradewind.shard s on s.id = p.shard where s.name = ?""";
        try (Connection connection = database.connect("bench");
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, shard);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static boolean isSet(boolean[] flag) {
        synchronized (flag) {
            return flag[0];
        }
    }

    private static void set(boolean[] flag) {
        synchronized (flag) {
            flag[0] = true;
        }
    }
}

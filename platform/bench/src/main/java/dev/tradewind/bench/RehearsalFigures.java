package dev.tradewind.bench;

import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.rehearsal.Change;
import dev.tradewind.policy.rehearsal.RehearsalReport;
import dev.tradewind.runtime.node.RuleDesk;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.projection.Projector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How many recorded orders are judged again in a second, each on the facts that were recorded with it: out of the
 * journal of an account whose engine and rules wrote it, two batches an order.
 */
final class RehearsalFigures {
    private static final String ACCOUNT = "rehearsed";
    private static final int ORDERS = 200_000;
    private static final int IN_FLIGHT = 256;
    private static final int ROUNDS = 5;

    private final Database database;
    private final Path home;
    private final List<Row> rows;

    RehearsalFigures(Database database, Path home, List<Row> rows) {
        this.database = database;
        this.home = home;
        this.rows = rows;
    }

    void run() throws IOException, InterruptedException {
        RuleSet rules = BenchRules.shipped(home.resolve("rehearsal"));
        try (TradedAccount account = new TradedAccount(database, home, ACCOUNT, rules)) {
            while (account.sent() < ORDERS) {
                ClosedLoop.run(account, IN_FLIGHT, 1_000_000_000L, database.serverPid());
            }
            account.awaitIdle();
        }
        new Projector(database).catchUp(ACCOUNT);
        for (int round = 0; round < ROUNDS; round++) {
            CpuTimes before = CpuTimes.now(database.serverPid());
            RehearsalReport report = RuleDesk.rehearse(database, rules, ACCOUNT);
            CpuTimes spent = CpuTimes.now(database.serverPid()).since(before);
            if (report.intents() < ORDERS || report.count(Change.SAME) != report.intents()) {
                throw new IllegalStateException("the same rules say something else: " + report.summary());
            }
            add("round " + (round + 1) + ", by the clock", report.intents() / spent.seconds());
            add("round " + (round + 1) + ", by CPU of this process", report.intents() * 1e9 / spent.ownNanos());
            add("round " + (round + 1) + ", by CPU of PostgreSQL", report.intents() * 1e9 / spent.serverNanos());
        }
    }

    private void add(String name, double perSecond) {
        rows.add(new Row("rehearsal, " + name, "shipped rules", perSecond, "orders/s"));
    }
}

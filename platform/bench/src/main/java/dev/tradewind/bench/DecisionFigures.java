package dev.tradewind.bench;

import dev.tradewind.policy.RuleSet;
import dev.tradewind.store.database.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long it takes from an event of the market to an order that was decided, in an account as a node runs it, with 50
 * rules on. 2,000 events come in a second, so that the shard sleeps between two of them and has to be woken: that
 * hand-over is told apart. The venue says nothing meanwhile, and fills all that was ordered after each burst.
 */
final class DecisionFigures {
    private static final int RULES = 50;
    private static final double PER_SECOND = 2_000;
    private static final int BURST = 20;
    private static final int BURSTS = 300;
    private static final int WARM_IN_FLIGHT = 64;
    private static final long WARM_NANOS = 3_000_000_000L;

    private final Database database;
    private final Path home;
    private final List<Row> rows;
    private final List<String> notes;

    DecisionFigures(Database database, Path home, List<Row> rows, List<String> notes) {
        this.database = database;
        this.home = home;
        this.rows = rows;
        this.notes = notes;
    }

    void run() throws IOException, InterruptedException {
        RuleSet rules = BenchRules.generated(home.resolve("decision"), RULES);
        try (TradedAccount account = new TradedAccount(database, home, "decision", rules)) {
            ClosedLoop.run(account, WARM_IN_FLIGHT, WARM_NANOS, database.serverPid());
            account.awaitIdle();
            measure(account);
        }
    }

    private void measure(TradedAccount account) throws InterruptedException {
        Timings woken = new Timings();
        Timings decided = new Timings();
        Timings called = new Timings();
        Histogram engine = new Histogram(3);
        Histogram appended = new Histogram(3);
        for (int burst = 0; burst < BURSTS; burst++) {
            TradedAccount.Marks marks = account.mark(BURST);
            long[] published = new long[BURST];
            long before = account.sent();
            account.account().decided();
            account.account().market();
            account.holdBack(true);
            OpenLoop.run(PER_SECOND, BURST, i -> {
                published[i] = System.nanoTime();
                account.send(() -> {});
            });
            account.awaitSent(before + BURST);
            engine.add(account.account().decided());
            appended.add(account.account().market());
            account.holdBack(false);
            account.awaitIdle();
            for (int i = 0; i < BURST; i++) {
                woken.add(marks.called[i] - published[i]);
                called.add(marks.decided[i] - marks.called[i]);
                decided.add(marks.decided[i] - published[i]);
            }
        }
        notes.add("decision: " + decided.size() + " orders; with the hand-over: from before the feed takes the event");
        add("the hand-over between threads, to the strategy", woken);
        add("in the shard: event taken to order decided", engine);
        add("of that: the strategy's request, and its verdict", called);
        add("event to order decided, hand-over within", decided);
        add("event to batch in the journal's queue, hand-over within", appended);
    }

    private void add(String what, Timings timings) {
        row(what, 50, timings.percentile(50));
        row(what, 99, timings.percentile(99));
    }

    private void add(String what, Histogram timings) {
        row(what, 50, (double) timings.getValueAtPercentile(50));
        row(what, 99, (double) timings.getValueAtPercentile(99));
    }

    private void row(String what, int percent, double nanos) {
        rows.add(new Row(
                "decision: " + what + ", p" + percent, "account, " + RULES + " rules", nanos / 1e3, "us"));
    }
}

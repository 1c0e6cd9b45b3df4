package dev.tradewind.bench;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.market.Feed;
import dev.tradewind.store.market.FeedTick;
import dev.tradewind.store.market.TickStore;
import java.util.ArrayList;
import java.util.List;

/** How many ticks are stored in a second, by the store that a node's recorder uses, in batches as it makes them. */
final class TickFigures {
    private static final int A_COMMIT = 10_000;
    private static final int WARM = 20;
    private static final int COMMITS = 100;
    private static final long MILLI = 1_000_000L;
    private static final long START = 1_709_294_400_000_000_000L;

    private TickFigures() {}

    static void run(Database database, List<Row> rows) {
        TickStore store = new TickStore(database);
        Feed feed = store.feed("bench");
        for (int commit = 0; commit < WARM; commit++) {
            store.store(feed, ticks(commit));
        }
        List<List<FeedTick>> made = new ArrayList<>();
        for (int commit = WARM; commit < COMMITS; commit++) {
            made.add(ticks(commit));
        }
        CpuTimes before = CpuTimes.now(database.serverPid());
        for (List<FeedTick> ticks : made) {
            store.store(feed, ticks);
        }
        CpuTimes spent = CpuTimes.now(database.serverPid()).since(before);
        if (store.lastSequence(feed) != (long) COMMITS * A_COMMIT) {
            throw new IllegalStateException("ticks are missing: the last one is " + store.lastSequence(feed));
        }
        long stored = (long) (COMMITS - WARM) * A_COMMIT;
        rows.add(new Row("ticks stored, " + A_COMMIT + " a commit", "TickStore", stored / spent.seconds(), "rows/s"));
        double own = spent.ownNanos() / 1e3 / stored;
        double server = spent.serverNanos() / 1e3 / stored;
        rows.add(new Row("ticks stored: CPU of this process a row", "TickStore", own, "us"));
        rows.add(new Row("ticks stored: CPU of PostgreSQL a row", "TickStore", server, "us"));
    }

    private static List<FeedTick> ticks(int commit) {
        InstrumentId instrument = new InstrumentId("BTCUSDT", "PLAYED");
        Scales scales = new Scales(2, 3);
        List<FeedTick> ticks = new ArrayList<>(A_COMMIT);
        for (int i = 1; i <= A_COMMIT; i++) {
            long sequence = (long) commit * A_COMMIT + i;
            long nanos = START + sequence * MILLI;
            ticks.add(FeedTick.of(
                    sequence,
                    nanos,
                    TradeTick.ofUnscaled(
                            instrument, nanos, scales, 2_700_000 + sequence % 1000, 5, null, "T" + sequence)));
        }
        return ticks;
    }
}

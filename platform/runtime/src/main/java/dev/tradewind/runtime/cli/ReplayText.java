package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.node.BacktestDiff;
import dev.tradewind.runtime.node.ReplayResult;
import dev.tradewind.runtime.node.Replays;
import dev.tradewind.store.session.Session;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * What {@link ReplayCommand} prints. Apart from it, since every command is looked at by reflection at each start, also
 * where the store's classes are not there.
 */
final class ReplayText {
    private ReplayText() {}

    static void list(Replays replays, PrintWriter out) {
        replays.sessions().forEach(one -> out.println(line(one)));
    }

    static void diff(Replays replays, String id, PrintWriter out) {
        Session session = replays.session(id);
        print(session, replays.diff(session), out);
    }

    /** @return whether the same came out */
    static boolean replay(Replays replays, String id, PrintWriter out) {
        ReplayResult result = replays.replay(replays.session(id));
        print(result, out);
        return result.isSame();
    }

    private static String line(Session session) {
        return String.format(
                Locale.ROOT,
                "%-16s  started %s  batches %d to %d  rules %.12s",
                session.id(),
                session.started().truncatedTo(ChronoUnit.SECONDS),
                session.firstSequence(),
                session.lastSequence(),
                session.ruleSet());
    }

    private static void print(Session session, BacktestDiff diff, PrintWriter out) {
        out.println(line(session));
        out.println("the backtest " + diff.terms());
        out.println("it fills by the recorded book, behind all that a level showed; the venue's own queue was another");
        diff.counts().forEach((kind, count) -> out.printf(Locale.ROOT, "%6d  %s%n", count, kind.text()));
        if (diff.counts().isEmpty()) {
            out.println("no order was placed in either");
        }
        diff.lines().forEach(out::println);
    }

    private static void print(ReplayResult result, PrintWriter out) {
        ReplayResult.Compared compared = result.compared();
        out.println(line(result.session()));
        out.printf(
                Locale.ROOT,
                "%d batches with %d ledger events and %d market events in %.1f s%n",
                compared.batches(),
                compared.events(),
                compared.marketEvents(),
                compared.nanos() / 1e9);
        if (!result.ended().isEmpty()) {
            out.println("ended early: " + result.ended());
        }
        if (result.difference() != null) {
            out.println("DIFFERENT at " + result.difference());
            return;
        }
        out.println("recorded  " + result.recordedHash());
        out.println("replayed  " + result.replayedHash());
        out.println(result.isSame() ? "the same" : "DIFFERENT");
    }
}

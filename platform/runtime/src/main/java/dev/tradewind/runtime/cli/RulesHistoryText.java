package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.node.RuleDesk;
import dev.tradewind.store.rules.RuleEvent;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The rule log for people. Apart from its command, which is looked at also where the store's classes are not there. */
final class RulesHistoryText {
    private RulesHistoryText() {}

    static void print(RuleDesk desk, boolean details, PrintWriter out) {
        List<RuleEvent> log = desk.history();
        log.forEach(event -> print(event, details, out));
        out.println(log.size() + (log.size() == 1 ? " row" : " rows") + ", the chain is whole");
    }

    private static void print(RuleEvent event, boolean details, PrintWriter out) {
        RuleEvent.Deed deed = event.what();
        Instant time = Instant.ofEpochSecond(Math.floorDiv(event.timeNanos(), 1_000_000_000L));
        out.printf(
                "%4d  %s  %-9s  version %d  rules %.12s  %s: %s%n",
                event.id(),
                time.truncatedTo(ChronoUnit.SECONDS),
                deed.kind(),
                event.version(),
                deed.ruleSet(),
                deed.person(),
                deed.reason());
        if (details) {
            deed.details().lines().forEach(line -> out.println("      " + line));
        }
    }
}

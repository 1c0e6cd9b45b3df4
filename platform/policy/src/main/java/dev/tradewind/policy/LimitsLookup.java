package dev.tradewind.policy;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Limits;
import dev.tradewind.policy.limits.FactTables;
import dev.tradewind.policy.limits.Facts;
import dev.tradewind.policy.limits.LimitsTable;
import dev.tradewind.policy.limits.RestrictedList;
import dev.tradewind.policy.limits.Subject;
import java.util.HashMap;
import java.util.Map;

/** Fills in what tables know about an order. Remembers every key that it has met; for one thread. */
final class LimitsLookup {
    /** Bounds the memory of a caller that invents names; the tables themselves answer beyond it. */
    static final int MAX_REMEMBERED = 10_000;

    private final LimitsTable table;
    private final RestrictedList restricted;
    private final FactTables tables;
    private final Map<Subject, Found> remembered = new HashMap<>();
    private Subject subject = new Subject("", "", "", "");
    private Found last;

    LimitsLookup(LimitsTable table, RestrictedList restricted, FactTables tables) {
        this.table = table;
        this.restricted = restricted;
        this.tables = tables;
        this.last = find(subject);
    }

    /** What tables say about one subject. */
    private record Found(Limits limits, Facts facts) {}

    void fill(Check check) {
        Found found = found(check);
        check.setLimits(found.limits());
        FactTables.fill(found.facts(), check);
        if (restricted.isEmpty()) {
            check.setRestricted(false);
            check.setRestrictedReason("");
            return;
        }
        String reason = restricted.reason(check.getSymbol(), check.getVenue(), check.getEventNanos());
        check.setRestricted(reason != null);
        check.setRestrictedReason(reason == null ? "" : reason);
    }

    private Found found(Check check) {
        if (!check.getSymbol().equals(subject.symbol())
                || !check.getAccount().equals(subject.account())
                || !check.getStrategy().equals(subject.strategy())
                || !check.getVenue().equals(subject.venue())) {
            subject = new Subject(check.getAccount(), check.getStrategy(), check.getSymbol(), check.getVenue());
            Found known = remembered.get(subject);
            last = known == null ? find(subject) : known;
        }
        return last;
    }

    private Found find(Subject asked) {
        Found found = new Found(
                table.limits(asked.account(), asked.strategy(), asked.symbol()), tables.facts(asked));
        if (remembered.size() < MAX_REMEMBERED) {
            remembered.put(asked, found);
        }
        return found;
    }
}

package dev.tradewind.policy.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What other rules would have said of recorded orders. Each was judged for itself, on what was true for it then: an
 * order that would have been denied would have changed what came after it, and that is not in here.
 *
 * @param ruleSet hash of the rules
 * @param intents that were recorded
 * @param changes how many of each kind, those that could be judged
 * @param byRule by the code of the rule that made the difference: how many of each kind, and the first orders
 * @param notEvaluable those that could not: by what was not recorded and which rule asks for it
 * @param tookNanos of wall time, reading included
 */
public record RehearsalReport(
        String ruleSet,
        long intents,
        Map<Change, Long> changes,
        Map<String, Map<Change, Sample>> byRule,
        Map<String, Long> notEvaluable,
        long deniedNow,
        long tookNanos) {
    /** Orders that are named of each rule and kind. */
    public static final int MOST_NAMED = 20;

    /** How often orders were judged so, and the first of these orders, each once. */
    public record Sample(long count, List<Intent.Reference> first) {
        public Sample {
            first = List.copyOf(first);
        }
    }

    public long count(Change change) {
        return changes.getOrDefault(change, 0L);
    }

    /** How many could be judged. */
    public long judged() {
        return changes.values().stream().mapToLong(Long::longValue).sum();
    }

    public long loosened() {
        return count(Change.ALLOWED) + count(Change.LOOSENED);
    }

    /** Whether there were orders, and none of them would have passed. */
    public boolean deniesEverything() {
        return deniedNow > 0 && deniedNow == judged();
    }

    /** Recorded orders a second. */
    public double perSecond() {
        return tookNanos == 0 ? 0 : intents * 1e9 / tookNanos;
    }

    /** One sentence. */
    public String summary() {
        if (intents == 0) {
            return "no order is recorded that could be judged again";
        }
        List<String> parts = new ArrayList<>();
        for (Change change : Change.values()) {
            if (change != Change.SAME && count(change) > 0) {
                parts.add(count(change) + " " + change.text());
            }
        }
        long unknown = intents - judged();
        if (unknown > 0) {
            parts.add(unknown + " not evaluable");
        }
        String text = parts.isEmpty() ? "all judged alike" : String.join(", ", parts);
        return "of " + intents + " recorded orders " + text
                + (deniesEverything() ? "; THESE RULES DENY EVERY ONE OF THEM" : "");
    }
}

package dev.tradewind.policy.rehearsal;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.DroolsPolicy;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.limits.TableName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Judges recorded orders again, one by one. One thread; closed by whoever made it. */
public final class Rehearsal implements AutoCloseable {
    private final RuleSet rules;
    private final DroolsPolicy policy;
    private final Map<String, Set<String>> asked;
    private final Check check = new Check();
    private final long[] changes = new long[Change.values().length];
    private final Map<String, Map<Change, Tally>> byRule = new TreeMap<>();
    private final Map<String, Long> notEvaluable = new TreeMap<>();
    private final long begunNanoTime = System.nanoTime();
    private long intents;
    private long deniedNow;

    private static final class Tally {
        private final List<Intent.Reference> first = new ArrayList<>();
        private long count;
    }

    public Rehearsal(RuleSet rules) {
        this.rules = rules;
        this.policy = rules.newPolicy();
        this.asked = rules.asked();
    }

    /** The next recorded order. @return how the verdict differs; {@code SAME} too where it cannot be said */
    public Change add(Intent intent) {
        intents++;
        Set<String> missing = RecordedFacts.missing(intent.facts());
        if (rules.tables().groups().concerns(intent.words().symbol(), intent.words().venue())) {
            // What else the account held is not recorded.
            missing = new LinkedHashSet<>(missing);
            missing.addAll(TableName.GROUPS.directions().keySet());
        }
        if (!missing.isEmpty()) {
            String why = asks(missing);
            if (!why.isEmpty()) {
                notEvaluable.merge(why, 1L, Long::sum);
                return Change.SAME;
            }
        }
        RecordedFacts.fill(intent, check);
        Verdict now = policy.judge(check);
        if (now.decision() == Decision.DENY) {
            deniedNow++;
        }
        Change change = Change.of(intent.verdict(), now);
        changes[change.ordinal()]++;
        if (change != Change.SAME) {
            for (String code : new TreeSet<>(change.codes(intent.verdict(), now))) {
                count(code, change, intent.order());
            }
        }
        return change;
    }

    private void count(String code, Change change, Intent.Reference order) {
        Tally tally = byRule.computeIfAbsent(code, key -> new EnumMap<>(Change.class))
                .computeIfAbsent(change, key -> new Tally());
        tally.count++;
        // An order that is changed is judged each time, and named once.
        boolean named = tally.first.stream()
                .anyMatch(one -> one.orderId() == order.orderId() && one.account().equals(order.account()));
        if (!named && tally.first.size() < RehearsalReport.MOST_NAMED) {
            tally.first.add(order);
        }
    }

    /** Which rules ask for what is missing; empty if none does. */
    private String asks(Set<String> missing) {
        List<String> asking = new ArrayList<>();
        asked.forEach((code, properties) -> {
            List<String> unknown = missing.stream().filter(properties::contains).toList();
            if (!unknown.isEmpty()) {
                asking.add(code + " asks for " + String.join(", ", unknown));
            }
        });
        return String.join("; ", asking);
    }

    /** What came of all that were added. */
    public RehearsalReport report() {
        Map<Change, Long> counted = new EnumMap<>(Change.class);
        for (Change change : Change.values()) {
            counted.put(change, changes[change.ordinal()]);
        }
        Map<String, Map<Change, RehearsalReport.Sample>> samples = new TreeMap<>();
        byRule.forEach((code, kinds) -> {
            Map<Change, RehearsalReport.Sample> sampled = new EnumMap<>(Change.class);
            kinds.forEach((change, tally) ->
                    sampled.put(change, new RehearsalReport.Sample(tally.count, tally.first)));
            samples.put(code, sampled);
        });
        return new RehearsalReport(
                rules.hash(),
                intents,
                counted,
                samples,
                new TreeMap<>(notEvaluable),
                deniedNow,
                System.nanoTime() - begunNanoTime);
    }

    @Override
    public void close() {
        policy.close();
    }
}

package dev.tradewind.policy.rehearsal;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.DroolsPolicy;
import dev.tradewind.policy.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Rules that are asked beside those in force, and only counted: what they say changes nothing. For any thread. */
public final class Shadow {
    /** Of a rule and a change; rules of a folder are bounded, so that these are. */
    private final Map<String, LongAdder> byRule = new ConcurrentHashMap<>();

    private final RuleSet rules;
    private final LongAdder judged = new LongAdder();

    public Shadow(RuleSet rules) {
        this.rules = rules;
    }

    /** Asks beside one policy, on its thread. */
    public final class Beside implements AutoCloseable {
        private final DroolsPolicy policy = rules.newPolicy();

        private Beside() {
            policy.open();
        }

        /** After the verdict that counts, for the facts may be filled anew by this. */
        public void judge(Check check, Verdict verdict) {
            Verdict other = policy.judge(check);
            judged.increment();
            Change change = Change.of(verdict, other);
            if (change != Change.SAME) {
                for (String code : change.codes(verdict, other)) {
                    byRule.computeIfAbsent(code + " " + change.text(), key -> new LongAdder()).increment();
                }
            }
        }

        @Override
        public void close() {
            policy.close();
        }
    }

    /** For one more policy; takes some tenths of a second. */
    public Beside beside() {
        return new Beside();
    }

    /** Hash of the rules. */
    public String ruleSet() {
        return rules.hash();
    }

    /** Orders that were judged by both. */
    public long judged() {
        return judged.sum();
    }

    /** How often a rule made a difference, and which; sorted. */
    public Map<String, Long> differences() {
        Map<String, Long> counted = new TreeMap<>();
        byRule.forEach((what, count) -> counted.put(what, count.sum()));
        return counted;
    }

    /** One sentence. */
    public String summary() {
        List<String> parts = new ArrayList<>();
        differences().forEach((what, count) -> parts.add(what + " " + count));
        return "the shadow rules " + ruleSet() + " judged " + judged() + " orders: "
                + (parts.isEmpty() ? "all alike" : String.join(", ", parts));
    }
}

package dev.tradewind.policy.surveillance;

import dev.tradewind.policy.RuleInfo;
import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule spoke about what an account did.
 *
 * @param rule which
 * @param ruleSet hash of the rules and thresholds that were in force
 * @param nanos when it was found: nanoseconds since the epoch
 * @param subject who did what it is about
 * @param finding what was found
 * @param evidence what shows it
 * @param repeats alerts of the same rule about the same subject that were not raised since the one before
 */
public record Alert(
        RuleInfo rule, String ruleSet, long nanos, Subject subject, Finding finding, Evidence evidence, int repeats) {

    /** Whom and what an alert is about. */
    public record Subject(String account, String owner, InstrumentId instrument) {}

    /**
     * What a rule said.
     *
     * @param actual what was measured, NaN where nothing is compared
     * @param limit what it was compared with
     * @param text one sentence
     */
    public record Finding(double actual, double limit, String text) {}

    /**
     * What shows it.
     *
     * @param fromNanos when it began
     * @param facts every property that the rule reads, thresholds included, by name: Double, String or Boolean
     * @param orders ids of orders, as {@code account/order}, the first of them where there are many
     * @param trades ids of trades, likewise
     */
    public record Evidence(long fromNanos, Map<String, Object> facts, List<String> orders, List<String> trades) {
        public Evidence {
            facts = Collections.unmodifiableMap(new TreeMap<>(facts));
            orders = List.copyOf(orders);
            trades = List.copyOf(trades);
        }
    }
}

package dev.tradewind.engine.policy;

/**
 * Judges every order, new or amended. One instance serves one engine thread.
 *
 * <p>A policy only answers: it changes nothing, knows no clock, and gives the same verdict for the same facts. It never
 * throws for an order; where it fails inside, it denies with the code {@code POLICY_FAILURE}.
 */
public interface Policy extends AutoCloseable {
    /** Name of the rule set for people and journals: the hash of its content, or {@code none}. */
    String ruleSet();

    /** Whether it has rules at all: orders are not put before one that has none. */
    default boolean judges() {
        return !ruleSet().equals("none");
    }

    /** The verdict on these facts. The check is the caller's and is filled anew for the next order. */
    Verdict judge(Check check);

    /** The limits that its rules compare with for these names; none where it has no table of limits. */
    default Limits limits(String account, String strategy, String symbol) {
        return Limits.NONE;
    }

    /**
     * Judges by another rule set from now on. A policy of one rule set has no other.
     *
     * @param ruleSet the name that {@link #ruleSet} then gives
     * @return whether that rule set is in force now; if not, everything is as before
     */
    default boolean activate(String ruleSet) {
        return ruleSet.equals(ruleSet());
    }

    @Override
    default void close() {}
}

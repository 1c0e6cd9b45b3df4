package dev.tradewind.engine.policy;

/** What a rule says about an order, from mild to strict; the strictest wins. */
public enum Decision {
    ALLOW,
    /** Trade less. */
    REDUCE,
    /** Wait for a person's approval. */
    HOLD,
    DENY
}

package dev.tradewind.runtime.config;

/** Who decides which rules are in force. */
public enum RulesMode {
    /** Whoever edits the folder: what passes all checks is in force at once. */
    WATCHED,
    /** Two people: one proposes, another approves. */
    APPROVED,
    /** Nobody: there are no rules, and only the hard limits bound orders. For play money alone. */
    NONE
}

package dev.tradewind.policy.language;

import dev.tradewind.policy.language.Tokens.Unreadable;

/** How much of its {@link Bounds#PARTS} a rule has left. */
final class Budget {
    private final Tokens tokens;
    private int left = Bounds.PARTS;

    Budget(Tokens tokens) {
        this.tokens = tokens;
    }

    /** Takes one part. */
    void take(Token at) throws Unreadable {
        if (--left < 0) {
            throw tokens.refuse(
                    at,
                    "this rule has more than " + Bounds.PARTS + " comparisons, operations and choices",
                    "split the rule, or use a table");
        }
    }
}

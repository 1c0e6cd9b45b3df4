package dev.tradewind.policy.language;

/** What becomes of a property when the table that gives it is tightened; true is above false. */
public enum Direction {
    RISES,
    FALLS,
    /** Nothing that can be said: it is for people. */
    NEITHER
}

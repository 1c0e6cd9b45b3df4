package dev.tradewind.policy.surveillance;

import dev.tradewind.policy.limits.Thresholds;
import dev.tradewind.policy.surveillance.Conduct.Party;

/** What the windows need of the keeper: timers, thresholds, and somebody who judges. */
interface Findings {
    /** Runs when the stream has come to this time, before what happens then. */
    void at(long nanos, Runnable task);

    Thresholds limits(String account, String symbol);

    /** Judges conduct on which the windows have numbers. */
    void judge(Conduct conduct, Shown shown);

    /** What shows conduct: since when, and the ids. */
    record Shown(Party party, long fromNanos, Ids orders, Ids trades) {}
}

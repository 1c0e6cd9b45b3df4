package dev.tradewind.simulation.synthetic;

/** Somebody who trades at a synthetic exchange; wakes up at random times, looks at the book, and acts. */
interface Agent {
    /** Mean time between two acts. */
    long meanNanos();

    void act(Chance chance);
}

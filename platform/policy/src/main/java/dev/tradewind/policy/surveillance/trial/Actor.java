package dev.tradewind.policy.surveillance.trial;

/** Somebody in a trial. Does nothing of his own accord but when he is asked. */
interface Actor {
    /** The market moved on. */
    void step();
}

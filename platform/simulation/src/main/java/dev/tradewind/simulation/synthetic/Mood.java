package dev.tradewind.simulation.synthetic;

/** How the value of a listing moves. */
public enum Mood {
    /** With a drift that keeps its direction for some minutes: Brownian motion with switching drift. */
    TRENDING,
    /** Back to one price: an Ornstein-Uhlenbeck process with a half-life of half a minute. */
    REVERTING,
    /** Quietly, with a jump every two minutes or so: Merton's jump diffusion. */
    JUMPY,
    /** Through the other three, some ten minutes each. */
    MIXED
}

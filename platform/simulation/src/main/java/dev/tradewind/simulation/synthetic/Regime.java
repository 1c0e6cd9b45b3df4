package dev.tradewind.simulation.synthetic;

/** Moods of the synthetic market. It stays in one for hours, then moves to another. */
enum Regime {
    QUIET(0.5, 0, 0, 0.5, 360),
    RISING(0.9, 0.045, 0, 1.0, 300),
    FALLING(1.1, -0.045, 0, 1.2, 240),
    REVERTING(0.8, 0, 0.03, 0.8, 420),
    VOLATILE(2.4, 0, 0, 2.2, 90);

    private static final Regime[] ALL = values();

    /** Standard deviation, relative to the market's own. */
    final double volatility;

    /** Mean return of a bar, in standard deviations of the market. */
    final double drift;

    /** Part of the distance to the price at which the regime began that a bar takes back. */
    final double pull;

    /** Volume, relative to the market's own. */
    final double activity;

    /** Mean length in bars. */
    final double meanBars;

    Regime(double volatility, double drift, double pull, double activity, double meanBars) {
        this.volatility = volatility;
        this.drift = drift;
        this.pull = pull;
        this.activity = activity;
        this.meanBars = meanBars;
    }

    /** Another one, all equally likely. */
    Regime next(Chance chance) {
        int step = 1 + (int) (chance.uniform() * (ALL.length - 1));
        return ALL[(ordinal() + step) % ALL.length];
    }
}

package dev.tradewind.simulation.synthetic;

/**
 * What the listings are worth, which nobody at the exchange knows exactly: correlated processes of log value in steps
 * of {@link #STEP_NANOS}. Nothing that is traded changes them.
 */
final class LatentValues {
    static final long STEP_NANOS = 100_000_000L;

    /** Standard deviation of a minute's log return: 0.06 %, or 43 % a year. */
    static final double SIGMA = 0.0006;

    private static final double SECONDS = STEP_NANOS / 1e9;
    private static final double STEP_SIGMA = SIGMA * StrictMath.sqrt(SECONDS / 60);

    /** A trend goes as far in a minute as chance does. */
    private static final double STEP_DRIFT = SIGMA * SECONDS / 60;

    private static final double TREND_SECONDS = 300;
    private static final double PULL = StrictMath.log(2) / 30 * SECONDS;
    private static final double JUMP_SECONDS = 120;
    private static final double QUIET = 0.7;
    private static final double MOOD_SECONDS = 600;
    private static final Mood[] MOODS = {Mood.TRENDING, Mood.REVERTING, Mood.JUMPY};

    /** What a step takes back of the distance to the first price: half of it in some 24 days. */
    private static final double HOME_PULL = 2e-5 * SECONDS / 60;

    private final Correlation correlation;
    private final Chance common;
    private final Path[] paths;
    private final double[] independent;
    private final double[] correlated;
    private long nextNanos;

    /** One listing's. */
    private static final class Path {
        final Chance chance;
        final boolean mixed;
        final double home;
        Mood mood;
        double log;
        double anchor;
        int direction = 1;

        Path(Listing listing, Chance chance) {
            this.chance = chance;
            this.mixed = listing.mood() == Mood.MIXED;
            this.mood = mixed ? Mood.REVERTING : listing.mood();
            this.home = StrictMath.log(listing.firstPrice().toDouble()
                    / listing.instrument().steps().tick().toDouble());
            this.log = home;
            this.anchor = home;
            this.direction = chance.uniform() < 0.5 ? -1 : 1;
        }
    }

    LatentValues(TickMarket market, long startNanos) {
        correlation = market.correlation();
        common = Chance.stream(market.seed(), 0);
        paths = new Path[market.listings().size()];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = new Path(market.listings().get(i), Chance.stream(market.seed(), 1 + i));
        }
        independent = new double[paths.length];
        correlated = new double[paths.length];
        nextNanos = startNanos + STEP_NANOS;
    }

    /** Takes all steps up to and including this time. */
    void advanceTo(long nanos) {
        while (nextNanos <= nanos) {
            for (int i = 0; i < independent.length; i++) {
                independent[i] = common.normal();
            }
            correlation.apply(independent, correlated);
            for (int i = 0; i < paths.length; i++) {
                step(paths[i], correlated[i]);
            }
            nextNanos += STEP_NANOS;
        }
    }

    private static void step(Path path, double normal) {
        Chance chance = path.chance;
        if (path.mixed && chance.uniform() * MOOD_SECONDS < SECONDS) {
            int now = path.mood.ordinal();
            path.mood = MOODS[(now + 1 + (int) (2 * chance.uniform())) % MOODS.length];
            path.anchor = path.log;
        }
        double move = HOME_PULL * (path.home - path.log);
        switch (path.mood) {
            case TRENDING -> {
                if (chance.uniform() * TREND_SECONDS < SECONDS) {
                    path.direction = -path.direction;
                }
                move += path.direction * STEP_DRIFT + STEP_SIGMA * normal;
            }
            case REVERTING -> move += PULL * (path.anchor - path.log) + STEP_SIGMA * normal;
            case JUMPY -> {
                move += QUIET * STEP_SIGMA * normal;
                if (chance.uniform() * JUMP_SECONDS < SECONDS) {
                    move += SIGMA * (2 + 4 * chance.uniform()) * (chance.uniform() < 0.5 ? -1 : 1);
                }
            }
            case MIXED -> throw new IllegalStateException("a mixed listing is always in one of the other moods");
        }
        path.log += move;
    }

    /** What the listing is worth, in ticks. */
    double ticks(int listing) {
        return StrictMath.exp(paths[listing].log);
    }
}

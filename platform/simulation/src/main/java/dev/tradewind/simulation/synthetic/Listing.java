package dev.tradewind.simulation.synthetic;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.value.Decimal;

/**
 * An instrument of a synthetic exchange.
 *
 * @param instrument tick and lot are used; a perpetual pays funding
 * @param firstPrice what it is worth at the start, 1,000 to 1,000,000,000 ticks
 * @param mood how its value moves
 * @param activity how many times as often its traders act, 1 to 1,000; values move as fast as ever
 */
public record Listing(Instrument instrument, Decimal firstPrice, Mood mood, int activity) {
    /** The most that {@code activity} can be. */
    public static final int MOST_ACTIVITY = 1_000;

    private static final long LEAST_TICKS = 1_000;
    private static final long MOST_TICKS = 1_000_000_000;
    private static final long DEFAULT_TICKS = 10_000;

    /** @throws IllegalArgumentException if the first price or the activity is out of its range */
    public Listing {
        Decimal tick = instrument.steps().tick();
        if (firstPrice.compareTo(tick.times(Decimal.of(LEAST_TICKS))) < 0
                || firstPrice.compareTo(tick.times(Decimal.of(MOST_TICKS))) > 0) {
            throw new IllegalArgumentException("the first price of " + instrument.id() + " must be " + LEAST_TICKS
                    + " to " + MOST_TICKS + " ticks of " + tick + ", was " + firstPrice);
        }
        if (activity < 1 || activity > MOST_ACTIVITY) {
            throw new IllegalArgumentException(
                    "the activity of " + instrument.id() + " must be 1 to " + MOST_ACTIVITY + ", was " + activity);
        }
    }

    /** With the usual activity. */
    public Listing(Instrument instrument, Decimal firstPrice, Mood mood) {
        this(instrument, firstPrice, mood, 1);
    }

    /** Of all moods, from 10,000 ticks on. */
    public static Listing of(Instrument instrument) {
        return new Listing(instrument, instrument.steps().tick().times(Decimal.of(DEFAULT_TICKS)), Mood.MIXED);
    }

    public Listing with(Mood newMood) {
        return new Listing(instrument, firstPrice, newMood, activity);
    }

    public Listing from(Decimal price) {
        return new Listing(instrument, price, mood, activity);
    }

    public Listing busy(int newActivity) {
        return new Listing(instrument, firstPrice, mood, newActivity);
    }
}

package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.sdk.instrument.InstrumentId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a market really did for some minutes.
 *
 * @param name for reports
 * @param tickSize the smallest step of its prices
 * @param ticks in the order of time
 */
public record Recording(String name, InstrumentId instrument, double tickSize, List<Tick> ticks) {
    public Recording {
        ticks = List.copyOf(ticks);
        if (ticks.size() < 100) {
            throw new IllegalArgumentException(name + " has " + ticks.size() + " ticks, too few for a trial");
        }
    }

    /**
     * A trade, or best prices.
     *
     * @param first price, or bid
     * @param second quantity, or ask
     */
    public record Tick(long nanos, boolean trade, double first, double second) {}

    long fromNanos() {
        return ticks.getFirst().nanos();
    }

    long untilNanos() {
        return ticks.getLast().nanos();
    }

    double seconds() {
        return (untilNanos() - fromNanos()) / 1e9;
    }

    boolean hasQuotes() {
        return ticks.stream().anyMatch(tick -> !tick.trade());
    }

    /** Traded a second, on average. */
    double volumePerSecond() {
        double sum = 0;
        for (Tick tick : ticks) {
            sum += tick.trade() ? tick.second() : 0;
        }
        return sum / seconds();
    }

    /** The median quantity of a trade. */
    double usualTrade() {
        double[] sorted = ticks.stream()
                .filter(Tick::trade)
                .mapToDouble(Tick::second)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** Standard deviation of the relative move in a second. */
    double deviationPerSecond() {
        boolean quotes = hasQuotes();
        List<Double> prices = new ArrayList<>();
        long second = Long.MIN_VALUE;
        for (Tick tick : ticks) {
            if (quotes == tick.trade()) {
                continue;
            }
            double price = tick.trade() ? tick.first() : (tick.first() + tick.second()) / 2;
            long of = Math.floorDiv(tick.nanos(), 1_000_000_000L);
            if (of != second) {
                prices.add(price);
                second = of;
            }
        }
        double squares = 0;
        for (int i = 1; i < prices.size(); i++) {
            double move = prices.get(i) / prices.get(i - 1) - 1;
            squares += move * move;
        }
        return StrictMath.sqrt(squares / seconds());
    }

    /** The part of it between two times. */
    public Recording part(String partName, long fromNanos, long untilNanos) {
        return new Recording(
                partName,
                instrument,
                tickSize,
                ticks.stream()
                        .filter(tick -> tick.nanos() >= fromNanos && tick.nanos() < untilNanos)
                        .toList());
    }
}

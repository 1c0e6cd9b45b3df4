package dev.tradewind.runtime.node;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.Input;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.plugin.MarketHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * What rules about the hour's prices and the day's volume look at, for an engine that has just begun and knows of
 * neither: bars of hours for the day, bars of minutes for the hour. A journaled input like any other, so that a replay
 * sees the same. Where the history has a hole, only what came after it is told: a volume that is known in part would
 * be too small, and rules stay silent until a whole day is known.
 */
final class WindowSeeds {
    private static final Timeframe MINUTES = Timeframe.MINUTE_1;
    private static final Timeframe HOURS = Timeframe.HOUR_1;

    /** A day, the hour in which it began, and the hour that is not over. */
    private static final long REACH_NANOS = 25 * HOURS.nanos();

    /** So long without a price is a hole; markets that are this quiet are known from the start on only. */
    private static final long HOLE_NANOS = 30 * MINUTES.nanos();

    private WindowSeeds() {}

    /**
     * What an engine is told of one instrument, in this order; empty where nothing of the last half hour is known.
     *
     * @throws dev.tradewind.sdk.plugin.VenueException if the history does not answer
     */
    static List<List<Bar>> of(MarketHistory history, InstrumentId instrument, long nowNanos) {
        if (!history.timeframes().contains(MINUTES)) {
            return List.of();
        }
        long end = MINUTES.startOf(nowNanos);
        List<Bar> minutes = afterHole(history.bars(instrument, MINUTES, HOURS.startOf(end - REACH_NANOS), end), end);
        long hour = HOURS.startOf(end);
        int begun = 0;
        while (begun < minutes.size() && minutes.get(begun).openNanos() < hour) {
            begun++;
        }
        int recent = begun;
        while (recent > 0 && minutes.get(recent - 1).openNanos() >= end - HOURS.nanos()) {
            recent--;
        }
        List<List<Bar>> told = new ArrayList<>();
        List<Bar> hours = PastBars.made(minutes.subList(firstWhole(minutes, begun), begun), instrument, HOURS);
        if (!hours.isEmpty()) {
            told.add(hours);
        }
        if (recent < minutes.size()) {
            told.add(minutes.subList(recent, minutes.size()));
        }
        return told;
    }

    /** An hour of which only the end is known would be counted as if it were known whole. */
    private static int firstWhole(List<Bar> minutes, int end) {
        long first = minutes.isEmpty() ? 0 : minutes.getFirst().openNanos();
        long hour = HOURS.startOf(first);
        int from = 0;
        while (from < end
                && first - hour > HOLE_NANOS
                && minutes.get(from).openNanos() < hour + HOURS.nanos()) {
            from++;
        }
        return from;
    }

    private static List<Bar> afterHole(List<Bar> bars, long end) {
        long next = end;
        int from = bars.size();
        while (from > 0 && next - bars.get(from - 1).eventNanos() <= HOLE_NANOS) {
            from--;
            next = bars.get(from).openNanos();
        }
        return bars.subList(from, bars.size());
    }

    static List<Input> inputs(List<List<Bar>> told, long nowNanos) {
        List<Input> inputs = new ArrayList<>();
        for (List<Bar> bars : told) {
            inputs.add(new Input.TellHistory(nowNanos, bars.getFirst().instrument(), Engine.WINDOWS, bars));
        }
        return inputs;
    }
}

package dev.tradewind.simulation.data;

import dev.tradewind.sdk.market.Timeframe;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the timeframe of a file from its first rows. */
final class TimeframeGuess {
    private static final int ROWS = 200;
    private static final int ENOUGH_STEPS = 20;
    private static final long SECOND = 1_000_000_000L;
    private static final List<String> USUAL = List.of(
            "1w", "3d", "1d", "12h", "8h", "6h", "4h", "2h", "1h", "30m", "15m", "10m", "5m", "3m", "2m", "1m", "30s",
            "15s", "10s", "5s", "1s");

    private TimeframeGuess() {}

    /**
     * The distance from open to close time, where there is a close time; else the most common step between rows, if
     * all steps are whole multiples of it; else the longest usual timeframe that divides all steps; else what the
     * file's name says.
     *
     * @throws DataException if none of these gives an answer
     */
    static Timeframe of(FileProbe probe) {
        Map<Long, Integer> steps = new TreeMap<>();
        Timeframe told = read(probe, steps);
        return told == null ? ofSteps(probe, steps) : told;
    }

    /** What the rows alone say, where they say it for certain: by their close times, or by many even steps. */
    static Optional<Timeframe> ofRows(FileProbe probe) {
        Map<Long, Integer> steps = new TreeMap<>();
        Timeframe told = read(probe, steps);
        if (told != null) {
            return Optional.of(told);
        }
        return enough(steps) ? Optional.of(ofSteps(probe, steps)) : Optional.empty();
    }

    /** Fills in the steps between opens, and how often each is there; what close times say, where there are any. */
    private static @Nullable Timeframe read(FileProbe probe, Map<Long, Integer> steps) {
        try (CsvRows rows = new CsvRows(
                probe.file(), ByteSource.open(probe.file()), probe.format(), LineBuffer.BEGINNING)) {
            long previous = 0;
            for (int i = 0; i < ROWS && rows.nextLine(); i++) {
                if (!readable(rows)) {
                    continue;
                }
                long length = rows.closeTime() - rows.openTime();
                // Venues write the last unit before the end: 59,999 ms, or the end itself.
                long frame = Math.floorDiv(length + SECOND - 1, SECOND) * SECOND;
                if (rows.closeTime() != 0 && length > 0 && frame - length <= SECOND / 500) {
                    return new Timeframe(frame);
                }
                long step = rows.openTime() - previous;
                if (previous != 0 && step > 0) {
                    steps.merge(step, 1, Integer::sum);
                }
                previous = rows.openTime();
            }
        }
        return null;
    }

    private static boolean readable(CsvRows rows) {
        try {
            rows.parse();
            return true;
        } catch (DataException e) {
            // Reading the whole file comes to this row again, and says what is wrong.
            return false;
        }
    }

    /** Whether so many steps were seen that rows left out here and there would show as uneven ones. */
    private static boolean enough(Map<Long, Integer> steps) {
        return steps.values().stream().mapToInt(Integer::intValue).sum() >= ENOUGH_STEPS;
    }

    private static Timeframe ofSteps(FileProbe probe, Map<Long, Integer> steps) {
        long common = 0;
        int most = 0;
        for (Map.Entry<Long, Integer> step : steps.entrySet()) {
            if (step.getValue() > most) {
                most = step.getValue();
                common = step.getKey();
            }
        }
        long usual = common;
        if (most > 0 && steps.keySet().stream().allMatch(step -> step % usual == 0)
                && (most > 1 || probe.timeframe() == null)) {
            return new Timeframe(usual);
        }
        for (String text : USUAL) {
            Timeframe candidate = Timeframe.parse(text);
            if (most > 0 && steps.keySet().stream().allMatch(step -> step % candidate.nanos() == 0)) {
                return candidate;
            }
        }
        if (probe.timeframe() != null) {
            return probe.timeframe();
        }
        throw new DataException(probe.file() + ": the bars' length does not show from the rows; give --timeframe, such"
                + " as 1m");
    }
}

package dev.tradewind.simulation.data;

import dev.tradewind.sdk.market.Timeframe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks through files of bars and says what is wrong with them; a bad row does not stop it. */
public final class DataInspector {
    /** Beyond so many robust standard deviations a move is called an outlier. */
    static final int SIGMAS = 10;

    private static final String UNKNOWN = "unknown";

    private DataInspector() {}

    /**
     * Inspects files, folders and globs.
     *
     * @param format the columns; null to find out
     * @param timeframe the bars' length; null to find out
     * @throws DataException only if a path names nothing; what is wrong inside a file is part of the result
     */
    public static Inspection inspect(
            List<String> paths, @Nullable CsvFormat format, @Nullable Timeframe timeframe) {
        List<FileProbe> probes = new ArrayList<>();
        List<Inspection.Part> unreadable = new ArrayList<>();
        for (Path file : DataFiles.of(paths).files()) {
            try {
                probes.add(FileProbe.of(file, format));
            } catch (DataException e) {
                Inspection.Identity identity =
                        new Inspection.Identity(file.toString(), UNKNOWN, UNKNOWN, UNKNOWN);
                unreadable.add(new InspectionTally(0).part(identity, e.getMessage()));
            }
        }
        probes.sort(Comparator.comparingLong(FileProbe::firstNanos)
                .thenComparing(probe -> probe.file().toString()));
        Map<String, InspectionTally> totals = new LinkedHashMap<>();
        Set<String> timeframes = new TreeSet<>();
        Set<String> instruments = new TreeSet<>();
        List<Inspection.Part> parts = new ArrayList<>();
        for (FileProbe probe : probes) {
            Timeframe frame = timeframe(probe, timeframe);
            // Only files of one instrument and one length of bars continue each other.
            InspectionTally total = totals.computeIfAbsent(
                    probe.symbol() + "@" + frame, key -> new InspectionTally(frame == null ? 0 : frame.nanos()));
            Inspection.Part part = inspect(probe, frame, total);
            parts.add(part);
            timeframes.add(part.identity().timeframe());
            instruments.add(part.identity().instrument());
        }
        parts.addAll(unreadable);
        Inspection.Identity identity = new Inspection.Identity(
                "total",
                probes.isEmpty() ? UNKNOWN : probes.get(0).formatName(),
                String.join(", ", instruments),
                String.join(", ", timeframes));
        Inspection.Part all = InspectionTotals.of(
                identity, totals.values().stream().map(one -> one.part(identity, "")).toList());
        return new Inspection(parts, all, fixes(parts, all, timeframes, instruments));
    }

    private static @Nullable Timeframe timeframe(FileProbe probe, @Nullable Timeframe given) {
        if (given != null) {
            return given;
        }
        try {
            return TimeframeGuess.of(probe);
        } catch (DataException e) {
            return null;
        }
    }

    private static Inspection.Part inspect(FileProbe probe, @Nullable Timeframe frame, InspectionTally total) {
        InspectionTally tally = new InspectionTally(frame == null ? 0 : frame.nanos());
        String failure = "";
        try (CsvRows rows =
                new CsvRows(probe.file(), ByteSource.open(probe.file()), probe.format(), LineBuffer.WHOLE)) {
            double[] prices = new double[4];
            while (rows.nextLine()) {
                try {
                    rows.parseAtAnyScale(prices);
                } catch (DataException e) {
                    tally.bad(e.getMessage());
                    total.bad(e.getMessage());
                    continue;
                }
                tally.row(rows, prices);
                total.row(rows, prices);
            }
        } catch (DataException e) {
            failure = e.getMessage();
        }
        String symbol = probe.symbol();
        Inspection.Identity identity = new Inspection.Identity(
                probe.file().toString(),
                probe.formatName() + ", time in " + probe.format().unit().name().toLowerCase(Locale.ROOT),
                symbol == null ? UNKNOWN : symbol,
                frame == null ? UNKNOWN : frame.toString());
        return tally.part(identity, failure);
    }

    private static List<String> fixes(
            List<Inspection.Part> parts, Inspection.Part all, Set<String> timeframes, Set<String> instruments) {
        List<String> fixes = new ArrayList<>();
        for (Inspection.Part part : parts) {
            if (!part.failure().isEmpty()) {
                fixes.add("Not read to the end: " + part.failure() + ".");
            }
        }
        if (instruments.size() > 1) {
            fixes.add("The files are of several instruments: give each with --data INSTRUMENT=FILE.");
        }
        if (timeframes.size() > 1) {
            fixes.add("The files are of several timeframes: use those of one, or import each into the catalogue.");
        }
        Inspection.Problems problems = all.problems();
        if (problems.bad() > 0) {
            fixes.add("Correct or remove " + Text.count(problems.bad())
                    + (problems.bad() == 1 ? " line that is no bar." : " lines that are no bars."));
        }
        if (problems.duplicates() > 0) {
            fixes.add("Remove " + Text.count(problems.duplicates()) + " double row"
                    + (problems.duplicates() == 1 ? "." : "s."));
        }
        if (problems.disorder() > 0) {
            fixes.add("Sort the rows by time, or remove the overlap of files: " + Text.count(problems.disorder())
                    + " out of order.");
        }
        if (all.gaps().count() > 0) {
            fixes.add("Fetch the missing bars if the venue has them; a backtest passes over gaps without bars.");
        }
        if (all.outliers().count() > 0) {
            fixes.add("Compare the outliers with another source; true moves and bad prints look alike here.");
        }
        return fixes;
    }
}

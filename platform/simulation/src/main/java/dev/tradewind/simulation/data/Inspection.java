package dev.tradewind.simulation.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link DataInspector} found.
 *
 * @param files each file by itself, in order of time; those that could not be read at all last
 * @param total all readable files; those of one instrument and one length of bars one after the other
 * @param fixes what to do, one sentence each; empty if nothing needs to be done
 */
public record Inspection(List<Part> files, Part total, List<String> fixes) {
    public Inspection {
        files = List.copyOf(files);
        fixes = List.copyOf(fixes);
    }

    /** Whether a backtest would read all of it without an error. */
    public boolean usable() {
        return files.stream().allMatch(file -> file.failure().isEmpty())
                && total.problems().bad() == 0
                && total.problems().duplicates() == 0
                && total.problems().disorder() == 0;
    }

    /**
     * One file, or all.
     *
     * @param failure why reading stopped; empty if it did not
     */
    public record Part(
            Identity identity, Period period, Gaps gaps, Problems problems, Outliers outliers, String failure) {}

    /**
     * What it is.
     *
     * @param name the file, or "total"
     * @param instrument what the file's name says; "unknown" if it says nothing
     * @param timeframe such as 1m; "unknown" if rows and name do not tell
     */
    public record Identity(String name, String format, String instrument, String timeframe) {}

    /** Rows that are bars, the open of the first in time and the end of the last, in nanoseconds; 0 without rows. */
    public record Period(long rows, long firstNanos, long endNanos) {}

    /** Times without bars. The largest come first. */
    public record Gaps(long count, long missingBars, List<Gap> largest) {
        public Gaps {
            largest = List.copyOf(largest);
        }
    }

    /** From the end of one bar to the open of the next, in nanoseconds. */
    public record Gap(long fromNanos, long toNanos, long missingBars) {}

    /**
     * Rows that are not as they should be.
     *
     * @param bad lines that are no bar
     * @param duplicates rows with the time of the row before
     * @param disorder rows that are earlier than the row before, or start before it ends
     * @param zeroVolume bars without volume, which are allowed
     * @param first the first of the bad, double and disordered rows, each with file and line
     */
    public record Problems(long bad, long duplicates, long disorder, long zeroVolume, List<String> first) {
        public Problems {
            first = List.copyOf(first);
        }
    }

    /**
     * Bars that moved more than {@value DataInspector#SIGMAS} robust standard deviations (1.4826 × the median of
     * the absolute log returns of closes), or whose high or low stands as far off.
     *
     * @param count how many; no more than {@value InspectionTally#CANDIDATES} are counted
     * @param sigma the robust standard deviation; 0 where there are too few rows, or several instruments
     * @param largest the largest, largest first
     */
    public record Outliers(long count, double sigma, List<Outlier> largest) {
        public Outliers {
            largest = List.copyOf(largest);
        }
    }

    /** One outlier. Its kind is close, high or low; {@code logSize} is the log return or log distance. */
    public record Outlier(String place, long openNanos, String kind, double logSize) {}

    /** For people, some lines of plain text. */
    public String toText() {
        return InspectionText.of(this);
    }

    /** Nested maps and lists of strings, numbers and booleans, in a fixed order, for JSON; times are ISO, UTC. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("usable", usable());
        map.put("files", files.stream().map(Inspection::map).toList());
        map.put("total", map(total));
        map.put("fixes", fixes);
        return map;
    }

    private static Map<String, Object> map(Part part) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", part.identity().name());
        map.put("format", part.identity().format());
        map.put("instrument", part.identity().instrument());
        map.put("timeframe", part.identity().timeframe());
        map.put("rows", part.period().rows());
        if (part.period().rows() > 0) {
            map.put("from", Text.time(part.period().firstNanos()));
            map.put("to", Text.time(part.period().endNanos()));
        }
        map.put("gaps", part.gaps().count());
        map.put("missingBars", part.gaps().missingBars());
        List<Object> gaps = new ArrayList<>();
        for (Gap gap : part.gaps().largest()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("from", Text.time(gap.fromNanos()));
            one.put("to", Text.time(gap.toNanos()));
            one.put("missingBars", gap.missingBars());
            gaps.add(one);
        }
        map.put("largestGaps", gaps);
        map.put("badRows", part.problems().bad());
        map.put("duplicates", part.problems().duplicates());
        map.put("disorder", part.problems().disorder());
        map.put("zeroVolume", part.problems().zeroVolume());
        map.put("firstProblems", part.problems().first());
        map.put("outliers", part.outliers().count());
        map.put("robustSigma", part.outliers().sigma());
        List<Object> outliers = new ArrayList<>();
        for (Outlier outlier : part.outliers().largest()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("place", outlier.place());
            one.put("time", Text.time(outlier.openNanos()));
            one.put("kind", outlier.kind());
            one.put("logSize", outlier.logSize());
            outliers.add(one);
        }
        map.put("largestOutliers", outliers);
        map.put("failure", part.failure());
        return map;
    }
}

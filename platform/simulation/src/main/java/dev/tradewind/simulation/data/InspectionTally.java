package dev.tradewind.simulation.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Counts what an inspection looks for, in memory that does not grow with the rows. */
final class InspectionTally {
    /** Most outliers that are kept to be counted. */
    static final int CANDIDATES = 1_000;

    static final int LISTED = 5;
    static final int PROBLEMS_LISTED = 10;

    private final long frameNanos;
    private final MoveHistogram moves = new MoveHistogram();
    private final PriorityQueue<Inspection.Outlier> candidates =
            new PriorityQueue<>(Comparator.comparingDouble(outlier -> Math.abs(outlier.logSize())));
    private final PriorityQueue<Inspection.Gap> largestGaps =
            new PriorityQueue<>(Comparator.comparingLong(Inspection.Gap::missingBars));
    private final List<String> problems = new ArrayList<>();
    private long rows;
    private long firstNanos = Long.MAX_VALUE;
    private long latestOpen = Long.MIN_VALUE;
    private long gaps;
    private long missing;
    private long bad;
    private long duplicates;
    private long disorder;
    private long zeroVolume;
    private double lastClose;

    /** @param frameNanos length of a bar; 0 if unknown, so that no gaps are seen */
    InspectionTally(long frameNanos) {
        this.frameNanos = frameNanos;
    }

    void bad(String message) {
        bad++;
        problem(message);
    }

    private void problem(String message) {
        if (problems.size() < PROBLEMS_LISTED) {
            problems.add(message);
        }
    }

    /** @param prices open, high, low, close */
    void row(CsvRows row, double[] prices) {
        rows++;
        long start = row.openNanos;
        zeroVolume += row.volume == 0 ? 1 : 0;
        if (start == latestOpen) {
            duplicates++;
            problem(row.place() + ": a second bar for " + Text.time(start));
            return;
        }
        boolean early = latestOpen != Long.MIN_VALUE && start < latestOpen + frameNanos;
        if (early) {
            disorder++;
            problem(row.place() + ": the bar of " + Text.time(start) + " comes after that of " + Text.time(latestOpen)
                    + (start > latestOpen ? ", which has not ended" : ""));
        } else if (latestOpen != Long.MIN_VALUE && frameNanos > 0 && start - latestOpen >= 2 * frameNanos) {
            gap(latestOpen + frameNanos, start);
        }
        firstNanos = Math.min(firstNanos, start);
        if (!early) {
            movement(row, prices);
            lastClose = prices[3];
        }
        latestOpen = Math.max(latestOpen, start);
    }

    private void gap(long from, long to) {
        gaps++;
        long bars = (to - from) / frameNanos;
        missing += bars;
        largestGaps.add(new Inspection.Gap(from, to, bars));
        if (largestGaps.size() > LISTED) {
            largestGaps.poll();
        }
    }

    private void movement(CsvRows row, double[] prices) {
        double body = Math.max(prices[0], prices[3]);
        double high = StrictMath.log(prices[1] / body);
        double low = StrictMath.log(prices[2] / Math.min(prices[0], prices[3]));
        double move = lastClose > 0 ? StrictMath.log(prices[3] / lastClose) : 0;
        moves.add(move);
        candidate(row, "close", move);
        candidate(row, "high", high);
        candidate(row, "low", low);
    }

    private void candidate(CsvRows row, String kind, double size) {
        Inspection.Outlier least = candidates.size() < CANDIDATES ? null : candidates.peek();
        if (size == 0 || (least != null && Math.abs(size) <= Math.abs(least.logSize()))) {
            return;
        }
        candidates.add(new Inspection.Outlier(row.place(), row.openNanos, kind, size));
        if (candidates.size() > CANDIDATES) {
            candidates.poll();
        }
    }

    Inspection.Part part(Inspection.Identity identity, String failure) {
        double sigma = moves.sigma();
        List<Inspection.Outlier> outliers = candidates.stream()
                .filter(outlier -> sigma > 0 && Math.abs(outlier.logSize()) > DataInspector.SIGMAS * sigma)
                .sorted(Comparator.comparingDouble((Inspection.Outlier outlier) -> -Math.abs(outlier.logSize()))
                        .thenComparingLong(Inspection.Outlier::openNanos))
                .toList();
        List<Inspection.Gap> largest = largestGaps.stream()
                .sorted(Comparator.comparingLong(Inspection.Gap::missingBars)
                        .reversed()
                        .thenComparingLong(Inspection.Gap::fromNanos))
                .toList();
        Inspection.Period period = rows == 0
                ? new Inspection.Period(0, 0, 0)
                : new Inspection.Period(rows, firstNanos, latestOpen + frameNanos);
        return new Inspection.Part(
                identity,
                period,
                new Inspection.Gaps(gaps, missing, largest),
                new Inspection.Problems(bad, duplicates, disorder, zeroVolume, problems),
                new Inspection.Outliers(
                        outliers.size(), sigma, outliers.subList(0, Math.min(LISTED, outliers.size()))),
                failure);
    }
}

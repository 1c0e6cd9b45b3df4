package dev.tradewind.simulation.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Adds up what was found in the series of several instruments, none of which continues another. */
final class InspectionTotals {
    private InspectionTotals() {}

    /** @param series one for each instrument and length of bars; may be none */
    static Inspection.Part of(Inspection.Identity identity, List<Inspection.Part> series) {
        if (series.size() == 1) {
            return series.get(0);
        }
        return new Inspection.Part(identity, period(series), gaps(series), problems(series), outliers(series), "");
    }

    private static Inspection.Period period(List<Inspection.Part> series) {
        List<Inspection.Period> periods = series.stream()
                .map(Inspection.Part::period)
                .filter(period -> period.rows() > 0)
                .toList();
        if (periods.isEmpty()) {
            return new Inspection.Period(0, 0, 0);
        }
        return new Inspection.Period(
                periods.stream().mapToLong(Inspection.Period::rows).sum(),
                periods.stream().mapToLong(Inspection.Period::firstNanos).min().orElse(0),
                periods.stream().mapToLong(Inspection.Period::endNanos).max().orElse(0));
    }

    private static Inspection.Gaps gaps(List<Inspection.Part> series) {
        long count = 0;
        long missing = 0;
        List<Inspection.Gap> largest = new ArrayList<>();
        for (Inspection.Part part : series) {
            count += part.gaps().count();
            missing += part.gaps().missingBars();
            largest.addAll(part.gaps().largest());
        }
        largest.sort(Comparator.comparingLong(Inspection.Gap::missingBars)
                .reversed()
                .thenComparingLong(Inspection.Gap::fromNanos));
        return new Inspection.Gaps(count, missing, first(largest, InspectionTally.LISTED));
    }

    private static Inspection.Problems problems(List<Inspection.Part> series) {
        long bad = 0;
        long duplicates = 0;
        long disorder = 0;
        long zeroVolume = 0;
        List<String> texts = new ArrayList<>();
        for (Inspection.Part part : series) {
            bad += part.problems().bad();
            duplicates += part.problems().duplicates();
            disorder += part.problems().disorder();
            zeroVolume += part.problems().zeroVolume();
            texts.addAll(part.problems().first());
        }
        return new Inspection.Problems(
                bad, duplicates, disorder, zeroVolume, first(texts, InspectionTally.PROBLEMS_LISTED));
    }

    /** Each series is measured by its own deviation, so that the whole has none. */
    private static Inspection.Outliers outliers(List<Inspection.Part> series) {
        long count = 0;
        List<Inspection.Outlier> largest = new ArrayList<>();
        for (Inspection.Part part : series) {
            count += part.outliers().count();
            largest.addAll(part.outliers().largest());
        }
        largest.sort(Comparator.comparingDouble((Inspection.Outlier outlier) -> -Math.abs(outlier.logSize()))
                .thenComparingLong(Inspection.Outlier::openNanos));
        return new Inspection.Outliers(count, 0, first(largest, InspectionTally.LISTED));
    }

    private static <T> List<T> first(List<T> list, int count) {
        return list.subList(0, Math.min(count, list.size()));
    }
}

package dev.tradewind.simulation.data;

import java.util.Locale;

/** An {@link Inspection} as lines of text. */
final class InspectionText {
    private InspectionText() {}

    static String of(Inspection inspection) {
        StringBuilder text = new StringBuilder();
        for (Inspection.Part part : inspection.files()) {
            part(text, part);
        }
        if (inspection.files().size() > 1) {
            part(text, inspection.total());
        }
        if (inspection.fixes().isEmpty()) {
            text.append("Nothing to fix.\n");
        } else {
            text.append("To do\n");
            inspection.fixes().forEach(fix -> text.append("  - ").append(fix).append('\n'));
        }
        return text.toString();
    }

    private static void part(StringBuilder text, Inspection.Part part) {
        text.append(part.identity().name()).append('\n');
        if (part.period().rows() == 0 && !part.failure().isEmpty()) {
            line(text, "failure", part.failure());
            return;
        }
        line(text, "format", part.identity().format());
        line(text, "instrument", part.identity().instrument() + ", " + part.identity().timeframe());
        if (part.period().rows() > 0) {
            line(text, "period", Text.time(part.period().firstNanos()) + " to " + Text.time(part.period().endNanos()));
        }
        line(text, "rows", Text.count(part.period().rows()));
        line(text, "gaps", Text.count(part.gaps().count()) + ", " + Text.count(part.gaps().missingBars())
                + " bars missing");
        for (Inspection.Gap gap : part.gaps().largest()) {
            line(text, "", Text.time(gap.fromNanos()) + " to " + Text.time(gap.toNanos()) + ": "
                    + Text.count(gap.missingBars()));
        }
        line(text, "bad rows", Text.count(part.problems().bad()));
        line(text, "duplicates", Text.count(part.problems().duplicates()));
        line(text, "disorder", Text.count(part.problems().disorder()));
        part.problems().first().forEach(problem -> line(text, "", problem));
        line(text, "zero volume", Text.count(part.problems().zeroVolume()));
        boolean capped = part.outliers().count() >= InspectionTally.CANDIDATES;
        line(text, "outliers", Text.count(part.outliers().count()) + (capped ? " or more" : ""));
        for (Inspection.Outlier outlier : part.outliers().largest()) {
            line(text, "", String.format(
                    Locale.ROOT,
                    "%s %s %+.2f %% (%s)",
                    Text.time(outlier.openNanos()),
                    outlier.kind(),
                    100 * StrictMath.expm1(outlier.logSize()),
                    outlier.place()));
        }
        if (!part.failure().isEmpty()) {
            line(text, "failure", part.failure());
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "  %-12s %s%n", name, value).replace("\r\n", "\n"));
    }
}

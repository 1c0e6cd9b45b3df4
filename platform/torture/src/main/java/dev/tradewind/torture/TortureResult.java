package dev.tradewind.torture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of it.
 *
 * @param killsByPoint how many were killed where, by {@link KillPoint#text()}
 * @param faultsByType how often what went wrong at the exchange
 * @param counts numbers
 * @param recoverySecondsMax the longest from a start, or the death of the database, until the platform traded
 * @param findings what is not as the exchange has it
 */
record TortureResult(
        TorturePlan plan,
        Map<String, Integer> killsByPoint,
        Map<String, Integer> faultsByType,
        Counts counts,
        double recoverySecondsMax,
        double seconds,
        List<Finding> findings) {
    /** In flight at so many percent of the kills at least. */
    static final int LEAST_IN_FLIGHT_PERCENT = 30;

    /** @param inFlightAtKill kills at which the fate of an order was open */
    record Counts(int kills, int orders, int fills, int inFlightAtKill) {}

    TortureResult {
        findings = List.copyOf(findings);
    }

    long count(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    /** Why the run proves less than it should, whatever it found; empty if it proves all. */
    List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        killsByPoint.forEach((point, count) -> {
            if (count == 0) {
                gaps.add("nothing was killed " + point);
            }
        });
        faultsByType.forEach((fault, count) -> {
            if (count == 0) {
                gaps.add("the exchange's fault " + fault + " did not happen");
            }
        });
        if (counts.inFlightAtKill() * 100 < counts.kills() * LEAST_IN_FLIGHT_PERCENT) {
            gaps.add("an undecided order was in flight at " + counts.inFlightAtKill() + " of " + counts.kills()
                    + " kills, fewer than " + LEAST_IN_FLIGHT_PERCENT + " %");
        }
        return gaps;
    }

    /** 0 if it proves what it should and found nothing. */
    int exitCode() {
        return findings.isEmpty() && gaps().isEmpty() ? 0 : 1;
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("kills", counts.kills());
            numbers(json, "killsByPoint", killsByPoint);
            numbers(json, "faultsByType", faultsByType);
            json.writeNumberField("orders", counts.orders());
            json.writeNumberField("fills", counts.fills());
            json.writeNumberField("inFlightAtKill", counts.inFlightAtKill());
            json.writeNumberField("lost", count(Finding.Kind.LOST));
            json.writeNumberField("doubled", count(Finding.Kind.DOUBLED));
            json.writeNumberField("unexplained", count(Finding.Kind.UNEXPLAINED));
            json.writeNumberField("recoverySecondsMax", Math.round(recoverySecondsMax * 1000) / 1000.0);
            json.writeNumberField("seconds", Math.round(seconds * 10) / 10.0);
            json.writeNumberField("seed", plan.seed());
            json.writeStringField("sabotage", plan.sabotage());
            json.writeArrayFieldStart("gaps");
            for (String gap : gaps()) {
                json.writeString(gap);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("cases");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("kind", finding.kind().name().toLowerCase(Locale.ROOT));
                json.writeStringField("what", finding.what());
                json.writeStringField("evidence", finding.evidence());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void numbers(JsonGenerator json, String name, Map<String, Integer> numbers) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Integer> number : numbers.entrySet()) {
            json.writeNumberField(number.getKey(), number.getValue());
        }
        json.writeEndObject();
    }

    /** For people. */
    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d kills in %.0f s, %d with an undecided order in flight; %d orders, %d fills;"
                        + " longest recovery %.1f s",
                counts.kills(),
                seconds,
                counts.inFlightAtKill(),
                counts.orders(),
                counts.fills(),
                recoverySecondsMax));
        lines.add("killed:  " + killsByPoint);
        lines.add("faults:  " + faultsByType);
        lines.add(String.format(
                Locale.ROOT,
                "lost %d, doubled %d, unexplained %d",
                count(Finding.Kind.LOST),
                count(Finding.Kind.DOUBLED),
                count(Finding.Kind.UNEXPLAINED)));
        gaps().forEach(gap -> lines.add("NOT PROVEN  " + gap));
        findings.forEach(
                finding -> lines.add(finding.kind() + "  " + finding.what() + ": " + finding.evidence()));
        return lines;
    }
}

package dev.tradewind.runtime.surveillance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.policy.surveillance.Alert;
import dev.tradewind.store.surveillance.AlertStore;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Alerts for people and for machines. */
public final class AlertText {
    private AlertText() {}

    /** A few lines. */
    public static String text(Alert alert) {
        return time(alert.nanos()) + " " + alert.rule().code() + " (" + alert.rule().severity() + ") "
                + alert.subject().account() + " " + alert.subject().instrument() + ": " + alert.finding().text()
                + repeats(alert) + "\n    orders: " + some(alert.evidence().orders()) + "\n    trades: "
                + some(alert.evidence().trades()) + "\n    measured: " + alert.evidence().facts() + "\n    "
                + alert.rule().regulation() + "; " + alert.rule().file() + ":" + alert.rule().line();
    }

    /** Alerts that were kept, each for people or as a JSON object. */
    public static List<String> kept(List<AlertStore.Row> alerts, boolean json) {
        return alerts.stream().map(alert -> json ? json(alert) : text(alert)).toList();
    }

    /** The same of an alert that was kept. */
    public static String text(AlertStore.Row alert) {
        return time(alert.timeNanos()) + " " + alert.rule().code() + " (" + alert.rule().severity() + ") "
                + alert.account() + " " + alert.instrument() + ": " + alert.text()
                + (alert.repeats() == 0 ? "" : " (and " + alert.repeats() + " times since the alert before)")
                + "\n    evidence: " + alert.evidence() + "\n    " + alert.rule().regulation();
    }

    private static String repeats(Alert alert) {
        return alert.repeats() == 0 ? "" : " (and " + alert.repeats() + " times since the alert before)";
    }

    private static String some(List<String> ids) {
        return ids.isEmpty() ? "none" : String.join(", ", ids.subList(0, Math.min(10, ids.size())))
                + (ids.size() > 10 ? ", …" : "");
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
                .toString();
    }

    /** One JSON object on one line. */
    public static String json(Alert alert) {
        return json(row(alert));
    }

    /** An alert as it is kept. */
    public static AlertStore.Row row(Alert alert) {
        return new AlertStore.Row(
                new AlertStore.Rule(
                        alert.rule().code(), alert.rule().severity(), alert.rule().regulation(), alert.ruleSet()),
                alert.subject().account(),
                alert.subject().owner(),
                alert.subject().instrument(),
                alert.nanos(),
                alert.finding().text(),
                alert.repeats(),
                evidence(alert));
    }

    /** The same of an alert that was kept. */
    public static String json(AlertStore.Row alert) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = new JsonFactory().createGenerator(text)) {
            to.writeStartObject();
            to.writeStringField("time", time(alert.timeNanos()));
            to.writeStringField("code", alert.rule().code());
            to.writeStringField("severity", alert.rule().severity());
            to.writeStringField("regulation", alert.rule().regulation());
            to.writeStringField("ruleSet", alert.rule().ruleSet());
            to.writeStringField("account", alert.account());
            to.writeStringField("owner", alert.owner());
            to.writeStringField("instrument", alert.instrument().toString());
            to.writeStringField("text", alert.text());
            to.writeNumberField("repeats", alert.repeats());
            to.writeFieldName("evidence");
            to.writeRawValue(alert.evidence());
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** The evidence alone, as a JSON object. */
    public static String evidence(Alert alert) {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = new JsonFactory().createGenerator(text)) {
            to.writeStartObject();
            to.writeStringField("from", time(alert.evidence().fromNanos()));
            number("actual", alert.finding().actual(), to);
            number("limit", alert.finding().limit(), to);
            to.writeObjectFieldStart("facts");
            for (Map.Entry<String, Object> fact : alert.evidence().facts().entrySet()) {
                if (fact.getValue() instanceof Double number) {
                    number(fact.getKey(), number, to);
                } else {
                    to.writeStringField(fact.getKey(), fact.getValue().toString());
                }
            }
            to.writeEndObject();
            ids("orders", alert.evidence().orders(), to);
            ids("trades", alert.evidence().trades(), to);
            to.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void number(String name, double value, JsonGenerator to) throws IOException {
        if (Double.isFinite(value)) {
            to.writeNumberField(name, value);
        } else {
            to.writeNullField(name);
        }
    }

    private static void ids(String name, List<String> ids, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart(name);
        for (String id : ids) {
            to.writeString(id);
        }
        to.writeEndArray();
    }
}

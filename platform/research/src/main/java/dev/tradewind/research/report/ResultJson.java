package dev.tradewind.research.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.research.metrics.Metric;
import dev.tradewind.research.metrics.Performance;
import dev.tradewind.research.report.ReportInput.Counts;
import dev.tradewind.research.report.ReportInput.Effect;
import dev.tradewind.research.report.ReportInput.RuleFired;
import dev.tradewind.simulation.backtest.TickOutcome;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The result of a run as one JSON object on one line: counts, every metric under its key (money as decimal strings,
 * null where undefined, never NaN), hashes, and what the rules denied. The same object is result.json.
 */
public final class ResultJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ResultJson() {}

    /** Writes the object; the writer stays open. */
    public static void write(ReportInput input, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("format", "tradewind-backtest/1");
            writeIdentity(json, input.run());
            writeCounts(json, input.counts());
            TickOutcome ticks = input.ticks();
            if (ticks != null) {
                TickJson.write(json, ticks);
            }
            writeMetrics(json, input.performance());
            writeRules(json, input);
            json.writeEndObject();
        }
    }

    private static void writeIdentity(JsonGenerator json, RunIdentity run) throws IOException {
        json.writeStringField("strategy", run.strategy().name());
        json.writeObjectFieldStart("parameters");
        for (Map.Entry<String, String> parameter : run.strategy().parameters().entrySet()) {
            json.writeStringField(parameter.getKey(), parameter.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("instruments");
        for (var instrument : run.market().instruments()) {
            json.writeString(instrument.toString());
        }
        json.writeEndArray();
        json.writeStringField("from", IsoTime.format(run.market().fromNanos()));
        json.writeStringField("to", IsoTime.format(run.market().toNanos()));
        json.writeStringField("cash", run.setup().cash().amount().toString());
        json.writeStringField("currency", run.setup().cash().currency().code());
        json.writeStringField("size", run.setup().size());
        json.writeStringField("leverage", run.setup().leverage());
        json.writeStringField("fee", run.setup().venue().fee());
        json.writeStringField("slippage", run.setup().venue().slippage());
        json.writeStringField("latency", run.setup().venue().latency());
        json.writeStringField("volume", run.setup().venue().volume());
        json.writeStringField("models", run.setup().venue().models());
        json.writeStringField("askedFrom", run.setup().period().from());
        json.writeStringField("askedTo", run.setup().period().to());
        json.writeNumberField("seed", run.setup().seed());
        json.writeStringField("command", run.provenance().command());
        json.writeStringField("version", run.provenance().version());
        json.writeStringField("eventHash", run.provenance().eventHash());
        json.writeStringField("dataHash", run.provenance().dataHash());
        json.writeStringField("ruleSet", run.provenance().ruleSet());
    }

    private static void writeCounts(JsonGenerator json, Counts counts) throws IOException {
        json.writeNumberField("bars", counts.bars());
        json.writeNumberField("orders", counts.orders());
        json.writeNumberField("fills", counts.fills());
        json.writeNumberField("engineSeconds", counts.engineSeconds());
        double perSecond = counts.bars() / counts.engineSeconds();
        writeNumber(json, "barsPerSecond", Double.isFinite(perSecond), Math.rint(perSecond));
    }

    private static void writeMetrics(JsonGenerator json, Performance performance) throws IOException {
        for (Metric metric : Metric.values()) {
            switch (metric.unit()) {
                case MONEY -> {
                    var amount = performance.amount(metric);
                    if (amount.isPresent()) {
                        json.writeStringField(metric.key(), amount.get().toString());
                    } else {
                        json.writeNullField(metric.key());
                    }
                }
                case COUNT -> json.writeNumberField(
                        metric.key(), (long) performance.value(metric).orElse(0));
                case PERCENT, RATIO, MULTIPLE, NUMBER, DAYS -> {
                    var value = performance.value(metric);
                    writeNumber(json, metric.key(), value.isPresent(), value.orElse(0));
                }
            }
        }
    }

    static void writeNumber(JsonGenerator json, String key, boolean defined, double value)
            throws IOException {
        if (defined) {
            json.writeNumberField(key, value);
        } else {
            json.writeNullField(key);
        }
    }

    private static void writeRules(JsonGenerator json, ReportInput input) throws IOException {
        json.writeObjectFieldStart("denied");
        json.writeNumberField("count", input.counts().denied());
        writeByRule(json, "byRule", input.judgement().rules(), List.of(Effect.DENIED, Effect.HELD));
        json.writeEndObject();
        writeByRule(json, "reducedByRule", input.judgement().rules(), List.of(Effect.REDUCED));
        long skipped = 0;
        for (ReportInput.SkippedSignals signals : input.judgement().skipped()) {
            skipped += signals.count();
        }
        json.writeNumberField("skippedSignals", skipped);
        json.writeArrayFieldStart("warnings");
        for (String warning : input.judgement().warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
    }

    private static void writeByRule(JsonGenerator json, String field, List<RuleFired> rules, List<Effect> effects)
            throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (RuleFired rule : rules) {
            if (effects.contains(rule.effect())) {
                counts.merge(rule.code(), rule.count(), Long::sum);
            }
        }
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }
}

package dev.tradewind.research.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.simulation.backtest.FillQuality;
import dev.tradewind.simulation.backtest.TickOutcome;
import dev.tradewind.simulation.venue.QueueStatistics;
import java.io.IOException;

/** What the result of a run on ticks says beyond that of one on bars. */
final class TickJson {
    private TickJson() {}

    static void write(JsonGenerator json, TickOutcome ticks) throws IOException {
        json.writeNumberField("events", ticks.events());
        double perSecond = ticks.eventsPerSecond();
        ResultJson.writeNumber(json, "eventsPerSecond", perSecond > 0, Math.rint(perSecond));
        json.writeArrayFieldStart("fillQuality");
        for (FillQuality fills : ticks.fills()) {
            write(json, fills);
        }
        json.writeEndArray();
        QueueStatistics queues = ticks.queues();
        json.writeObjectFieldStart("queues");
        json.writeNumberField("joined", queues.joined());
        number(json, "averageAhead", queues.averageAhead());
        json.writeNumberField("fills", queues.fills());
        json.writeNumberField("filledQuantity", queues.filledQuantity());
        number(json, "averageSecondsToFill", queues.averageSecondsToFill());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, FillQuality fills) throws IOException {
        json.writeStartObject();
        json.writeStringField("instrument", fills.instrument().id().toString());
        json.writeStringField("currency", fills.instrument().settlement().code());
        sum(json, "makerSpreadCaptured", fills.maker());
        sum(json, "takerSpreadCaptured", fills.taker());
        for (int i = 0; i < FillQuality.horizons(); i++) {
            sum(json, "adverseSelection" + FillQuality.horizonSeconds(i) + "s", fills.adverse(i));
        }
        json.writeNumberField("unknown", fills.unknown());
        json.writeEndObject();
    }

    private static void sum(JsonGenerator json, String key, FillQuality.Sum sum) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeNumberField("fills", sum.fills());
        json.writeNumberField("amount", sum.amount());
        number(json, "basisPoints", sum.basisPoints());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String key, double value) throws IOException {
        ResultJson.writeNumber(json, key, Double.isFinite(value), value);
    }
}

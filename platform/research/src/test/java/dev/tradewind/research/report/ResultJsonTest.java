package dev.tradewind.research.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tradewind.research.metrics.Metric;
import dev.tradewind.research.report.ReportInput.Counts;
import dev.tradewind.research.report.ReportInput.Effect;
import dev.tradewind.research.report.ReportInput.Judgement;
import dev.tradewind.research.report.ReportInput.RuleFired;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultJsonTest {
    @Test
    void everyPromisedFieldIsThere() throws IOException {
        ReportInput input = SampleRun.of(20_000, 300);
        Map<String, String> json = read(input);

        assertThat(json).containsKeys("bars", "orders", "fills", "trades", "finalEquity", "totalReturn", "maxDrawdown",
                "sharpe", "sortino", "calmar", "winRate", "profitFactor", "fees", "engineSeconds", "barsPerSecond",
                "eventHash", "dataHash", "ruleSet", "denied.count");
        assertThat(json).containsEntry("bars", "20000").containsEntry("denied.count", "0");
        assertThat(json)
                .containsEntry("finalEquity", "\"" + input.performance().account().finalEquity() + "\"")
                .containsEntry("fees", "\"" + input.performance().account().fees() + "\"")
                .containsEntry("sharpe", Double.toString(input.performance().value(Metric.SHARPE).orElseThrow()));
        assertThat(json.get("trades")).isEqualTo(
                Integer.toString(((List<TradeRow>) input.listings().trades()).size()));
    }

    @Test
    void undefinedIsNull() throws IOException {
        Map<String, String> json = read(SampleRun.empty());

        for (String field : List.of("sharpe", "sortino", "calmar", "winRate", "profitFactor", "expectancy",
                "barsPerSecond", "benchmarkReturn")) {
            assertThat(json).containsEntry(field, "null");
        }
        assertThat(json).containsEntry("maxDrawdown", "0.0").containsEntry("finalEquity", "\"10000\"");
    }

    @Test
    void denialsAreCountedByRuleAndHeldOrdersAreAmongThem() throws IOException {
        ReportInput input = SampleRun.judged(SampleRun.empty(), new Counts(9, 8, 1, 7, 0.5), new Judgement(List.of(
                new RuleFired("B", Effect.DENIED, 4, "O-1", ""), new RuleFired("A", Effect.HELD, 3, "O-2", ""),
                new RuleFired("C", Effect.REDUCED, 1, "O-3", "")), List.of(), List.of("one \"warning\"\n")));
        Map<String, String> json = read(input);

        assertThat(json)
                .containsEntry("denied.count", "7")
                .containsEntry("denied.byRule.A", "3")
                .containsEntry("denied.byRule.B", "4")
                .containsEntry("reducedByRule.C", "1")
                .containsEntry("warnings", "\"one \"warning\"\n\"")
                .containsEntry("barsPerSecond", "18.0");
        assertThat(json).doesNotContainKey("denied.byRule.C");
    }

    @Test
    void hugeCountsAreWhole() throws IOException {
        long huge = 9_000_000_000_000_000L;
        ReportInput input = SampleRun.judged(SampleRun.empty(), new Counts(huge, huge, huge, huge, 1e9),
                Judgement.empty());
        assertThat(read(input)).containsEntry("bars", "9000000000000000").containsEntry("denied.count", "" + huge);
    }

    @Test
    void itBeginsWithTheMarkThatProtectsOtherFolders() throws IOException {
        StringWriter out = new StringWriter();
        ResultJson.write(SampleRun.empty(), out);
        assertThat(out.toString()).startsWith(ReportFolder.MARK).doesNotContain("\n");
    }

    /** Field paths with their values; texts in quotes. */
    private static Map<String, String> read(ReportInput input) throws IOException {
        StringWriter out = new StringWriter();
        ResultJson.write(input, out);
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser json = new JsonFactory().createParser(out.toString())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) {
                    String path = json.getParsingContext().pathAsPointer().toString().substring(1).replace('/', '.');
                    boolean text = token == JsonToken.VALUE_STRING;
                    fields.put(path.replaceAll("\\.\\d+$", ""), text ? "\"" + json.getText() + "\"" : json.getText());
                }
            }
        }
        return fields;
    }
}

package dev.tradewind.runtime.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.rehearsal.Change;
import dev.tradewind.policy.rehearsal.Intent;
import dev.tradewind.policy.rehearsal.RehearsalReport;
import dev.tradewind.policy.rehearsal.RehearsalReport.Sample;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.node.RuleDesk;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tradewind rules rehearse}. */
@Command(
        name = "rehearse",
        description = "Judges recorded orders again by the rules of a folder, each on the facts that were recorded with"
                + " it, and says what would have come out otherwise. It only reads: a node may run meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind rules rehearse my-rules/",
            "  tradewind rules rehearse my-rules/ --from 2026-03-01 --to 2026-03-08T12:00:00Z --account paper"
        })
final class RulesRehearseCommand extends NodeCommand {
    @Parameters(paramLabel = "FOLDER", description = "The rules to try.")
    private Path folder = Path.of("");

    @Option(names = "--from", paramLabel = "TIME", description = "Orders judged at or after this time (UTC)")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "Orders judged before this time (UTC)")
    private String to = "";

    @Option(names = "--account", paramLabel = "NAME", description = "Orders of this account alone")
    private String account = "";

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    int run(NodeOptions node, PrintWriter out) throws IOException {
        Path rules = RuleOptions.folder(folder);
        long first = from.isEmpty() ? Long.MIN_VALUE : TimeText.nanos("--from", from);
        long last = to.isEmpty() ? Long.MAX_VALUE : TimeText.nanos("--to", to);
        try (RuleDesk desk = RuleDesk.open(NodeConfig.of(node.settings()), node.home())) {
            RehearsalReport report = desk.rehearse(rules, account, first, last);
            if (json) {
                out.println(toJson(report));
            } else {
                print(report, out);
            }
            out.flush();
            return ExitCode.DONE;
        } catch (RuleException e) {
            RuleProblems.print(e.problems(), rules, err());
            return ExitCode.BAD_INPUT;
        }
    }

    private static void print(RehearsalReport report, PrintWriter out) {
        out.println("Rule set " + report.ruleSet() + ": " + report.summary());
        report.byRule().forEach((code, kinds) -> kinds.forEach((change, sample) -> out.println(
                "  " + code + ": " + sample.count() + " " + change.text() + ": " + orders(sample))));
        report.notEvaluable().forEach((why, count) ->
                out.println("  not evaluable, " + count + ": " + why + ", which was not recorded with them"));
        out.println("Each order was judged for itself, on what was true for it then. One that is denied changes what"
                + " comes after it: for that, run a backtest with these rules.");
        out.printf(
                Locale.ROOT,
                "%d orders in %.2f s, %,.0f a second%n",
                report.intents(),
                report.tookNanos() / 1e9,
                report.perSecond());
    }

    private static String orders(Sample sample) {
        String named = sample.first().stream()
                .map(order -> order.account() + " " + order.orderId())
                .collect(Collectors.joining(", "));
        boolean more = sample.first().size() >= RehearsalReport.MOST_NAMED;
        return named + (more ? ", …" : sample.count() > sample.first().size() ? ", changes of them included" : "");
    }

    private static String toJson(RehearsalReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            to.writeStartObject();
            to.writeStringField("ruleSet", report.ruleSet());
            to.writeBooleanField("pointwise", true);
            to.writeNumberField("orders", report.intents());
            to.writeBooleanField("deniesEverything", report.deniesEverything());
            to.writeObjectFieldStart("changes");
            for (Change change : Change.values()) {
                to.writeNumberField(change.name(), report.count(change));
            }
            to.writeEndObject();
            to.writeObjectFieldStart("byRule");
            for (Map.Entry<String, Map<Change, Sample>> rule : report.byRule().entrySet()) {
                to.writeObjectFieldStart(rule.getKey());
                for (Map.Entry<Change, Sample> kind : rule.getValue().entrySet()) {
                    write(kind.getKey(), kind.getValue(), to);
                }
                to.writeEndObject();
            }
            to.writeEndObject();
            to.writeObjectFieldStart("notEvaluable");
            for (Map.Entry<String, Long> why : report.notEvaluable().entrySet()) {
                to.writeNumberField(why.getKey(), why.getValue());
            }
            to.writeEndObject();
            to.writeNumberField("perSecond", Math.round(report.perSecond()));
            to.writeEndObject();
        }
        return text.toString();
    }

    private static void write(Change change, Sample sample, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart(change.name());
        to.writeNumberField("count", sample.count());
        to.writeArrayFieldStart("first");
        for (Intent.Reference order : sample.first()) {
            to.writeStartObject();
            to.writeStringField("account", order.account());
            to.writeNumberField("order", order.orderId());
            to.writeNumberField("timeNanos", order.timeNanos());
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeEndObject();
    }
}

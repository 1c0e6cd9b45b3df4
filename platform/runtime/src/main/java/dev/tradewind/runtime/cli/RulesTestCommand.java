package dev.tradewind.runtime.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.scenario.Scenario;
import dev.tradewind.policy.scenario.ScenarioReport;
import dev.tradewind.policy.scenario.ScenarioReport.Failure;
import dev.tradewind.policy.scenario.ScenarioReport.Result;
import dev.tradewind.policy.scenario.ScenarioReport.Unreached;
import dev.tradewind.policy.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tradewind rules test}. */
@Command(
        name = "test",
        description = "Tries a folder of rules with the scenarios in it, and names the rules and table rows that no"
                + " scenario reaches. Exit code 1 if a scenario fails, 2 if something cannot be read.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        footerHeading = "%nExamples:%n",
        footer = {"  tradewind rules test", "  tradewind rules test my-rules/ --json"})
final class RulesTestCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Default: the rules that came with the program.")
    private @Nullable Path folder;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Path rules = RuleOptions.folder(folder);
        PrintWriter out = spec.commandLine().getOut();
        ScenarioReport report;
        try {
            RuleSet set = RuleSet.load(rules);
            List<Scenario> scenarios = Scenarios.read(rules, set);
            report = Scenarios.run(set, scenarios);
        } catch (RuleException e) {
            RuleProblems.print(e.problems(), rules, spec.commandLine().getErr());
            return ExitCode.BAD_INPUT;
        }
        if (json) {
            out.println(toJson(report));
        } else {
            print(report, out);
        }
        out.flush();
        return report.passed() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static void print(ScenarioReport report, PrintWriter out) {
        for (Result result : report.results()) {
            out.println((result.passed() ? "pass  " : "FAIL  ") + result.file() + ":" + result.line() + "  "
                    + result.name());
            for (Failure failure : result.failures()) {
                out.println("      " + result.file() + ":" + failure.line());
                out.println("        expected  " + failure.expected());
                out.println("        came      " + failure.actual());
                failure.why().forEach(why -> out.println("                  " + why));
            }
        }
        for (Unreached unreached : report.unreached()) {
            out.println("! no scenario reaches " + unreached.place() + "  " + unreached.name() + ": "
                    + unreached.why());
        }
        out.println(report.results().size() + " scenarios, " + report.failed() + " failed; "
                + report.unreached().size() + " rules and rows not reached. Rule set " + report.ruleSet());
    }

    private static String toJson(ScenarioReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator to = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            to.writeStartObject();
            to.writeStringField("ruleSet", report.ruleSet());
            to.writeBooleanField("passed", report.passed());
            to.writeArrayFieldStart("scenarios");
            for (Result result : report.results()) {
                write(result, to);
            }
            to.writeEndArray();
            to.writeArrayFieldStart("unreached");
            for (Unreached unreached : report.unreached()) {
                to.writeStartObject();
                to.writeStringField("place", unreached.place());
                to.writeStringField("name", unreached.name());
                to.writeStringField("why", unreached.why());
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeEndObject();
        }
        return text.toString();
    }

    private static void write(Result result, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("name", result.name());
        to.writeStringField("file", result.file());
        to.writeNumberField("line", result.line());
        to.writeNumberField("orders", result.orders());
        to.writeBooleanField("passed", result.passed());
        to.writeArrayFieldStart("failures");
        for (Failure failure : result.failures()) {
            to.writeStartObject();
            to.writeNumberField("line", failure.line());
            to.writeStringField("expected", failure.expected());
            to.writeStringField("came", failure.actual());
            to.writeArrayFieldStart("why");
            for (String why : failure.why()) {
                to.writeString(why);
            }
            to.writeEndArray();
            to.writeEndObject();
        }
        to.writeEndArray();
        to.writeEndObject();
    }
}

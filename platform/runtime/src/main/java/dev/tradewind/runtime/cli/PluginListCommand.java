package dev.tradewind.runtime.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.runtime.plugin.InstalledModels;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.runtime.plugin.InstalledVenue;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.sdk.strategy.ParameterSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tradewind plugin list}. */
@Command(
        name = "list",
        description = "Prints every strategy with its parameters (what each means, its bounds and its default), and the"
                + " models of costs and fills and the venues that plugins supply",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind plugin list",
            "  tradewind plugin list --json",
            "  tradewind plugin list --plugins my-idea        a module that is being written"
        })
final class PluginListCommand implements Callable<Integer> {
    @Mixin
    private PluginOptions plugins = new PluginOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (PluginHost host = plugins.open()) {
            Collection<InstalledStrategy> strategies = host.strategies().values();
            Collection<InstalledModels> models = host.simulationModels().values();
            Collection<InstalledVenue> venues = host.venues().values();
            if (json) {
                out.println(asJson(strategies, models, venues));
            } else if (strategies.isEmpty() && models.isEmpty() && venues.isEmpty()) {
                out.println("No strategy is installed. Name plugin zips with --plugins.");
            } else {
                strategies.forEach(strategy -> print(strategy, out));
                models.forEach(one -> print(one, out));
                venues.forEach(venue -> print(venue, out));
            }
        }
        return ExitCode.DONE;
    }

    private static void print(InstalledStrategy strategy, PrintWriter out) {
        out.println(strategy.name() + "  (" + strategy.pluginId() + " " + strategy.pluginVersion() + ")");
        out.println("  " + strategy.factory().description());
        print(strategy.factory().parameters(), out);
    }

    private static void print(InstalledVenue venue, PrintWriter out) {
        out.println("venue " + venue.name() + "  (" + venue.pluginId() + " " + venue.pluginVersion() + ")");
        out.println("  " + venue.factory().description());
        print(venue.factory().parameters(), out);
    }

    private static void print(List<ParameterSpec> parameters, PrintWriter out) {
        int names = width(parameters, 0);
        int domains = width(parameters, 1);
        for (ParameterSpec parameter : parameters) {
            out.println("    --param " + pad(cell(parameter, 0), names) + "  " + pad(cell(parameter, 1), domains) + "  "
                    + parameter.description());
        }
        out.println();
    }

    private static void print(InstalledModels models, PrintWriter out) {
        out.println("--models " + models.name() + "  (" + models.pluginId() + " " + models.pluginVersion() + ")");
        out.println("  Supplies models of: " + String.join(", ", supplied(models)) + ".");
        out.println();
    }

    private static List<String> supplied(InstalledModels models) {
        List<String> supplied = new ArrayList<>();
        models.models().feeModel().ifPresent(model -> supplied.add("fees"));
        models.models().slippageModel().ifPresent(model -> supplied.add("slippage"));
        models.models().latencyModel().ifPresent(model -> supplied.add("latency"));
        models.models().fillModel().ifPresent(model -> supplied.add("fills"));
        return supplied;
    }

    private static String cell(ParameterSpec parameter, int column) {
        return column == 0 ? parameter.name() + "=" + parameter.defaultText() : parameter.domain();
    }

    private static int width(List<ParameterSpec> parameters, int column) {
        return parameters.stream()
                .mapToInt(parameter -> cell(parameter, column).length())
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String asJson(
            Collection<InstalledStrategy> strategies,
            Collection<InstalledModels> models,
            Collection<InstalledVenue> venues)
            throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeArrayFieldStart("strategies");
            for (InstalledStrategy strategy : strategies) {
                json.writeStartObject();
                json.writeStringField("name", strategy.name());
                json.writeStringField("description", strategy.factory().description());
                json.writeStringField("plugin", strategy.pluginId());
                json.writeStringField("pluginVersion", strategy.pluginVersion());
                writeParameters(json, strategy.factory().parameters());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("models");
            for (InstalledModels one : models) {
                json.writeStartObject();
                json.writeStringField("name", one.name());
                json.writeStringField("plugin", one.pluginId());
                json.writeStringField("pluginVersion", one.pluginVersion());
                json.writeArrayFieldStart("supplies");
                for (String kind : supplied(one)) {
                    json.writeString(kind);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("venues");
            for (InstalledVenue venue : venues) {
                json.writeStartObject();
                json.writeStringField("name", venue.name());
                json.writeStringField("description", venue.factory().description());
                json.writeStringField("plugin", venue.pluginId());
                json.writeStringField("pluginVersion", venue.pluginVersion());
                writeParameters(json, venue.factory().parameters());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void writeParameters(JsonGenerator json, List<ParameterSpec> parameters) throws IOException {
        json.writeArrayFieldStart("parameters");
        for (ParameterSpec parameter : parameters) {
            json.writeStartObject();
            json.writeStringField("name", parameter.name());
            json.writeStringField("default", parameter.defaultText());
            json.writeStringField("domain", parameter.domain());
            json.writeStringField("description", parameter.description());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

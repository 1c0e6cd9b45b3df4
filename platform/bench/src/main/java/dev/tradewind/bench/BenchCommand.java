package dev.tradewind.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.policy.bench.ReloadBenchmark;
import dev.tradewind.policy.bench.RulesBenchmark;
import dev.tradewind.runtime.cli.DataOptions;
import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.home.Installation;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.ticks.FileHead;
import dev.tradewind.simulation.data.ticks.TickFormat;
import dev.tradewind.simulation.data.ticks.TickFormats;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tradewind bench}. */
@Command(
        name = "bench",
        description = "Measures and prints a table; asserts nothing. What is compared is measured in the same run.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind bench engine --data 'BTCUSDT-1m-*.csv.gz' --instrument BTCUSDT",
            "  tradewind bench engine             on a generated market",
            "  tradewind bench rules --json",
            "  tradewind bench matching --data orderflow.csv.gz",
            "  tradewind bench replay --data usdm_btcusdt.gz --instrument BTCUSDT-PERP",
            "  tradewind bench reload --reloads 1000",
            "  tradewind bench journal --only throughput"
        })
final class BenchCommand implements Callable<Integer> {
    private static final int NAME_WIDTH = 58;

    @Parameters(
            arity = "0..*",
            paramLabel = "WHAT",
            description = "engine, rules, matching by default; replay, with --data; reload; journal.")
    private List<String> what = new ArrayList<>();

    @Option(
            names = "--data",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Bars for engine, order commands for matching; default: generated. A raw Binance capture,"
                    + " or other ticks, for replay.")
    private List<String> data = new ArrayList<>();

    @Option(names = "--instrument", paramLabel = "NAME", description = "The instrument of the data.")
    private String instrument = "";

    @Option(
            names = "--quantity",
            paramLabel = "N",
            description = "Fixed size of every entry for engine. Default: 0.001, and 1 on the generated market.")
    private String quantity = "";

    @Option(names = "--runs", paramLabel = "N", description = "Runs of each contender. Default: ${DEFAULT-VALUE}")
    private int runs = 15;

    @Option(
            names = "--reloads",
            paramLabel = "N",
            description = "Edits of the rules for reload. Default: ${DEFAULT-VALUE}")
    private int reloads = 100;

    @Option(
            names = "--only",
            arity = "1..*",
            paramLabel = "PART",
            description = "What to measure of journal: throughput, open-loop, decision, ticks, recovery,"
                    + " rehearsal. Default: all.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--json", description = "Print an array of {name, contender, value, unit}.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        List<String> chosen = what.isEmpty() ? List.of("engine", "rules", "matching") : what;
        List<Row> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String one : chosen) {
            switch (one.toLowerCase(Locale.ROOT)) {
                case "engine" -> {
                    try (PluginHost host = PluginHost.open(Installation.pluginFolders())) {
                        EngineBenchmark benchmark = new EngineBenchmark(
                                host, DataOptions.open(data, instrument), entryQuantity(), runs);
                        rows.addAll(benchmark.run());
                        notes.addAll(benchmark.notes());
                    }
                }
                case "rules" -> RulesBenchmark.run(200_000, Installation.rules()
                                .orElseThrow(() -> new InputException("no rules are installed")))
                        .forEach(row -> rows.add(new Row(row.name(), row.contender(), row.value(), row.unit())));
                case "reload" -> ReloadBenchmark.run(reloads)
                        .forEach(row -> rows.add(new Row(row.name(), row.contender(), row.value(), row.unit())));
                case "matching" -> {
                    MatchingBenchmark benchmark = new MatchingBenchmark(orderFlow(chosen));
                    rows.addAll(benchmark.run());
                    notes.addAll(benchmark.notes());
                }
                case "replay" -> {
                    if (isRawCapture()) {
                        rows.addAll(new ReplayBenchmark(data.get(0), instrument, runs).run());
                    }
                    try (PluginHost host = PluginHost.open(Installation.pluginFolders())) {
                        BookReplayBenchmark benchmark =
                                new BookReplayBenchmark(host, DataOptions.openTicks(data, instrument), runs);
                        rows.addAll(benchmark.run());
                        notes.addAll(benchmark.notes());
                    }
                }
                case "journal" -> {
                    JournalBenchmark benchmark = new JournalBenchmark(only);
                    rows.addAll(benchmark.run());
                    notes.addAll(benchmark.notes());
                }
                default -> throw new InputException(
                        "nothing to measure is called '" + one
                                + "'; there are engine, rules, matching, replay, reload, journal");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(asJson(rows));
        } else {
            print(rows, notes, out);
        }
        return 0;
    }

    /** Whether there is JSON to be read; other ticks have none. @throws InputException if the data is no ticks */
    private boolean isRawCapture() {
        if (data.size() != 1 || data.get(0).startsWith("catalogue:")) {
            return false;
        }
        Path file = Path.of(data.get(0));
        String format = TickFormats.detect(FileHead.of(file)).map(TickFormat::text).orElse("");
        if (format.isEmpty()) {
            throw new InputException(file + " holds no ticks that are known; bench replay needs a raw capture, other"
                    + " ticks, or catalogue:BTCUSDT-PERP@ticks");
        }
        return format.equals("binance-capture");
    }

    /** What --data names; bars, when engine is to be measured too. */
    private Optional<OrderFlow> orderFlow(List<String> chosen) {
        if (data.isEmpty() || chosen.size() > 1) {
            return Optional.empty();
        }
        if (data.size() > 1) {
            throw new InputException("bench matching reads one file, --data names " + data.size());
        }
        return Optional.of(OrderFlowFile.read(Path.of(data.getFirst())));
    }

    private Decimal entryQuantity() {
        try {
            Decimal value = Decimal.parse(quantity.isEmpty() ? (data.isEmpty() ? "1" : "0.001") : quantity);
            if (value.signum() > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new InputException("--quantity must be a number above zero, was '" + quantity + "'", e);
        }
        throw new InputException("--quantity must be above zero, was " + quantity);
    }

    private static void print(List<Row> rows, List<String> notes, PrintWriter out) {
        notes.forEach(out::println);
        int names = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        String line = "%-" + Math.max(NAME_WIDTH, names) + "s %-28s %18s  %s%n";
        out.printf(Locale.ROOT, line, "name", "contender", "value", "unit");
        for (Row row : rows) {
            String value = String.format(Locale.ROOT, row.value() >= 1000 ? "%,.0f" : "%.3f", row.value());
            out.printf(Locale.ROOT, line, row.name(), row.contender(), value, row.unit());
        }
    }

    private static String asJson(List<Row> rows) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Row row : rows) {
                json.writeStartObject();
                json.writeStringField("name", row.name());
                json.writeStringField("contender", row.contender());
                json.writeNumberField("value", row.value());
                json.writeStringField("unit", row.unit());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.toString();
    }
}

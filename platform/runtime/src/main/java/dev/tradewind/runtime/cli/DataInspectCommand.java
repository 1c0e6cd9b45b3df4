package dev.tradewind.runtime.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.simulation.data.CsvFormat;
import dev.tradewind.simulation.data.DataInspector;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Inspection;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.ticks.TickData;
import dev.tradewind.simulation.data.ticks.TickFormats;
import dev.tradewind.simulation.data.ticks.TickInspection;
import dev.tradewind.simulation.data.ticks.TickInspector;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tradewind data inspect}. */
@Command(
        name = "inspect",
        description = "Prints what files of bars or ticks hold: period, rows, gaps, duplicates, disorder, outliers, and"
                + " what to do about it; of ticks also gaps between updates. Exit code 2 if a backtest could not read"
                + " them as they are.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind data inspect BTCUSDT-1m-2022-04.csv.gz",
            "  tradewind data inspect candles/ --json",
            "  tradewind data inspect depth-snap.csv depth-update.csv trades.csv --instrument BTCUSDT-PERP",
            "  tradewind data inspect catalogue:BTCUSDT@ticks"
        })
final class DataInspectCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, folders or globs.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            description = "Of bars: " + CsvFormat.NAMES + ". Of ticks: " + TickFormats.NAMES + ". Default: found out.")
    private @Nullable String format;

    @Option(names = "--timeframe", paramLabel = "1m", description = "Length of the bars. Default: found out.")
    private @Nullable String timeframe;

    @Option(names = "--instrument", paramLabel = "NAME", description = "What ticks are of. Default: found out.")
    private String instrument = "";

    @Option(names = "--instruments", paramLabel = "FILE", description = "More instruments, as a CSV file.")
    private @Nullable Path instrumentsFile;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        return TickSources.areTicks(files, format) ? ticks() : bars();
    }

    private int bars() throws IOException {
        Inspection inspection = DataInspector.inspect(
                files,
                format == null ? null : CsvFormat.parse(format),
                timeframe == null ? null : DataOptions.parseTimeframe(timeframe));
        print(inspection.toMap(), inspection.toText());
        return inspection.usable() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    private int ticks() throws IOException {
        Instruments known = Instruments.shipped();
        if (instrumentsFile != null) {
            known = known.with(instrumentsFile);
        }
        DataSpec stored = TickSources.stored(files);
        TickInspection inspection = stored == null
                ? TickInspector.inspect(files, instrument, known, format == null ? null : TickFormats.named(format))
                : TickInspector.inspect(
                        TickData.open(stored, known, TickSources.options(null)), files.getFirst());
        print(inspection.toMap(), inspection.toText());
        return inspection.usable() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }

    private void print(Map<String, Object> map, String plain) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            StringWriter text = new StringWriter();
            try (JsonGenerator generator = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
                write(generator, map);
            }
            out.println(text);
        } else {
            out.print(plain);
        }
        out.flush();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    write(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case Iterable<?> list -> {
                json.writeStartArray();
                for (Object one : list) {
                    write(json, one);
                }
                json.writeEndArray();
            }
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Double number -> {
                if (Double.isFinite(number)) {
                    json.writeNumber(number);
                } else {
                    json.writeNull();
                }
            }
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeString(value.toString());
        }
    }
}

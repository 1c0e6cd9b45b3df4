package dev.tradewind.runtime.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tradewind.simulation.data.CsvFormat;
import dev.tradewind.simulation.data.DataInspector;
import dev.tradewind.simulation.data.Inspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
        description = "Prints what files of bars hold: period, rows, gaps, duplicates, disorder, outliers, and what to"
                + " do about it. Exit code 2 if a backtest could not read them as they are.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  tradewind data inspect BTCUSDT-1m-2022-04.csv.gz", "  tradewind data inspect candles/ --json"})
final class DataInspectCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, folders or globs.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--as", paramLabel = "FORMAT", description = CsvFormat.NAMES + ". Default: found out.")
    private @Nullable String format;

    @Option(names = "--timeframe", paramLabel = "1m", description = "Length of the bars. Default: found out.")
    private @Nullable String timeframe;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Inspection inspection = DataInspector.inspect(
                files,
                format == null ? null : CsvFormat.parse(format),
                timeframe == null ? null : DataOptions.parseTimeframe(timeframe));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            StringWriter text = new StringWriter();
            try (JsonGenerator generator = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
                write(generator, inspection.toMap());
            }
            out.println(text);
        } else {
            out.print(inspection.toText());
        }
        out.flush();
        return inspection.usable() ? ExitCode.DONE : ExitCode.BAD_INPUT;
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

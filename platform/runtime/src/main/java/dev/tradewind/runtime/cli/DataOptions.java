package dev.tradewind.runtime.cli;

import dev.tradewind.research.report.RunIdentity;
import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.CsvFormat;
import dev.tradewind.simulation.data.DataFiles;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.MarketData;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.Window;
import dev.tradewind.simulation.data.ticks.TickData;
import dev.tradewind.simulation.synthetic.SyntheticMarket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which market data a command reads; a mixin. */
public final class DataOptions {
    private static final int DAYS_OF_A_YEAR = 365;

    @Option(
            names = "--data",
            arity = "1..*",
            required = true,
            paramLabel = "[INSTRUMENT=]FILE",
            description = "Bars or ticks to read: files (.csv, .csv.gz, .zip), a folder, a glob, catalogue:BTCUSDT@1m"
                    + " for bars, or catalogue:BTCUSDT@ticks."
                    + " Repeat it with INSTRUMENT= for several instruments.")
    private List<String> data = new ArrayList<>();

    @Option(
            names = "--instrument",
            paramLabel = "NAME",
            description = "The instrument of data without a name, such as BTCUSDT or BTCUSDT.BINANCE."
                    + " Default: found out from the files' names.")
    private String instrument = "";

    @Option(
            names = "--instruments",
            paramLabel = "FILE",
            description = "More instruments, as a CSV file, with the columns of 'tradewind data instruments'.")
    private @Nullable Path instrumentsFile;

    @Option(names = "--timeframe", paramLabel = "1m", description = "Length of the bars. Default: found out.")
    private @Nullable String timeframe;

    @Option(
            names = "--as",
            paramLabel = "[INSTRUMENT=]FORMAT",
            description = "Format of the files: " + CsvFormat.NAMES + "; or one of ticks. With INSTRUMENT= for that"
                    + " instrument's files alone; repeatable. Default: found out for each file.")
    private List<String> formats = new ArrayList<>();

    @Option(names = "--from", paramLabel = "DATE", description = "First bar, by its open: 2022-04-01, or an instant.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DATE", description = "End, exclusive: 2022-05-01, or an instant.")
    private @Nullable String to;

    /** The instruments there are. */
    Instruments instruments() {
        return instrumentsFile == null ? Instruments.shipped() : Instruments.shipped().with(instrumentsFile);
    }

    /** What was asked for, as it was written. */
    List<String> data() {
        return List.copyOf(data);
    }

    /** The series named, opened so far that what is wrong with them is known. */
    List<BarSeries> open() {
        MarketData.Options options = MarketData.Options.defaults()
                .withCatalogue(TradewindHome.folder().resolve("catalogue"))
                .withWindow(window());
        if (timeframe != null) {
            options = options.withTimeframe(parseTimeframe(timeframe));
        }
        refuseOptions();
        Instruments known = instruments();
        FormatOptions columns = FormatOptions.parse(formats);
        List<BarSeries> series = new ArrayList<>();
        for (DataSpec spec : DataSpec.parseAll(data, instrument)) {
            series.add(MarketData.open(spec, known, columns.apply(options, spec.instrument())));
        }
        columns.requireAllUsed();
        return series;
    }

    /** The option takes any number of values, and so a mistyped option after it as well. */
    private void refuseOptions() {
        for (String value : data) {
            if (value.startsWith("-")) {
                throw new InputException("unknown option '" + value + "' (after --data; see --help)");
            }
        }
    }

    /** Whether the data is of ticks, not of bars. */
    boolean areTicks() {
        refuseOptions();
        return TickSources.areTicks(data, oneFormat());
    }

    /** Ticks of several formats are told apart by what the files say. */
    private @Nullable String oneFormat() {
        return formats.size() == 1 && !FormatOptions.isOfInstrument(formats.get(0)) ? formats.get(0) : null;
    }

    /** The ticks named, opened so far that what is wrong with them is known. */
    List<TickSeries> openTicks() {
        TickData.Options options = TickSources.options(oneFormat()).withWindow(window());
        if (timeframe != null) {
            throw new InputException("--timeframe is of bars, and the data is of ticks");
        }
        Instruments known = instruments();
        List<TickSeries> series = new ArrayList<>();
        for (DataSpec spec : DataSpec.parseAll(data, instrument)) {
            series.add(TickData.open(spec, known, options));
        }
        return series;
    }

    /** The files named; those of the catalogue are not among them. */
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (DataSpec spec : DataSpec.parseAll(data, instrument)) {
            if (spec.source() instanceof DataSpec.InFiles named) {
                files.addAll(DataFiles.of(named.paths()).files());
            }
        }
        return files;
    }

    /** The period that was asked for, as it was written. */
    RunIdentity.Period period() {
        return new RunIdentity.Period(from == null ? "start" : from, to == null ? "end" : to);
    }

    /**
     * One series, for tools: the files named, or a generated market of a year where none are.
     *
     * @param data as for {@code --data}
     * @param instrument as for {@code --instrument}
     */
    public static BarSeries open(List<String> data, String instrument) {
        Instruments known = Instruments.shipped();
        if (data.isEmpty()) {
            return SyntheticMarket.of(1, known.require("DEMO"), DAYS_OF_A_YEAR);
        }
        MarketData.Options options =
                MarketData.Options.defaults().withCatalogue(TradewindHome.folder().resolve("catalogue"));
        return MarketData.open(DataSpec.parseAll(data, instrument).get(0), known, options);
    }

    /**
     * One series of ticks, for tools.
     *
     * @param data as for {@code --data}; not empty
     * @param instrument as for {@code --instrument}
     */
    public static TickSeries openTicks(List<String> data, String instrument) {
        if (data.isEmpty()) {
            throw new InputException("name ticks with --data: files, or catalogue:BTCUSDT@ticks");
        }
        return TickData.open(
                DataSpec.parseAll(data, instrument).get(0), Instruments.shipped(), TickSources.options(null));
    }

    static Timeframe parseTimeframe(String text) {
        try {
            return Timeframe.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InputException("--timeframe: " + e.getMessage(), e);
        }
    }

    private Window window() {
        long start = from == null ? Long.MIN_VALUE : instant("--from", from);
        long end = to == null ? Long.MAX_VALUE : instant("--to", to);
        if (start >= end) {
            throw new InputException("--from " + from + " must be before --to " + to);
        }
        return new Window(start, end);
    }

    private static long instant(String option, String text) {
        try {
            Instant instant = text.length() == "2022-04-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new InputException(
                    option + " must be a date such as 2022-04-01 or an instant such as 2022-04-01T12:00:00Z, was '"
                            + text + "'",
                    e);
        }
    }
}

package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.Catalogue;
import dev.tradewind.simulation.data.CsvFormat;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.MarketData;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.ticks.TickCatalogue;
import dev.tradewind.simulation.data.ticks.TickData;
import dev.tradewind.simulation.data.ticks.TickFormats;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tradewind data import}. */
@Command(
        name = "import",
        description = "Reads files of one instrument into the local columnar catalogue, from which a backtest reads"
                + " many times faster: --data catalogue:BTCUSDT@1m for bars, catalogue:BTCUSDT@ticks for books and"
                + " trades. Replaces what the catalogue held of it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind data import BTCUSDT-1m-2022-*.csv.gz --as binance-klines --instrument BTCUSDT",
            "  tradewind data import my.csv --as csv:time=0,open=1,high=2,low=3,close=4,volume=5 --instrument DEMO",
            "  tradewind data import depth-snap.csv depth-update.csv trades.csv --instrument BTCUSDT-PERP"
        })
final class DataImportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, a folder or a glob.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--as",
            paramLabel = "FORMAT",
            description = "Of bars: " + CsvFormat.NAMES + ". Of ticks: " + TickFormats.NAMES + ". Default: found out.")
    private @Nullable String format;

    @Option(names = "--instrument", paramLabel = "NAME", description = "Default: found out from the files' names.")
    private String instrument = "";

    @Option(names = "--instruments", paramLabel = "FILE", description = "More instruments, as a CSV file.")
    private @Nullable Path instrumentsFile;

    @Option(names = "--timeframe", paramLabel = "1m", description = "Length of the bars. Default: found out.")
    private @Nullable String timeframe;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Instruments known = Instruments.shipped();
        if (instrumentsFile != null) {
            known = known.with(instrumentsFile);
        }
        if (TickSources.areTicks(files, format)) {
            ticks(known);
        } else {
            bars(known);
        }
        return ExitCode.DONE;
    }

    private void ticks(Instruments known) {
        PrintWriter out = spec.commandLine().getOut();
        TickCatalogue catalogue = new TickCatalogue(TickSources.options(null).catalogue());
        for (DataSpec one : DataSpec.parseAll(files, instrument)) {
            TickSeries series = TickData.open(one, known, TickSources.options(format));
            TickCatalogue.Entry entry;
            List<String> warnings = new ArrayList<>();
            try (ProgressBar bar = ProgressBar.on(spec.commandLine().getErr(), "ticks")) {
                entry = catalogue.importFrom(
                        series, TickCatalogue.Source.IMPORT, done -> bar.update(done, -1), warnings::add);
            }
            warnings.forEach(warning -> out.println("! " + warning));
            out.printf(
                    Locale.ROOT,
                    "%s: %,d events, %,d book updates of %,d levels, %,d trades, %,d bytes. Use --data"
                            + " catalogue:%s@%s%n",
                    entry.instrument(), entry.events(), entry.books(), entry.levels(), entry.trades(), entry.bytes(),
                    entry.instrument().symbol(), TickCatalogue.NAME);
        }
    }

    private void bars(Instruments known) {
        MarketData.Options options = MarketData.Options.defaults();
        if (format != null) {
            options = options.withFormat(CsvFormat.parse(format));
        }
        if (timeframe != null) {
            Timeframe length = DataOptions.parseTimeframe(timeframe);
            options = options.withTimeframe(length);
        }
        PrintWriter out = spec.commandLine().getOut();
        Catalogue catalogue = new Catalogue(TradewindHome.folder().resolve("catalogue"));
        for (DataSpec one : DataSpec.parseAll(files, instrument)) {
            BarSeries series = MarketData.open(one, known, options);
            long total = series.estimatedBars();
            Catalogue.Entry entry;
            try (ProgressBar bar = ProgressBar.on(spec.commandLine().getErr(), "bars")) {
                entry = catalogue.importFrom(
                        series, done -> bar.update(done, total < 1 ? -1 : (double) done / total));
            }
            out.printf(
                    Locale.ROOT,
                    "%s %s: %,d bars, %,d missing between them, %,d bytes. Use --data catalogue:%s@%s%n",
                    entry.instrument(), entry.timeframe(), entry.bars(), entry.missingBars(), entry.bytes(),
                    entry.instrument().symbol(), entry.timeframe());
        }
    }
}

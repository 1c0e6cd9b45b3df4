package dev.tradewind.runtime.cli;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.KlineWriter;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.ticks.TickCatalogue;
import dev.tradewind.simulation.synthetic.Correlation;
import dev.tradewind.simulation.synthetic.Listing;
import dev.tradewind.simulation.synthetic.Mood;
import dev.tradewind.simulation.synthetic.SyntheticMarket;
import dev.tradewind.simulation.synthetic.SyntheticTicks;
import dev.tradewind.simulation.synthetic.TickMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tradewind data synth}. */
@Command(
        name = "synth",
        description = "Makes up a realistic market: a file of one-minute bars, or, with --ticks, the order book and the"
                + " trades of simulated makers and takers, kept in the catalogue. The same seed gives the same market"
                + " on every machine.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind data synth --seed 7 --instrument DEMO --days 30 --out demo.csv.gz",
            "  tradewind data synth --ticks --seed 7 --instrument DEMO --minutes 30"
        })
final class DataSynthCommand implements Callable<Integer> {
    private static final int DEFAULT_DAYS = 30;
    private static final int DEFAULT_MINUTES = 30;

    @Option(names = "--seed", paramLabel = "N", description = "Which market. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--instrument", paramLabel = "NAME", description = "Of what. Default: ${DEFAULT-VALUE}")
    private String instrument = "DEMO";

    @Option(names = "--instruments", paramLabel = "FILE", description = "More instruments, as a CSV file.")
    private @Nullable Path instrumentsFile;

    @Option(names = "--days", paramLabel = "N", description = "How long the bars go on. Default: 30")
    private @Nullable Integer days;

    @Option(names = "--ticks", description = "Books and trades instead of bars, kept in the catalogue.")
    private boolean ticks;

    @Option(names = "--minutes", paramLabel = "N", description = "How long the ticks go on. Default: 30")
    private @Nullable Integer minutes;

    @Option(
            names = "--mood",
            paramLabel = "NAME",
            description = "How the price of the ticks moves: ${COMPLETION-CANDIDATES}. Default: MIXED")
    private @Nullable Mood mood;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A .csv or .csv.gz file. Default: INSTRUMENT-1m-synth.csv.gz in the current folder.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace a file that is there already.")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Instruments known = Instruments.shipped();
        if (instrumentsFile != null) {
            known = known.with(instrumentsFile);
        }
        Instrument what = known.require(instrument);
        refuseWhatDoesNotFit();
        if (ticks) {
            writeTicks(what);
        } else {
            writeBars(what);
        }
        return ExitCode.DONE;
    }

    private void refuseWhatDoesNotFit() {
        if (ticks && (days != null || out != null)) {
            throw new InputException("--days and --out are of bars; ticks go on for --minutes and are kept in"
                    + " the catalogue");
        }
        if (!ticks && (minutes != null || mood != null)) {
            throw new InputException("--minutes and --mood are of ticks; add --ticks, or give --days");
        }
    }

    private void writeTicks(Instrument what) {
        SyntheticTicks series;
        try {
            Listing listing = Listing.of(what).with(mood == null ? Mood.MIXED : mood);
            TickMarket market = new TickMarket(
                    seed, SyntheticMarket.DEFAULT_START_NANOS, List.of(listing), Correlation.equal(1, 1));
            long length = minutes == null ? DEFAULT_MINUTES : minutes;
            series = SyntheticTicks.of(market, what.id(), length * Timeframe.MINUTE_1.nanos());
        } catch (IllegalArgumentException e) {
            throw new InputException("data synth: " + e.getMessage(), e);
        }
        TickCatalogue catalogue = new TickCatalogue(TickSources.options(null).catalogue());
        TickCatalogue.Entry entry = force ? null : repeated(catalogue, series);
        if (entry != null) {
            printTicks(what, entry);
            return;
        }
        try (ProgressBar bar = ProgressBar.on(spec.commandLine().getErr(), "ticks")) {
            entry = catalogue.importFrom(
                    series, TickCatalogue.Source.SYNTHETIC, done -> bar.update(done, -1), warning -> {});
        }
        printTicks(what, entry);
    }

    /**
     * What the catalogue holds, if that is this market already; null if it holds nothing.
     *
     * @throws InputException if it holds another, which must not be lost without a word
     */
    private static TickCatalogue.@Nullable Entry repeated(TickCatalogue catalogue, TickSeries series) {
        InstrumentId instrument = series.instrument().id();
        TickCatalogue.Entry there = catalogue.find(instrument).orElse(null);
        if (there == null || (there.source() != TickCatalogue.Source.IMPORT && there.dataHash().equals(hash(series)))) {
            return there;
        }
        throw new InputException("the catalogue has " + instrument + "@" + TickCatalogue.NAME + " already ("
                + (there.source() == TickCatalogue.Source.SYNTHETIC ? "another made-up market" : "imported data")
                + ", " + Text.count(there.events()) + " events); make up another instrument, or replace it with"
                + " --force");
    }

    private static String hash(TickSeries series) {
        try (TickReader reader = series.open()) {
            boolean more = reader.advance();
            while (more) {
                more = reader.advance();
            }
            return reader.dataHash();
        }
    }

    private void printTicks(Instrument what, TickCatalogue.Entry entry) {
        spec.commandLine().getOut().printf(
                Locale.ROOT,
                "%s: %,d book updates, %,d trades. Use --data catalogue:%s@%s%n",
                what.id(), entry.books(), entry.trades(), what.id().symbol(), TickCatalogue.NAME);
    }

    private void writeBars(Instrument what) {
        Path file = out == null ? Path.of(what.id().symbol() + "-1m-synth.csv.gz") : out;
        if (!KlineWriter.canBeNamed(file)) {
            throw new InputException("--out " + file + ": name a .csv or .csv.gz file");
        }
        SyntheticMarket market;
        try {
            market = SyntheticMarket.of(seed, what, days == null ? DEFAULT_DAYS : days);
        } catch (IllegalArgumentException e) {
            throw new InputException("data synth: " + e.getMessage(), e);
        }
        long bars = Files.exists(file) && !force ? repeat(market, file) : KlineWriter.write(market, file);
        spec.commandLine().getOut().printf(
                Locale.ROOT, "%s: %,d bars of %s. Use --data %s --instrument %s%n", file, bars, what.id(), file,
                what.id().symbol());
    }

    /** The same market again is no harm: a command that was shown somewhere can be typed twice. */
    private static long repeat(SyntheticMarket market, Path file) {
        Path again = file.resolveSibling(".again-" + file.getFileName());
        try {
            long bars = KlineWriter.write(market, again);
            if (Files.mismatch(again, file) >= 0) {
                throw new InputException(file + " is there already, and is another; name another file with --out, or"
                        + " replace it with --force");
            }
            return bars;
        } catch (IOException e) {
            throw new InputException(file + ": cannot be compared (" + e.getMessage() + ")", e);
        } finally {
            deleteIfThere(again);
        }
    }

    private static void deleteIfThere(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be deleted (" + e.getMessage() + ")", e);
        }
    }
}

package dev.tradewind.runtime.cli;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.KlineWriter;
import dev.tradewind.simulation.synthetic.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        description = "Makes up a realistic market of one-minute bars: trends, quiet and wild times, jumps. The same"
                + " seed gives the same market on every machine.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  tradewind data synth --seed 7 --instrument DEMO --days 30 --out demo.csv.gz"})
final class DataSynthCommand implements Callable<Integer> {
    @Option(names = "--seed", paramLabel = "N", description = "Which market. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--instrument", paramLabel = "NAME", description = "Of what. Default: ${DEFAULT-VALUE}")
    private String instrument = "DEMO";

    @Option(names = "--instruments", paramLabel = "FILE", description = "More instruments, as a CSV file.")
    private @Nullable Path instrumentsFile;

    @Option(names = "--days", paramLabel = "N", description = "How long. Default: ${DEFAULT-VALUE}")
    private int days = 30;

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
        Path file = out == null ? Path.of(what.id().symbol() + "-1m-synth.csv.gz") : out;
        if (!KlineWriter.canBeNamed(file)) {
            throw new InputException("--out " + file + ": name a .csv or .csv.gz file");
        }
        SyntheticMarket market;
        try {
            market = SyntheticMarket.of(seed, what, days);
        } catch (IllegalArgumentException e) {
            throw new InputException("data synth: " + e.getMessage(), e);
        }
        long bars = Files.exists(file) && !force ? repeat(market, file) : KlineWriter.write(market, file);
        spec.commandLine().getOut().printf(
                Locale.ROOT, "%s: %,d bars of %s. Use --data %s --instrument %s%n", file, bars, what.id(), file,
                what.id().symbol());
        return ExitCode.DONE;
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

package dev.tradewind.torture;

import dev.tradewind.runtime.cli.InputException;
import dev.tradewind.runtime.home.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tradewind torture}. */
@Command(
        name = "torture",
        description = "Kills a trading platform and its database again and again while its exchange misbehaves, and"
                + " compares its books with the exchange's at the end. Everything runs on this machine alone.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing lost, doubled or unexplained, and every kind of kill and fault happened",
            "1:something was, or something did not happen",
            "2:bad usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind torture --kills 25 --seed 7",
            "  tradewind torture --kills 25 --sabotage resend-blind    must find what is broken on purpose"
        })
final class TortureCommand implements Callable<Integer> {
    @Option(names = "--kills", paramLabel = "N", description = "How many kills. Default: ${DEFAULT-VALUE}")
    private int kills = 25;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of kills, faults, market and orders. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--sabotage", paramLabel = "WHAT", description = "Breaks the platform on purpose: resend-blind"
            + " sends orders in doubt again under a new id, send-before-durable sends commands before the journal has"
            + " them.")
    private String sabotage = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where everything is kept; it stays. Default: a temporary folder, which stays only if"
                    + " something was found.")
    private @Nullable Path folder;

    @Option(names = "--plugins", paramLabel = "DIR", description = "Plugins besides the installed ones.", hidden = true)
    private List<Path> plugins = List.of();

    @Option(
            names = "--pause-millis",
            paramLabel = "N",
            description = "Between two actions of the trader. Default: ${DEFAULT-VALUE}")
    private int pauseMillis = TorturePlan.USUAL_PAUSE_MILLIS;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path place = place();
        TortureResult result;
        try (Torture torture = new Torture(plan(place), line -> {
            err.println(line);
            err.flush();
        })) {
            Thread ending = new Thread(torture::close, "torture-end");
            Runtime.getRuntime().addShutdownHook(ending);
            result = torture.run();
        }
        if (json) {
            out.println(result.json());
        } else {
            result.text().forEach(out::println);
        }
        if (folder == null && result.findings().isEmpty()) {
            delete(place);
        } else {
            err.println("everything is kept in " + place);
        }
        return result.exitCode();
    }

    private TorturePlan plan(Path place) throws IOException {
        try {
            return new TorturePlan(
                    kills, seed, sabotage, place,
                    plugins.isEmpty() ? installed() : plugins, TorturePlan.points(sabotage), pauseMillis);
        } catch (IllegalArgumentException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The installed plugin of the venue alone: the platform starts often, and each plugin takes its time. */
    private static List<Path> installed() throws IOException {
        Path folder = Installation.folder()
                .map(path -> path.resolve("plugins"))
                .filter(Files::isDirectory)
                .orElseThrow(() -> new InputException("no plugins are installed with this program; name --plugins"));
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.getFileName().toString().startsWith("venue-binance"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new InputException("there is no venue-binance among the plugins in " + folder);
            }
            return found;
        }
    }

    private Path place() throws IOException {
        Path wanted = folder;
        if (wanted == null) {
            return Files.createTempDirectory("tradewind-torture");
        }
        Path place = wanted.toAbsolutePath().normalize();
        if (Files.exists(place.resolve("home"))) {
            throw new InputException(place + " holds a run already: name another --folder, or delete it");
        }
        return Files.createDirectories(place);
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

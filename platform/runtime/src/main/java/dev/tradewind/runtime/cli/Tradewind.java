package dev.tradewind.runtime.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program. A new command is a class of its own, named in {@link #commands} here. */
@Command(
        name = "tradewind",
        description = "Trades and backtests strategies, with every order judged by rules.",
        versionProvider = VersionText.class,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the run failed", "2:bad usage or bad input"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind                          trades; a demo on a generated market where nothing is configured",
            "  tradewind backtest --strategy sma-cross --data BTCUSDT-1m-2022-04.csv.gz --out report/",
            "  tradewind bench engine             how fast it is, beside another library",
            "  tradewind plugin list",
            "  tradewind plugin new strategy my-idea",
            "",
            "Each command explains itself: tradewind COMMAND --help"
        })
public final class Tradewind implements Runnable {
    /** Commands in jars of their own, which only they need. */
    private static final List<String> EXTRA = List.of("bench", "torture");

    /** What is done where no command is named. */
    private static final String RUN = "run";

    /** Options of the whole program at which every command is listed. */
    private static final List<String> HELP = List.of("--help", "-h");

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Log what happens, and show stack traces. Also: TRADEWIND_DEBUG=1")
    private boolean debug;

    @Spec
    private CommandSpec spec;

    Tradewind() {
        // picocli sets the spec before it runs anything.
        this.spec = CommandSpec.create();
    }

    public static void main(String[] args) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int exitCode = run(out, err, args);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    /** Runs one command line and returns its exit code, one of {@link ExitCode}. */
    static int run(PrintWriter out, PrintWriter err, String... given) {
        String[] args = given.length == 0 ? new String[] {RUN} : given;
        boolean debug = isDebug(args);
        setUpLogging(debug, writesLogs(args));
        ErrorReport errors = new ErrorReport(debug);
        try {
            CommandLine line = new CommandLine(new Tradewind());
            addCommands(line, args);
            if (EXTRA.contains(args[0]) || HELP.contains(args[0])) {
                for (ExtraCommands extra : ServiceLoader.load(ExtraCommands.class)) {
                    extra.commands().forEach(line::addSubcommand);
                }
            }
            return line.setOut(out)
                    .setErr(err)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setUsageHelpAutoWidth(true)
                    .setParameterExceptionHandler(errors)
                    .setExecutionExceptionHandler(errors)
                    .execute(args);
        } catch (Error e) {
            return errors.report(e, err);
        }
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("backtest", BacktestCommand.class);
        commands.put("data", DataCommand.class);
        commands.put("rules", RulesCommand.class);
        commands.put("plugin", PluginCommand.class);
        commands.put("warm-up", WarmUpCommand.class);
        return commands;
    }

    /** Adds the command that is named first, since a start feels the cost of each; all where none is. */
    private static void addCommands(CommandLine line, String... args) {
        Map<String, Class<?>> commands = commands();
        Class<?> named = commands.get(args[0]);
        if (named == null) {
            Map<String, Class<?>> ofNodes = NodeCommandClasses.all();
            named = ofNodes.get(args[0]);
            commands.putAll(ofNodes);
        }
        if (named == null) {
            commands.forEach(line::addSubcommand);
        } else {
            line.addSubcommand(args[0], named);
        }
    }

    /** A node does, and what measures one: with logs that go nowhere it would be faster than it is. */
    private static boolean writesLogs(String... args) {
        return args[0].equals(RUN) || (args[0].equals("bench") && Arrays.asList(args).contains("journal"));
    }

    /** Logging without a search for its provider on the class path, which would take longer than most commands. */
    private static void setUpLogging(boolean debug, boolean toFiles) {
        System.setProperty("slf4j.internal.verbosity", "WARN");
        if (debug) {
            System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
        } else if (toFiles) {
            System.setProperty("slf4j.provider", "ch.qos.logback.classic.spi.LogbackServiceProvider");
        } else {
            System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
        }
    }

    /** Asked before the command line is parsed, since logging is set up by whatever logs first. */
    private static boolean isDebug(String... args) {
        String variable = System.getenv("TRADEWIND_DEBUG");
        return Arrays.asList(args).contains("--debug") || (variable != null && !variable.isBlank());
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), debug ? "no command; debug alone does nothing" : "which command?");
    }
}

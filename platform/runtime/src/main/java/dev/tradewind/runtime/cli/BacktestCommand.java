package dev.tradewind.runtime.cli;

import dev.tradewind.engine.policy.Policy;
import dev.tradewind.research.report.Report;
import dev.tradewind.research.report.ReportInput;
import dev.tradewind.research.report.ResultJson;
import dev.tradewind.research.report.RunIdentity;
import dev.tradewind.runtime.backtest.BacktestJob;
import dev.tradewind.runtime.backtest.BacktestReport;
import dev.tradewind.runtime.backtest.PluginModels;
import dev.tradewind.runtime.backtest.TickJob;
import dev.tradewind.runtime.plugin.InstalledStrategy;
import dev.tradewind.runtime.plugin.NearestName;
import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.venue.BookModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tradewind backtest}. */
@Command(
        name = "backtest",
        description = "Runs a strategy over recorded bars or ticks, with every order judged by rules and filled by a"
                + " simulated venue, and reports what came of it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind data synth --seed 7 --instrument DEMO --days 30 --out demo.csv.gz",
            "  tradewind backtest --strategy sma-cross --data demo.csv.gz --instrument DEMO --out report/",
            "  tradewind backtest --strategy sma-cross --param fast=10 --param slow=30 \\",
            "      --data BTCUSDT-1m-2022-04.csv.gz --instrument BTCUSDT --cash 10000 --fee-bps 10 --json",
            "  tradewind backtest --strategy market-maker --data catalogue:BTCUSDT-PERP@ticks --latency-millis 5 \\",
            "      --maker-fee-bps 0 --taker-fee-bps 5 --out report/"
        })
final class BacktestCommand implements Callable<Integer> {
    @Option(names = "--strategy", required = true, paramLabel = "NAME", description = "See: tradewind plugin list")
    private String strategy = "";

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the strategy; repeatable. 'tradewind plugin list' prints them.")
    private List<String> parameters = new ArrayList<>();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Mixin
    private BookOptions book = new BookOptions();

    @Option(
            names = "--models",
            paramLabel = "NAME",
            description = "Models of fees, slippage, latency and fills that a plugin supplies; each replaces the"
                    + " built-in one and its option. 'tradewind plugin list' prints them.")
    private @Nullable String models;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private PluginOptions plugins = new PluginOptions();

    @Option(names = "--out", paramLabel = "FOLDER", description = "Write report.html and its tables there.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (out != null) {
            Report.checkFolder(out);
        }
        Supplier<Policy> policy = Early.start("rules", rules::load);
        try (PluginHost host = plugins.open()) {
            InstalledStrategy installed = host.strategy(strategy);
            PluginModels supplied = models == null ? PluginModels.NONE : PluginModels.of(host.simulationModels(models));
            ReportInput result = data.areTicks()
                    ? runTicks(installed, supplied, policy)
                    : runBars(installed, supplied, policy);
            if (out != null) {
                Report.write(result, out);
            }
            print(result);
        }
        return ExitCode.DONE;
    }

    private Map<String, String> givenParameters() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            if (equals <= 0) {
                throw new InputException("--param must be NAME=VALUE, was '" + parameter + "'");
            }
            String name = parameter.substring(0, equals);
            String value = parameter.substring(equals + 1);
            String before = given.put(name, value);
            if (before != null) {
                throw new InputException("--param " + name + " is given twice, as " + before + " and as " + value
                        + "; leave one out");
            }
        }
        return given;
    }

    private ReportInput runBars(InstalledStrategy installed, PluginModels supplied, Supplier<Policy> policy) {
        book.refuseOnBars();
        List<BarSeries> series = data.open();
        BacktestJob job = new BacktestJob(
                installed,
                checkedParameters(installed),
                series,
                account(),
                supplied.over(account.models()),
                account.limits());
        long total = series.stream().mapToLong(BarSeries::estimatedBars).sum();
        try (ProgressBar bar = ProgressBar.on(spec.commandLine().getErr(), "bars")) {
            return job.run(
                    policy,
                    out != null,
                    texts(
                            supplied,
                            supplied.latencyText(account.latencyText()),
                            supplied.volumeText(account.volumeText())),
                    done -> bar.update(done, total < 1 ? -1 : (double) done / total));
        }
    }

    private ReportInput runTicks(InstalledStrategy installed, PluginModels supplied, Supplier<Policy> policy) {
        BookModels built = account.models(book);
        TickJob job = new TickJob(
                installed,
                checkedParameters(installed),
                data.openTicks(),
                account(),
                new TickJob.Simulation(
                        supplied.over(built),
                        book.feedNanos(),
                        account.limits(),
                        out == null ? List.of() : data.files()));
        String latency = supplied.latencyText(account.latencyText()) + " there, " + book.text(built.returnNanos());
        try (ProgressBar bar = ProgressBar.on(spec.commandLine().getErr(), "events")) {
            return job.run(
                    policy, out != null, texts(supplied, latency, "what the book shows"), done -> bar.update(done, -1));
        }
    }

    private BacktestJob.Account account() {
        return new BacktestJob.Account(
                account.cash(),
                account.size(),
                account.costReserve(),
                account.leverage(),
                account.latencyNanos(),
                account.seed());
    }

    private Parameters checkedParameters(InstalledStrategy installed) {
        List<String> known =
                installed.factory().parameters().stream().map(ParameterSpec::name).toList();
        Map<String, String> given = givenParameters();
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                String all = known.isEmpty() ? "none" : String.join(", ", known);
                throw new InputException("strategy " + strategy + ": unknown parameter '" + name + "'; "
                        + NearestName.of(name, known)
                                .map(near -> "did you mean " + near + "? There are: " + all)
                                .orElse("there are: " + all));
            }
        }
        try {
            return Parameters.of(installed.factory().parameters(), given);
        } catch (IllegalArgumentException e) {
            throw new InputException("strategy " + strategy + ": " + e.getMessage(), e);
        }
    }

    private BacktestJob.Texts texts(PluginModels supplied, String latency, String volume) {
        return new BacktestJob.Texts(
                account.size().toString(),
                account.leverage().toString(),
                new RunIdentity.Venue(
                        supplied.feeText(account.feeText()),
                        supplied.slippageText(account.slippageText()),
                        latency,
                        volume,
                        supplied.text()),
                data.period(),
                CommandText.of(spec.root().commandLine().getParseResult().originalArgs()));
    }

    private void print(ReportInput result) throws IOException {
        PrintWriter writer = spec.commandLine().getOut();
        if (json) {
            ResultJson.write(result, writer);
            writer.println();
        } else {
            BacktestReport.print(result, writer);
            if (out != null) {
                writer.println("Report: " + out.resolve("report.html"));
            }
        }
        writer.flush();
    }
}

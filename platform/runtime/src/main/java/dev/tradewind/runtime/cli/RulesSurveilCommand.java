package dev.tradewind.runtime.cli;

import dev.tradewind.policy.ConductRules;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.surveillance.Alert;
import dev.tradewind.policy.surveillance.StreamEvent;
import dev.tradewind.policy.surveillance.Surveillance;
import dev.tradewind.runtime.config.NodeConfig;
import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.runtime.node.RuleDesk;
import dev.tradewind.runtime.surveillance.AlertText;
import dev.tradewind.runtime.surveillance.Closes;
import dev.tradewind.runtime.surveillance.RecordedStream;
import dev.tradewind.runtime.surveillance.StreamFile;
import dev.tradewind.simulation.data.DataException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tradewind rules surveil}. */
@Command(
        name = "surveil",
        description = "Looks for market abuse in what a node's accounts did, or in a file of orders and trades, by the"
                + " rules of surveillance/ of a rules folder. It only reads: a node may run meanwhile.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tradewind rules surveil rules/ --from 2026-03-01 --to 2026-03-08 --account paper",
            "  tradewind rules surveil my-rules/ --file orders.csv --json"
        })
final class RulesSurveilCommand extends NodeCommand {
    @Parameters(paramLabel = "FOLDER", arity = "0..1", description = "The rules. Default: the shipped.")
    private @Nullable Path folder;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Orders and market data, CSV or a JSON object a line, instead of a node's journal")
    private @Nullable Path file;

    @Option(names = "--from", paramLabel = "TIME", description = "What happened at or after this time (UTC)")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "What happened before this time (UTC)")
    private String to = "";

    @Option(names = "--account", paramLabel = "NAME", description = "This account alone; wash trades between several"
            + " accounts of an owner are then not seen")
    private String account = "";

    @Option(
            names = "--close",
            paramLabel = "HH:MM",
            description = "When sessions close, in UTC. Default: as limits/sessions.csv says, 00:00"
                    + " where it does not")
    private String close = "";

    @Option(names = "--json", description = "Print each alert as a JSON object on a line.")
    private boolean json;

    @Override
    int run(NodeOptions node, PrintWriter out) {
        Path rulesFolder = RuleOptions.folder(folder);
        try {
            ConductRules rules = ConductRules.load(rulesFolder, TradewindHome.cache("rules"));
            if (rules.rules().isEmpty()) {
                throw new InputException(
                        rulesFolder + " holds no rules about conduct; copy surveillance/ of the shipped rules");
            }
            RecordedStream.Range range = range(rules);
            List<Alert> alerts = new ArrayList<>();
            try (Surveillance surveillance = new Surveillance(rules, alerts::add)) {
                read(node, range, surveillance::accept);
                surveillance.finish();
                alerts.forEach(alert -> out.println(json ? AlertText.json(alert) : AlertText.text(alert)));
                if (!json) {
                    out.println(alerts.size() + " alerts in " + surveillance.events() + " events; rule set "
                            + rules.hash());
                }
            }
            out.flush();
            return ExitCode.DONE;
        } catch (RuleException e) {
            RuleProblems.print(e.problems(), rulesFolder, err());
            return ExitCode.BAD_INPUT;
        } catch (DataException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }

    private void read(NodeOptions node, RecordedStream.Range range, Consumer<StreamEvent> consumer) {
        Path given = file;
        if (given == null) {
            try (RuleDesk desk = RuleDesk.open(NodeConfig.of(node.settings()), node.home())) {
                desk.stream(range, consumer);
            }
            return;
        }
        if (!Files.isRegularFile(given)) {
            throw new InputException("--file " + given + ": there is no such file");
        }
        StreamFile.read(given, event -> {
            boolean asked = event.nanos() >= range.fromNanos() && event.nanos() < range.toNanos();
            boolean others = event instanceof StreamEvent.Own own && !account.isEmpty()
                    && !own.account().equals(account);
            if (asked && !others) {
                consumer.accept(event);
            }
        });
    }

    private RecordedStream.Range range(ConductRules rules) {
        long first = from.isEmpty() ? Long.MIN_VALUE : TimeText.nanos("--from", from);
        long last = to.isEmpty() ? Long.MAX_VALUE : TimeText.nanos("--to", to);
        if (first >= last) {
            throw new InputException("--from " + from + " is not before --to " + to);
        }
        try {
            Closes closes = close.isEmpty()
                    ? Closes.of(rules.tables())
                    : Closes.daily(LocalTime.parse(close).toNanoOfDay());
            return new RecordedStream.Range(account, first, last, closes);
        } catch (DateTimeException e) {
            throw new InputException("--close " + close + " is no time of day; write 21:00", e);
        }
    }
}

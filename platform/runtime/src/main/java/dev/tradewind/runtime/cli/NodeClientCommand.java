package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.runtime.node.ControlClient;
import dev.tradewind.runtime.node.NodeException;
import dev.tradewind.runtime.node.NodeHome;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command to a running node: sent through the socket in its home, the answer printed. */
abstract class NodeClientCommand implements Callable<Integer> {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Home folder of the node. Default: TRADEWIND_HOME, or ~/.tradewind")
    private @Nullable Path home;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What to send. @throws InputException if what was given makes no sense */
    abstract Map<String, String> command();

    /** Whether the answer is wanted as JSON. */
    boolean json() {
        return false;
    }

    @Override
    public final Integer call() {
        Map<String, String> command = command();
        NodeHome node = new NodeHome(home == null ? TradewindHome.folder() : home);
        Optional<ControlClient.Answer> answer;
        try {
            answer = ControlClient.send(node, command);
        } catch (NodeException e) {
            spec.commandLine().getErr().println("tradewind: " + e.getMessage());
            return ExitCode.FAILED;
        }
        if (answer.isEmpty()) {
            throw new InputException(
                    "no node runs on " + node.folder() + ": start one with 'tradewind run', or name its --home");
        }
        ControlClient.Answer told = answer.get();
        if (!told.ok()) {
            spec.commandLine().getErr().println("tradewind: " + told.text());
            return told.misuse() ? ExitCode.BAD_INPUT : ExitCode.FAILED;
        }
        spec.commandLine().getOut().println(json() ? told.status() : told.text().strip());
        return ExitCode.DONE;
    }
}

package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.runtime.node.ControlClient;
import dev.tradewind.runtime.node.NodeException;
import dev.tradewind.runtime.node.NodeHome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** To which running node a command goes; a mixin. */
final class NodeClientCommand {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Home folder of the node. Default: TRADEWIND_HOME, or ~/.tradewind")
    private @Nullable Path home;

    /** Sends a command and prints the answer. @return the exit code */
    int send(PrintWriter out, PrintWriter err, Map<String, String> command, boolean json) {
        NodeHome node = new NodeHome(home == null ? TradewindHome.folder() : home);
        Optional<ControlClient.Answer> answer;
        try {
            answer = ControlClient.send(node, command);
        } catch (NodeException e) {
            err.println("tradewind: " + e.getMessage());
            return ExitCode.FAILED;
        }
        if (answer.isEmpty()) {
            throw new InputException(
                    "no node runs on " + node.folder() + ": start one with 'tradewind run', or name its --home");
        }
        ControlClient.Answer told = answer.get();
        if (!told.ok()) {
            err.println("tradewind: " + told.text());
            return told.misuse() ? ExitCode.BAD_INPUT : ExitCode.FAILED;
        }
        out.println(json ? told.status() : told.text().strip());
        return ExitCode.DONE;
    }
}

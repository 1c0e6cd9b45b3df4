package dev.tradewind.runtime.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Starts or stops a strategy of a running node. */
@Command(
        name = "strategy",
        description = "Starts or stops a strategy of a running node. A stop cancels its entry orders; its positions"
                + " stay. A start begins the strategies of its account anew.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StrategyCommand extends NodeClientCommand {
    /** What to do. */
    enum Action {
        START,
        STOP
    }

    @Parameters(index = "0", paramLabel = "start|stop", description = "What to do")
    private Action action = Action.STOP;

    @Parameters(index = "1", paramLabel = "NAME", description = "As in the configuration")
    private String name = "";

    @Override
    Map<String, String> command() {
        String command = action == Action.START ? "strategy-start" : "strategy-stop";
        return Map.of("command", command, "name", name);
    }
}

package dev.tradewind.runtime.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts or stops a strategy of a running node. */
@Command(
        name = "strategy",
        description = "Starts or stops a strategy of a running node. A stop cancels its entry orders; its positions"
                + " stay. A start begins the strategies of its account anew.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StrategyCommand implements Callable<Integer> {
    /** What to do. */
    enum Action {
        START,
        STOP
    }

    @Parameters(index = "0", paramLabel = "start|stop", description = "What to do")
    private Action action = Action.STOP;

    @Parameters(index = "1", paramLabel = "NAME", description = "As in the configuration")
    private String name = "";

    @Mixin
    private NodeClientCommand node = new NodeClientCommand();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String command = action == Action.START ? "strategy-start" : "strategy-stop";
        return node.send(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                Map.of("command", command, "name", name),
                false);
    }
}

package dev.tradewind.runtime.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a running node does. */
@Command(
        name = "status",
        description = "Shows mode, state, positions, orders and profit of each account of a running node.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private NodeClientCommand node = new NodeClientCommand();

    @Option(names = "--json", description = "As JSON")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return node.send(
                spec.commandLine().getOut(), spec.commandLine().getErr(), Map.of("command", "status"), json);
    }
}

package dev.tradewind.runtime.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends a running node. */
@Command(
        name = "stop",
        description = "Ends a running node in order. Orders that rest at a venue stay there.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class StopCommand implements Callable<Integer> {
    @Mixin
    private NodeClientCommand node = new NodeClientCommand();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return node.send(spec.commandLine().getOut(), spec.commandLine().getErr(), Map.of("command", "stop"), false);
    }
}

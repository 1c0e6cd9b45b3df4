package dev.tradewind.runtime.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a halted account trade again. */
@Command(
        name = "resume",
        description = "Lets an account trade again that halted with an alert; 'status' shows why it did.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ResumeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "As in the configuration")
    private String account = "";

    @Mixin
    private NodeClientCommand node = new NodeClientCommand();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return node.send(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                Map.of("command", "resume", "name", account),
                false);
    }
}

package dev.tradewind.runtime.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the open orders of a running node. */
@Command(
        name = "orders",
        description = "Shows the open orders of a running node: id, id at the venue, strategy, instrument, side, type,"
                + " quantity, price, filled, age and state.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class OrdersCommand implements Callable<Integer> {
    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Of this account alone")
    private String account = "";

    @Option(names = "--json", description = "As JSON")
    private boolean json;

    @Mixin
    private NodeClientCommand node = new NodeClientCommand();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return node.send(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                Map.of("command", "orders", "account", account),
                json);
    }
}

package dev.tradewind.runtime.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the open orders of a running node. */
@Command(
        name = "orders",
        description = "Shows the open orders of a running node: id, id at the venue, strategy, instrument, side, type,"
                + " quantity, price, filled, age and state.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class OrdersCommand extends NodeClientCommand {
    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Of this account alone")
    private String account = "";

    @Option(names = "--json", description = "As JSON")
    private boolean json;

    @Override
    Map<String, String> command() {
        return Map.of("command", "orders", "account", account);
    }

    @Override
    boolean json() {
        return json;
    }
}

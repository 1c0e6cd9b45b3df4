package dev.tradewind.runtime.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Closes a position of a running node. */
@Command(
        name = "close",
        description = "Closes an account's position in an instrument at the market: cancels the orders in it, then"
                + " sells or buys back what is held by reduce-only orders, which the rules judge like any other."
                + " Strategies may enter again afterwards.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CloseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "INSTRUMENT", description = "Such as BTCUSDT.BINANCE")
    private String instrument = "";

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "Whose; needed where no account or several trade the instrument")
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
                Map.of("command", "close", "instrument", instrument, "account", account),
                false);
    }
}

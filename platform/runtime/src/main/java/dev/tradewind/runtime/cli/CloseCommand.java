package dev.tradewind.runtime.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Closes a position of a running node. */
@Command(
        name = "close",
        description = "Closes an account's position in an instrument at the market: cancels the orders in it, then"
                + " sells or buys back what is held by reduce-only orders, which the rules judge like any other."
                + " Strategies may enter again afterwards.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CloseCommand extends NodeClientCommand {
    @Parameters(index = "0", paramLabel = "INSTRUMENT", description = "Such as BTCUSDT.BINANCE")
    private String instrument = "";

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "Whose; needed where no account or several trade the instrument")
    private String account = "";

    @Override
    Map<String, String> command() {
        return Map.of("command", "close", "instrument", instrument, "account", account);
    }
}

package dev.tradewind.runtime.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person lets one order through that rules denied. */
@Command(
        name = "override",
        description = "Lets one order through that rules denied, should its strategy ask for it again, for no more and"
                + " at no worse price: once, for a limited time, and only against the rules that denied it. Hard"
                + " limits, kill switches, amendments and rules that failed cannot be overridden. It is journaled under"
                + " your name, and an alert.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class OverrideCommand extends NodeClientCommand {
    @Parameters(index = "0", paramLabel = "ORDER_ID", description = "The order that was denied: O-12 or 12")
    private String order = "";

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "How long it counts, at most a day. Default: ${DEFAULT-VALUE}")
    private long minutes = 10;

    @Option(names = "-m", required = true, paramLabel = "WHY", description = "Why, in one line")
    private String why = "";

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Whose; needed where there are several")
    private String account = "";

    @Override
    Map<String, String> command() {
        return Map.of(
                "command", "override",
                "order", order,
                "minutes", Long.toString(minutes),
                "why", why,
                "account", account);
    }
}

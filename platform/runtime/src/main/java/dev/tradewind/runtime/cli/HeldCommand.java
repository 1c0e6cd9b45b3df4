package dev.tradewind.runtime.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person's answer about an order that rules hold. */
@Command(
        name = "held",
        description = "Approves or refuses an order that rules hold for a person's approval; 'orders' shows such orders"
                + " as HELD. An approved one is judged again, for the market has moved on, without these holds.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class HeldCommand extends NodeClientCommand {
    /** What the person says. */
    enum Answer {
        APPROVE,
        REFUSE
    }

    @Parameters(index = "0", paramLabel = "approve|refuse", description = "What to do")
    private Answer answer = Answer.REFUSE;

    @Parameters(index = "1", paramLabel = "ORDER_ID", description = "As 'orders' shows it: O-12 or 12")
    private String order = "";

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Whose; needed where there are several")
    private String account = "";

    @Override
    Map<String, String> command() {
        return Map.of(
                "command", "held",
                "answer", answer.name().toLowerCase(Locale.ROOT),
                "order", order,
                "account", account);
    }
}

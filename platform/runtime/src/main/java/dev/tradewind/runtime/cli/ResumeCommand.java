package dev.tradewind.runtime.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets a halted account trade again. */
@Command(
        name = "resume",
        description = "Lets an account trade again that halted with an alert; 'status' shows why it did.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ResumeCommand extends NodeClientCommand {
    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "As in the configuration")
    private String account = "";

    @Override
    Map<String, String> command() {
        return Map.of("command", "resume", "name", account);
    }
}

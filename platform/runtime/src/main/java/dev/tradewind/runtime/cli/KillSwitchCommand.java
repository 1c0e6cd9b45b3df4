package dev.tradewind.runtime.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The kill switch of a running node. */
@Command(
        name = "kill-switch",
        description = "On: cancels every order in the scope that does not reduce a position and denies new ones, also"
                + " after a restart. Each scope is a switch of its own: what is covered by several trades only when all"
                + " of them are off. Positions stay, unless --flatten closes them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KillSwitchCommand extends NodeClientCommand {
    /** A switch's place. */
    enum State {
        ON,
        OFF
    }

    @Parameters(index = "0", paramLabel = "on|off", description = "Where to put it")
    private State state = State.ON;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "firm, which covers accounts that are added later, too; venue:NAME, account:NAME or"
                    + " strategy:NAME."
                    + " Default: ${DEFAULT-VALUE}")
    private String scope = "firm";

    @Option(
            names = "--flatten",
            description = "Close all positions at the market, too, in the same decision. Positions are an account's:"
                    + " with the scope strategy:NAME this is refused, and the switch put on without it (exit code 2)")
    private boolean flatten;

    @Override
    Map<String, String> command() {
        if (flatten && state == State.OFF) {
            throw new InputException("--flatten goes with 'kill-switch on'");
        }
        return Map.of(
                        "command", "kill-switch",
                        "state", state.name().toLowerCase(Locale.ROOT),
                        "scope", scope,
                        "flatten", Boolean.toString(flatten));
    }
}

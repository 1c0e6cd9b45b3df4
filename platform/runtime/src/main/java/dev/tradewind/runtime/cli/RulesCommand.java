package dev.tradewind.runtime.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tradewind rules}. */
@Command(
        name = "rules",
        description = "Checks, tries, compares and explains the rules that judge every order.",
        subcommands = {
            RulesCheckCommand.class,
            RulesTestCommand.class,
            RulesRehearseCommand.class,
            RulesSurveilCommand.class,
            RulesAlertsCommand.class,
            RulesDiffCommand.class,
            RulesExplainCommand.class,
            RulesHistoryCommand.class,
            RulesVersionCommands.Propose.class,
            RulesVersionCommands.Approve.class,
            RulesVersionCommands.Activate.class,
            RulesVersionCommands.Rollback.class,
            RulesVersionCommands.Beside.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND")
final class RulesCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? see --help");
    }
}

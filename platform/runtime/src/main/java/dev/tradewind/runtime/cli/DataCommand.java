package dev.tradewind.runtime.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tradewind data}. */
@Command(
        name = "data",
        description = "Looks at market data, keeps it in the local catalogue, and makes up markets.",
        subcommands = {
            DataInspectCommand.class,
            DataImportCommand.class,
            DataListCommand.class,
            DataSynthCommand.class,
            DataInstrumentsCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND")
final class DataCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? inspect, import, list, synth or instruments");
    }
}

package dev.tradewind.runtime.cli;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.simulation.data.Instruments;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tradewind data instruments}. */
@Command(
        name = "instruments",
        description = "Prints the instruments that came with the program, as a CSV file like the one that"
                + " --instruments takes.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class)
final class DataInstrumentsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(Instruments.HEADER);
        for (Instrument one : Instruments.shipped().all()) {
            out.printf(
                    Locale.ROOT, "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s%n",
                    one.id().symbol(), one.id().venue(), one.kind(), one.steps().tick(), one.steps().lot(),
                    one.steps().minQuantity(), one.steps().minNotional(), one.base(), one.quote(), one.settlement(),
                    one.contract().multiplier(), one.contract().inverse() ? "yes" : "no", one.assetId());
        }
        return ExitCode.DONE;
    }
}

package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.simulation.data.Catalogue;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.ticks.TickCatalogue;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tradewind data list}. */
@Command(
        name = "list",
        description = "Prints what the local catalogue holds. Exit code 2 if a file of it is damaged.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class)
final class DataListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<DataException> damaged = new ArrayList<>();
        List<Catalogue.Entry> entries =
                new Catalogue(TradewindHome.folder().resolve("catalogue")).list(damaged::add);
        List<TickCatalogue.Entry> ticks =
                new TickCatalogue(TradewindHome.folder().resolve("catalogue")).list(damaged::add);
        if (entries.isEmpty() && ticks.isEmpty() && damaged.isEmpty()) {
            out.println("The catalogue is empty. Fill it with: tradewind data import FILE... --as binance-klines");
        }
        for (Catalogue.Entry entry : entries) {
            out.printf(
                    Locale.ROOT, "%-24s %-5s %,12d bars  %s to %s  %,d missing%n",
                    entry.instrument(), entry.timeframe(), entry.bars(),
                    Instant.EPOCH.plusNanos(entry.firstNanos()), Instant.EPOCH.plusNanos(entry.endNanos()),
                    entry.missingBars());
        }
        for (TickCatalogue.Entry entry : ticks) {
            out.printf(
                    Locale.ROOT, "%-24s %-5s %,12d events  %s to %s  %,d levels, %,d trades%s%n",
                    entry.instrument(), TickCatalogue.NAME, entry.events(),
                    Instant.EPOCH.plusNanos(entry.firstNanos()), Instant.EPOCH.plusNanos(entry.lastNanos()),
                    entry.levels(), entry.trades(), switch (entry.source()) {
                        case UNKNOWN -> "";
                        case IMPORT -> ", imported";
                        case SYNTHETIC -> ", made up (data synth)";
                    });
        }
        for (DataException one : damaged) {
            out.println("damaged: " + one.getMessage());
        }
        return damaged.isEmpty() ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }
}

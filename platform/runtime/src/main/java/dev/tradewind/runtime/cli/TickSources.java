package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.simulation.data.CatalogueNames;
import dev.tradewind.simulation.data.CsvFormat;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.DataFiles;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.ticks.TickCatalogue;
import dev.tradewind.simulation.data.ticks.TickData;
import dev.tradewind.simulation.data.ticks.TickFormats;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells ticks from bars among what is named on the command line. */
final class TickSources {
    private static final String CATALOGUE = "catalogue:";

    private TickSources() {}

    /**
     * Whether the first of these is of ticks. Files that cannot be looked at are left to the reader of bars.
     *
     * @throws InputException if the format is of neither
     */
    static boolean areTicks(List<String> data, @Nullable String format) {
        if (format != null && !isKnown(format)) {
            throw new InputException("unknown format '" + Text.shortened(format) + "'; use one of bars: "
                    + CsvFormat.NAMES + "; or one of ticks: " + TickFormats.NAMES + "; docs/data.md explains each");
        }
        data.forEach(TickSources::requireWhole);
        TickFormats.requireOneKind(files(data), format);
        try {
            return TickData.areTicks(DataSpec.parseAll(data, "").getFirst(), format);
        } catch (DataException e) {
            return false;
        }
    }

    /** What is for one instrument is looked at where the instruments are. */
    private static boolean isKnown(String format) {
        return FormatOptions.isOfInstrument(format) || TickFormats.isNamed(format) || CsvFormat.isNamed(format);
    }

    /** {@code catalogue:BTCUSDT} is half of a name: what could follow is known. */
    private static void requireWhole(String value) {
        int at = value.indexOf(CATALOGUE);
        boolean whole = at < 0 || (at > 0 && value.charAt(at - 1) != '=') || value.indexOf('@', at) >= 0;
        if (whole) {
            return;
        }
        String name = value.substring(at + CATALOGUE.length());
        List<String> there = CatalogueNames.of(options(null).catalogue(), name);
        throw new InputException("'" + Text.shortened(value) + "': write " + CATALOGUE + name + "@1m, or @"
                + TickCatalogue.NAME + " for ticks; of it the catalogue has "
                + (there.isEmpty() ? "nothing" : String.join(", ", there)));
    }

    /** The files named; none if what is named makes no sense, which who reads them says. */
    private static List<Path> files(List<String> data) {
        List<Path> files = new ArrayList<>();
        try {
            for (DataSpec spec : DataSpec.parseAll(data, "")) {
                if (spec.source() instanceof DataSpec.InFiles named) {
                    files.addAll(DataFiles.of(named.paths()).files());
                }
            }
        } catch (DataException e) {
            return List.of();
        }
        return files;
    }

    /** What of the catalogue is named alone; null if it is files. */
    static @Nullable DataSpec stored(List<String> data) {
        DataSpec spec = DataSpec.parseAll(data, "").getFirst();
        return data.size() == 1 && spec.source() instanceof DataSpec.InCatalogue ? spec : null;
    }

    /** The catalogue at its usual place. */
    static TickData.Options options(@Nullable String format) {
        TickData.Options options = TickData.Options.of(TradewindHome.folder().resolve("catalogue"));
        return format == null ? options : options.withFormat(TickFormats.named(format));
    }
}

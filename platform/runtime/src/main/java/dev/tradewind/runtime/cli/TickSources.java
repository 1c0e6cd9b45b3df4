package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.home.TradewindHome;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.ticks.TickData;
import dev.tradewind.simulation.data.ticks.TickFormats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells ticks from bars among what is named on the command line. */
final class TickSources {
    private TickSources() {}

    /** Whether the first of these is of ticks. Files that cannot be looked at are left to the reader of bars. */
    static boolean areTicks(List<String> data, @Nullable String format) {
        try {
            return TickData.areTicks(DataSpec.parseAll(data, "").getFirst(), format);
        } catch (DataException e) {
            return false;
        }
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

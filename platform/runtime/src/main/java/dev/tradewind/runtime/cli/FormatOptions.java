package dev.tradewind.runtime.cli;

import dev.tradewind.simulation.data.CsvFormat;
import dev.tradewind.simulation.data.MarketData;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of {@code --as}: a format for all files, formats for those of one instrument, or both. */
final class FormatOptions {
    /** A mapping's own equals signs come after its colon, so that they are no instrument's. */
    private static final Pattern OF_INSTRUMENT = Pattern.compile("([A-Za-z0-9._/-]{1,60})=(.+)");

    private static final String ALL = "";

    private final Map<String, CsvFormat> formats = new LinkedHashMap<>();
    private final Set<String> unused = new LinkedHashSet<>();

    private FormatOptions() {}

    /** @throws InputException if a format is given twice; what no format is says {@link CsvFormat#parse} */
    static FormatOptions parse(List<String> values) {
        FormatOptions options = new FormatOptions();
        for (String value : values) {
            Matcher named = OF_INSTRUMENT.matcher(value);
            String instrument = named.matches() ? key(named.group(1)) : ALL;
            CsvFormat format = CsvFormat.parse(named.matches() ? named.group(2) : value);
            if (options.formats.put(instrument, format) != null) {
                throw new InputException("--as is given twice for "
                        + (instrument.equals(ALL) ? "all files; write --as INSTRUMENT=FORMAT for those of one"
                                : instrument + "; leave one out"));
            }
            if (!instrument.equals(ALL)) {
                options.unused.add(instrument);
            }
        }
        return options;
    }

    /** Whether a value is {@code INSTRUMENT=FORMAT}, which is of bars. */
    static boolean isOfInstrument(String value) {
        return OF_INSTRUMENT.matcher(value).matches();
    }

    private static String key(String instrument) {
        return instrument.toUpperCase(Locale.ROOT);
    }

    /** @param instrument as it was named with the data; empty where it was not */
    MarketData.Options apply(MarketData.Options options, String instrument) {
        CsvFormat own = formats.get(key(instrument));
        unused.remove(key(instrument));
        CsvFormat format = own == null ? formats.get(ALL) : own;
        return format == null ? options : options.withFormat(format);
    }

    /** @throws InputException if a format was given for an instrument that no data is named for */
    void requireAllUsed() {
        if (!unused.isEmpty()) {
            throw new InputException("--as " + unused.iterator().next() + "=...: no --data is named so; write"
                    + " --data INSTRUMENT=FILE with the same name");
        }
    }
}

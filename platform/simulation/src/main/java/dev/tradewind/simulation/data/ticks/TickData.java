package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.DataFiles;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.MarketData;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.Window;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The way from a {@link DataSpec} to ticks. */
public final class TickData {
    private TickData() {}

    /**
     * How to read.
     *
     * @param window the part of time wanted, by receipt
     * @param format of all files; null to find out of each
     * @param catalogue folder of the local catalogue
     */
    public record Options(Window window, @Nullable TickFormat format, Path catalogue) {
        /** Everything found out, all of time. */
        public static Options of(Path catalogue) {
            return new Options(Window.ALL, null, catalogue);
        }

        public Options withWindow(Window newWindow) {
            return new Options(newWindow, format, catalogue);
        }

        public Options withFormat(TickFormat newFormat) {
            return new Options(window, newFormat, catalogue);
        }
    }

    /**
     * Whether data is of ticks, not of bars: {@code catalogue:NAME@ticks}, a format of ticks, or files of which the
     * first begins as ticks do.
     *
     * @param format as given with {@code --as}; null if it was not
     * @throws DataException if there is no such file
     */
    public static boolean areTicks(DataSpec spec, @Nullable String format) {
        return switch (spec.source()) {
            case DataSpec.InCatalogue stored -> stored.timeframe().equals(TickCatalogue.NAME);
            case DataSpec.InFiles files ->
                format != null
                        ? TickFormats.isNamed(format)
                        : TickFormats.areTicks(DataFiles.of(files.paths()).files());
        };
    }

    /**
     * The ticks that the specification names. Looks at the beginning of each file; reads no more yet. Files of one
     * format follow each other; those of several are merged by receipt.
     *
     * @throws DataException if a file is missing or is no data, the instrument is unknown, or the files do not belong
     *     together
     */
    public static TickSeries open(DataSpec spec, Instruments instruments, Options options) {
        return switch (spec.source()) {
            case DataSpec.InCatalogue stored -> {
                if (!stored.timeframe().equals(TickCatalogue.NAME)) {
                    throw new DataException("catalogue:" + spec.instrument() + "@" + stored.timeframe()
                            + " holds bars, not ticks; write catalogue:" + spec.instrument() + "@"
                            + TickCatalogue.NAME);
                }
                yield new TickCatalogue(options.catalogue())
                        .open(instruments.require(spec.instrument()), options.window());
            }
            case DataSpec.InFiles files -> {
                List<Path> found = DataFiles.of(files.paths()).files();
                List<TickFormat> formats = formats(found, options.format());
                Instrument instrument = spec.instrument().isEmpty()
                        ? guess(found, formats, instruments)
                        : instruments.require(spec.instrument());
                TickSeries series = inFiles(found, formats, instrument, TickFaults.STOP);
                yield options.window().isAll() ? series : new WindowedTicks(series, options.window());
            }
        };
    }

    static List<TickFormat> formats(List<Path> files, @Nullable TickFormat format) {
        return format == null ? TickFormats.detectAll(files) : files.stream().map(file -> format).toList();
    }

    /** @param formats of each file */
    static TickSeries inFiles(List<Path> files, List<TickFormat> formats, Instrument instrument, TickFaults faults) {
        if (files.size() == 1) {
            return formats.get(0).open(files.get(0), instrument, faults);
        }
        TickFormat first = formats.get(0);
        if (first.belongsTogether() && formats.stream().allMatch(first::equals)) {
            return first.openTogether(files, instrument);
        }
        formats.stream().filter(TickFormat::belongsTogether).findFirst().ifPresent(format -> {
            throw new DataException(files.get(formats.indexOf(format)) + " (" + format.text() + ") cannot be read as"
                    + " one series with files of another format; give the recording's own files alone");
        });
        record Begun(MergedTicks.Part part, long firstNanos) {}
        Map<Integer, List<Begun>> byFormat = new TreeMap<>();
        for (int i = 0; i < files.size(); i++) {
            TickFormat format = formats.get(i);
            TickSeries series = format.open(files.get(i), instrument, faults);
            // A first look must not tell of the same fault twice.
            long begin = firstNanos(format.open(files.get(i), instrument, new Silent()));
            byFormat.computeIfAbsent(TickFormats.rank(format), rank -> new ArrayList<>())
                    .add(new Begun(new MergedTicks.Part(files.get(i), series), begin));
        }
        List<List<MergedTicks.Part>> lanes = new ArrayList<>();
        for (List<Begun> lane : byFormat.values()) {
            lane.sort(Comparator.comparingLong(Begun::firstNanos)
                    .thenComparing(begun -> begun.part().file().toString()));
            lanes.add(lane.stream().map(Begun::part).toList());
        }
        return new MergedTicks(instrument, lanes, faults);
    }

    private static long firstNanos(TickSeries series) {
        try (TickReader reader = series.open()) {
            return reader.advance() ? reader.receivedNanos() : Long.MAX_VALUE;
        }
    }

    /** Lets everything pass. */
    private static final class Silent implements TickFaults {
        @Override
        public void bad(DataException problem) {
            // Told when the file is read.
        }

        @Override
        public void early(DataException problem) {
            // Likewise.
        }
    }

    /** What the files say, where they all say the same and it is known. */
    private static Instrument guess(List<Path> files, List<TickFormat> formats, Instruments instruments) {
        Set<String> symbols = symbols(files, formats, instruments);
        if (symbols.isEmpty()) {
            throw new DataException(files.get(0) + ": the instrument does not show; give --instrument, or --data"
                    + " INSTRUMENT=" + files.get(0));
        }
        if (symbols.size() > 1) {
            throw new DataException("the files are of several instruments (" + String.join(", ", symbols)
                    + "); give --instrument, or --data INSTRUMENT=FILE for each");
        }
        return MarketData.known(symbols.iterator().next(), instruments);
    }

    /** What the files call their instruments: their rows, or a known symbol in their names. */
    static Set<String> symbols(List<Path> files, List<TickFormat> formats, Instruments instruments) {
        Set<String> symbols = new TreeSet<>();
        for (int i = 0; i < files.size(); i++) {
            String symbol = formats.get(i).symbol(FileHead.of(files.get(i)));
            if (!symbol.isEmpty()) {
                symbols.add(Text.shortened(symbol));
                continue;
            }
            for (String word : String.valueOf(files.get(i).getFileName()).split("[-_.]", -1)) {
                if (!word.isEmpty() && instruments.find(word).isPresent()) {
                    symbols.add(word);
                }
            }
        }
        return symbols;
    }
}

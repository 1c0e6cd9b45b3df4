package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Timeframe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The way from a {@link DataSpec} to bars. */
public final class MarketData {
    private MarketData() {}

    /**
     * How to read.
     *
     * @param window the part of time wanted
     * @param format the columns; null to find out
     * @param timeframe the bars' length; null to find out
     * @param catalogue folder of the local catalogue
     */
    public record Options(Window window, @Nullable CsvFormat format, @Nullable Timeframe timeframe, Path catalogue) {
        /** Everything found out, all of time, the catalogue in {@code catalogue}. */
        public static Options defaults() {
            return new Options(Window.ALL, null, null, Path.of("catalogue"));
        }

        public Options withWindow(Window newWindow) {
            return new Options(newWindow, format, timeframe, catalogue);
        }

        public Options withFormat(CsvFormat newFormat) {
            return new Options(window, newFormat, timeframe, catalogue);
        }

        public Options withTimeframe(Timeframe newTimeframe) {
            return new Options(window, format, newTimeframe, catalogue);
        }

        public Options withCatalogue(Path folder) {
            return new Options(window, format, timeframe, folder);
        }
    }

    /** All of the data, with everything about it found out. @throws DataException if it cannot be used */
    public static BarSeries open(DataSpec spec, Instruments instruments) {
        return open(spec, instruments, Options.defaults());
    }

    /**
     * The bars that the specification names. Looks at the beginning of each file; reads no more yet.
     *
     * @throws DataException if a file is missing or is no data, the instrument is unknown, or the files do not belong
     *     together
     */
    public static BarSeries open(DataSpec spec, Instruments instruments, Options options) {
        return switch (spec.source()) {
            case DataSpec.InFiles files -> inFiles(spec.instrument(), files, instruments, options);
            case DataSpec.InCatalogue stored -> inCatalogue(spec.instrument(), stored, instruments, options);
        };
    }

    private static BarSeries inFiles(
            String name, DataSpec.InFiles spec, Instruments instruments, Options options) {
        DataFiles found = DataFiles.of(spec.paths());
        List<FileProbe> probes = new ArrayList<>();
        for (Path file : found.files()) {
            probes.add(FileProbe.of(file, options.format()));
        }
        Instrument instrument = name.isEmpty() ? guess(probes, instruments) : instruments.require(name);
        if (!found.named()) {
            probes = chosen(probes, instrument, options.timeframe());
        } else if (!name.isEmpty()) {
            refuseOthers(probes, instrument, instruments);
        }
        probes.sort(Comparator.comparingLong(FileProbe::firstNanos)
                .thenComparing(probe -> probe.file().toString()));
        Timeframe timeframe = options.timeframe();
        if (timeframe != null) {
            refuseOtherPeriods(probes, timeframe);
        }
        return new CsvBarSeries(
                instrument,
                timeframe == null ? TimeframeGuess.of(probes.get(0)) : timeframe,
                probes,
                options.window());
    }

    /**
     * Bars taken as shorter than they are would be traded inside, where nothing is known; bars taken as longer overlap.
     */
    private static void refuseOtherPeriods(List<FileProbe> probes, Timeframe asked) {
        for (FileProbe probe : probes) {
            TimeframeGuess.ofRows(probe).filter(held -> !held.equals(asked)).ifPresent(held -> {
                throw new DataException(probe.file() + " holds bars of " + held + ", not of " + asked + ", and bars are"
                        + " not converted here; leave --timeframe out"
                        + (held.compareTo(asked) < 0 ? " (a strategy asks for longer bars itself)" : ""));
            });
        }
    }

    /** A file whose name says that it holds another known instrument would be traded as the wrong thing. */
    private static void refuseOthers(List<FileProbe> probes, Instrument instrument, Instruments instruments) {
        String symbol = plain(instrument.id().symbol());
        for (FileProbe probe : probes) {
            String named = probe.symbol();
            if (named == null || plain(named).equals(symbol)) {
                continue;
            }
            if (instruments.find(named).isPresent() || instruments.find(named + "-PERP").isPresent()) {
                throw new DataException(probe.file() + " is named as data of " + named + ", not of " + instrument.id()
                        + "; name the right instrument, or rename the file if its name is wrong");
            }
        }
    }

    private static String plain(String symbol) {
        return symbol.replaceAll("[-_/]?PERP$|[-_/]", "");
    }

    /** What the files' names say, where they all say the same and it is known. */
    private static Instrument guess(List<FileProbe> probes, Instruments instruments) {
        Set<String> symbols = new TreeSet<>();
        for (FileProbe probe : probes) {
            String symbol = probe.symbol();
            if (symbol == null) {
                throw new DataException(probe.file() + ": the instrument does not show from the file's name; give"
                        + " --instrument, or --data INSTRUMENT=" + probe.file());
            }
            symbols.add(symbol);
        }
        if (symbols.size() > 1) {
            throw new DataException("the files are of several instruments (" + String.join(", ", symbols)
                    + "); give --instrument, or --data INSTRUMENT=FILE for each");
        }
        return known(symbols.iterator().next(), instruments);
    }

    /**
     * The instrument that a file calls so: of that name, or the perpetual contract of that name.
     *
     * @throws DataException if there is none, or several venues have it
     */
    public static Instrument known(String symbol, Instruments instruments) {
        return instruments.find(symbol)
                .or(() -> instruments.find(symbol + "-PERP"))
                .orElseGet(() -> instruments.require(symbol));
    }

    /** Those files of a folder that are the instrument's, and of the timeframe, as far as their names tell. */
    private static List<FileProbe> chosen(
            List<FileProbe> probes, Instrument instrument, @Nullable Timeframe timeframe) {
        String symbol = instrument.id().symbol().replaceAll("[-_/]", "");
        List<FileProbe> chosen = new ArrayList<>();
        Map<Timeframe, Path> timeframes = new TreeMap<>();
        for (FileProbe probe : probes) {
            String named = probe.symbol();
            boolean ofOther = named != null && !named.equals(symbol) && !(named + "PERP").equals(symbol);
            Timeframe frame = probe.timeframe();
            if (ofOther || (frame != null && timeframe != null && !frame.equals(timeframe))) {
                continue;
            }
            chosen.add(probe);
            if (frame != null) {
                timeframes.putIfAbsent(frame, probe.file());
            }
        }
        if (chosen.isEmpty()) {
            throw new DataException("none of the " + probes.size() + " files is named as data of " + instrument.id()
                    + (timeframe == null ? "" : " in " + timeframe) + "; name the files");
        }
        if (timeframes.size() > 1) {
            throw new DataException("the files hold several timeframes (" + String.join(", ",
                    timeframes.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue().getFileName()).toList())
                    + "); give --timeframe, or name the files");
        }
        return chosen;
    }

    private static BarSeries inCatalogue(
            String name, DataSpec.InCatalogue stored, Instruments instruments, Options options) {
        Timeframe timeframe;
        try {
            timeframe = Timeframe.parse(stored.timeframe());
        } catch (IllegalArgumentException e) {
            throw new DataException("catalogue:" + name + "@" + stored.timeframe() + ": " + e.getMessage()
                    + (stored.timeframe().toLowerCase(Locale.ROOT).startsWith("tick")
                            ? "; ticks are called catalogue:" + name + "@ticks"
                            : ""), e);
        }
        if (options.timeframe() != null && !options.timeframe().equals(timeframe)) {
            throw new DataException("--timeframe " + options.timeframe() + " is not that of catalogue:" + name + "@"
                    + stored.timeframe() + "; leave it out");
        }
        return new Catalogue(options.catalogue()).open(instruments.require(name), timeframe, options.window());
    }
}

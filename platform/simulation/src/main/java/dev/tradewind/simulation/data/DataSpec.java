package dev.tradewind.simulation.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The data of one instrument, as asked for on the command line.
 *
 * @param instrument its name; empty to find out from the files' names
 * @param source where the bars are
 */
public record DataSpec(String instrument, Source source) {
    private static final String CATALOGUE = "catalogue:";

    /** Where bars are. */
    public sealed interface Source permits InFiles, InCatalogue {}

    /** Files, folders and globs of text files. */
    public record InFiles(List<String> paths) implements Source {
        public InFiles {
            paths = List.copyOf(paths);
        }
    }

    /** The local catalogue; the timeframe is written such as 1m. */
    public record InCatalogue(String timeframe) implements Source {}

    /**
     * Reads the values of {@code --data}: each {@code [INSTRUMENT=]FILE|FOLDER|GLOB} or
     * {@code [INSTRUMENT=]catalogue:NAME@TIMEFRAME}. Files without an instrument belong together, and to the default;
     * files with the same instrument belong together. Where some files name their instrument, the others need the
     * default: whose they are is not guessed beside names that were given.
     *
     * @param defaultInstrument for values without one; empty to find out from the files' names
     * @return one for each instrument, in the order of the first mention
     * @throws DataException if there is no value, or one makes no sense
     */
    public static List<DataSpec> parseAll(List<String> values, String defaultInstrument) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        List<DataSpec> specs = new ArrayList<>();
        String namedBefore = "";
        boolean defaultUsed = false;
        for (String value : values) {
            int equals = instrumentEnd(value);
            String instrument = equals < 0 ? defaultInstrument : value.substring(0, equals);
            String place = value.substring(equals + 1);
            if (place.isBlank()) {
                throw new DataException("--data '" + value + "': no file named; write [INSTRUMENT=]FILE|FOLDER|GLOB");
            }
            boolean stored = place.startsWith(CATALOGUE);
            boolean unnamedFile = equals < 0 && !stored;
            String named = equals < 0 && stored ? place.substring(CATALOGUE.length()).split("@", 2)[0] : instrument;
            defaultUsed |= unnamedFile || named.equalsIgnoreCase(defaultInstrument);
            if (equals >= 0) {
                namedBefore = value;
            } else if (!namedBefore.isEmpty() && defaultInstrument.isEmpty() && unnamedFile) {
                String name = namedBefore.substring(0, namedBefore.indexOf('='));
                throw new DataException("--data " + value + " has no instrument, beside " + namedBefore + "; write "
                        + name + "=" + value + " if it is of " + name
                        + " too (each file of an instrument takes the name), else name its own");
            }
            if (stored) {
                specs.add(inCatalogue(value, equals < 0 ? "" : instrument, place.substring(CATALOGUE.length())));
            } else {
                files.computeIfAbsent(instrument, key -> new ArrayList<>()).add(place);
            }
        }
        if (!defaultInstrument.isEmpty() && !values.isEmpty() && !defaultUsed) {
            throw new DataException("--instrument " + defaultInstrument + " is for data without a name, but every"
                    + " --data names its own instrument; leave --instrument out");
        }
        files.forEach((instrument, paths) -> specs.add(new DataSpec(instrument, new InFiles(paths))));
        if (specs.isEmpty()) {
            throw new DataException("no data: give --data [INSTRUMENT=]FILE|FOLDER|GLOB or --data catalogue:NAME@1m");
        }
        return List.copyOf(specs);
    }

    private static DataSpec inCatalogue(String value, String instrument, String entry) {
        int at = entry.lastIndexOf('@');
        if (at <= 0 || at == entry.length() - 1) {
            throw new DataException("--data '" + value + "': write catalogue:NAME@TIMEFRAME, such as"
                    + " catalogue:BTCUSDT@1m");
        }
        return new DataSpec(
                instrument.isEmpty() ? entry.substring(0, at) : instrument, new InCatalogue(entry.substring(at + 1)));
    }

    /** Where the instrument ends; -1 if there is none, as in a path with an equals sign of its own. */
    private static int instrumentEnd(String value) {
        int equals = value.indexOf('=');
        if (equals <= 0 || !value.substring(0, equals).matches("[A-Za-z0-9._/-]{1,60}")) {
            return -1;
        }
        try {
            return Files.exists(Path.of(value)) ? -1 : equals;
        } catch (InvalidPathException e) {
            return equals;
        }
    }
}

package dev.tradewind.simulation.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a catalogue holds, bars and ticks, by the names of its files alone: it does not matter if one is damaged. */
public final class CatalogueNames {
    private static final String BARS = ".bars";
    private static final String TICKS = "all.ticks";

    private CatalogueNames() {}

    /** Such as {@code BTCUSDT.BINANCE@1m} and {@code BTCUSDT.BINANCE@ticks}, sorted; empty where there is no folder. */
    public static List<String> of(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder, 2)) {
            return paths.filter(path -> path.getNameCount() == folder.getNameCount() + 2)
                    .map(CatalogueNames::name)
                    .filter(name -> !name.isEmpty())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
        }
    }

    /** Those of one instrument, named with or without its venue, in any case. */
    public static List<String> of(Path folder, String instrument) {
        String wanted = instrument.toUpperCase(Locale.ROOT);
        return of(folder).stream()
                .filter(name -> {
                    String id = name.substring(0, name.lastIndexOf('@')).toUpperCase(Locale.ROOT);
                    return id.equals(wanted) || id.startsWith(wanted + ".");
                })
                .toList();
    }

    /** For a message: what it has, or that it is empty. */
    public static String told(Path folder) {
        List<String> names = of(folder);
        return names.isEmpty() ? "it is empty" : "it has " + String.join(", ", names);
    }

    private static String name(Path file) {
        String kind = String.valueOf(file.getFileName());
        String instrument = URLDecoder.decode(
                String.valueOf(file.getName(file.getNameCount() - 2)), StandardCharsets.UTF_8);
        if (kind.equals(TICKS)) {
            return instrument + "@ticks";
        }
        return kind.endsWith(BARS) ? instrument + "@" + kind.substring(0, kind.length() - BARS.length()) : "";
    }
}

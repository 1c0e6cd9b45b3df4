package dev.tradewind.simulation.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Prints how fast data is read: {@code ReadingSpeed ROUNDS CATALOGUE DATA...}. Files are also imported into the
 * catalogue's folder, and read again from there. Not a test.
 */
public final class ReadingSpeed {
    private ReadingSpeed() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        Catalogue catalogue = new Catalogue(Path.of(arguments[1]));
        List<String> data = Arrays.asList(arguments).subList(2, arguments.length);
        DataSpec spec = DataSpec.parseAll(data, "").get(0);
        BarSeries files = MarketData.open(spec, Instruments.shipped());
        for (int i = 0; i < rounds; i++) {
            read("files", () -> MarketData.open(spec, Instruments.shipped()));
        }
        long start = System.nanoTime();
        Catalogue.Entry entry = catalogue.importFrom(files);
        System.out.printf(Locale.ROOT, "import %.1f ms, %d bytes%n", (System.nanoTime() - start) / 1e6, entry.bytes());
        for (int i = 0; i < rounds; i++) {
            read("catalogue", () -> catalogue.open(files.instrument(), files.timeframe()));
        }
    }

    private static void read(String name, Supplier<BarSeries> opening) {
        long start = System.nanoTime();
        BarSeries series = opening.get();
        long opened = System.nanoTime();
        long bars = 0;
        String hash;
        try (BarReader reader = series.open()) {
            for (BarChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                bars += chunk.size();
            }
            hash = reader.dataHash();
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %d bars of %s, open %.1f ms, read %.1f ms, hash %s%n",
                name,
                bars,
                series.instrument().id(),
                (opened - start) / 1e6,
                (System.nanoTime() - opened) / 1e6,
                hash.substring(0, 16));
    }
}

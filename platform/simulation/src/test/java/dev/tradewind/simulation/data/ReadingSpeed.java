package dev.tradewind.simulation.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints how fast files are read: {@code ReadingSpeed [rounds] DATA...}. Not a test. */
public final class ReadingSpeed {
    private ReadingSpeed() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        List<String> data = Arrays.asList(arguments).subList(1, arguments.length);
        Instruments instruments = Instruments.shipped();
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            BarSeries series = MarketData.open(DataSpec.parseAll(data, "").get(0), instruments);
            long opened = System.nanoTime();
            long bars = 0;
            long sum = 0;
            String hash;
            long missing;
            try (BarReader reader = series.open()) {
                for (BarChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                    bars += chunk.size();
                    for (int j = 0; j < chunk.size(); j++) {
                        sum += chunk.close[j];
                    }
                }
                hash = reader.dataHash();
                missing = reader.missingBars();
            }
            long done = System.nanoTime();
            System.out.printf(
                    Locale.ROOT,
                    "%s %s bars %d (estimated %d, missing %d) open %.1f ms, read %.1f ms, sum %d, hash %s%n",
                    series.instrument().id(),
                    series.timeframe(),
                    bars,
                    series.estimatedBars(),
                    missing,
                    (opened - start) / 1e6,
                    (done - opened) / 1e6,
                    sum,
                    hash);
        }
    }
}

package dev.tradewind.simulation.data.ticks;

import com.sun.management.ThreadMXBean;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Prints how fast ticks are read: {@code TickReadingSpeed ROUNDS CATALOGUE EVENTS} for made-up depth and trades, or
 * {@code TickReadingSpeed ROUNDS CATALOGUE DATA...} for files. Not a test.
 */
public final class TickReadingSpeed {
    private TickReadingSpeed() {}

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]);
        List<String> data = Arrays.asList(arguments).subList(2, arguments.length);
        TickSeries source;
        if (data.get(0).matches("\\d+")) {
            source = new Generated(Ticks.BTC, Integer.parseInt(data.get(0)));
        } else {
            DataSpec spec = DataSpec.parseAll(data, "").get(0);
            source = TickData.open(spec, Instruments.shipped(), TickData.Options.of(folder));
        }
        TickCatalogue catalogue = new TickCatalogue(folder);
        read("source", source);
        long start = System.nanoTime();
        TickCatalogue.Entry entry = catalogue.importFrom(source);
        System.out.printf(
                Locale.ROOT,
                "import %.0f ms; %d events, %d levels, %d bytes, %.1f bytes an event, %.2f a level or trade%n",
                (System.nanoTime() - start) / 1e6,
                entry.events(),
                entry.levels(),
                entry.bytes(),
                (double) entry.bytes() / entry.events(),
                (double) entry.bytes() / (entry.levels() + entry.trades()));
        for (int i = 0; i < rounds; i++) {
            read("catalogue", catalogue.open(source.instrument()));
        }
    }

    private static void read(String name, TickSeries series) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long events = 0;
        long changes = 0;
        long sum = 0;
        try (TickReader reader = series.open()) {
            while (reader.advance()) {
                events++;
                if (reader.event() instanceof BookDelta delta) {
                    changes += delta.levels().size();
                    sum += delta.levels().priceUnscaled(0);
                } else {
                    changes++;
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpu) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s: %d events, %d changes in %.0f ms (%.0f ms CPU): %.2f M events/s, %.1f M changes/s of CPU,"
                        + " %.0f B allocated an event (%d)%n",
                name,
                events,
                changes,
                seconds * 1e3,
                cpuSeconds * 1e3,
                events / cpuSeconds / 1e6,
                changes / cpuSeconds / 1e6,
                (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / events,
                sum);
    }

    /** Depth around a wandering price, a quarter of it trades; the same each time. */
    private record Generated(Instrument instrument, int events) implements TickSeries {
        private static final Scales SCALES = new Scales(2, 5);

        @Override
        public TickReader open() {
            return Ticks.reader(new Walk(), events);
        }

        private final class Walk implements Ticks.Walk {
            private final SplittableRandom random = new SplittableRandom(1);
            private long received = 1_700_000_000_000_000_000L;
            private long mid = 2_000_000;
            private long sequence = 1;

            @Override
            public Ticks.Tick next() {
                received += random.nextLong(20_000_000);
                mid += random.nextInt(21) - 10;
                long venue = received - 3_000_000 - random.nextLong(1_000_000);
                MarketEvent event;
                if (random.nextInt(4) == 0) {
                    Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
                    event = TradeTick.ofUnscaled(
                            instrument.id(), venue, SCALES, mid, random.nextLong(1, 500_000), side, "" + sequence);
                } else {
                    int size = random.nextInt(1, 20);
                    long[] prices = new long[size];
                    long[] quantities = new long[size];
                    for (int i = 0; i < size; i++) {
                        prices[i] = mid + (i < size / 2 ? -1 : 1) * random.nextLong(20_000);
                        quantities[i] = random.nextInt(3) == 0 ? 0 : random.nextLong(5_000_000);
                    }
                    long last = sequence + random.nextInt(50);
                    event = new BookDelta(
                            instrument.id(),
                            venue,
                            BookDelta.Sequences.contiguous(sequence, last),
                            BookLevels.ofUnscaled(SCALES, size / 2, prices, quantities));
                    sequence = last + 1;
                }
                return new Ticks.Tick(received, event);
            }
        }
    }
}

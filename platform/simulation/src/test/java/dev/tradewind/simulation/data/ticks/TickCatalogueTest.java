package dev.tradewind.simulation.data.ticks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TickCatalogueTest {
    private static final long START = 1_667_346_579_146_000_000L;
    private static final Scales SCALES = new Scales(2, 5);

    @TempDir
    private Path folder;

    private TickCatalogue catalogue() {
        return new TickCatalogue(folder.resolve("store"));
    }

    /** A snapshot, then deltas, trades, and now and then a quote and a funding rate. */
    private static List<Ticks.Tick> day(int events) {
        SplittableRandom random = new SplittableRandom(7);
        List<Ticks.Tick> ticks = new ArrayList<>();
        long received = START;
        long sequence = 2_098_021_528_332L;
        for (int i = 0; i < events; i++) {
            received += random.nextLong(2_000_000);
            long venue = received - random.nextLong(5_000_000);
            MarketEvent event;
            if (i == 0) {
                event = new BookSnapshot(Ticks.BTC.id(), venue, sequence, levels(random, 1_000));
            } else if (i % 1_000 == 500) {
                PriceLevel level = new PriceLevel(Price.of("20377.01"), Quantity.of("0.001"));
                event = new Quote(Ticks.BTC.id(), venue, level, level);
            } else if (i % 1_000 == 501) {
                event = new FundingRate(Ticks.BTC.id(), venue, Decimal.parse("-0.00012345"));
            } else if (i % 3 == 0) {
                String id = i % 9 == 0 ? "" : i % 6 == 0 ? "ccc3c1fa-212c-e8b0-" + i : Long.toString(sequence + i);
                Side side = i % 4 == 0 ? null : i % 2 == 0 ? Side.BUY : Side.SELL;
                event = TradeTick.ofUnscaled(
                        Ticks.BTC.id(), venue, SCALES, 2_037_700L + i % 100, random.nextLong(1, 900_000), side, id);
            } else {
                long last = sequence + 1 + random.nextLong(50);
                event = new BookDelta(
                        Ticks.BTC.id(),
                        venue,
                        BookDelta.Sequences.contiguous(sequence + 1, last),
                        levels(random, random.nextInt(1, 41)));
                sequence = last;
            }
            ticks.add(new Ticks.Tick(received, event));
        }
        return ticks;
    }

    private static BookLevels levels(SplittableRandom random, int count) {
        long[] prices = new long[count];
        long[] quantities = new long[count];
        for (int i = 0; i < count; i++) {
            prices[i] = 2_037_700L + (i < count / 2 ? -i : i);
            quantities[i] = random.nextInt(3) == 0 ? 0 : random.nextLong(5_000_000);
        }
        return BookLevels.ofUnscaled(SCALES, count / 2, prices, quantities);
    }

    @Test
    void ticksComeBackAsTheyWereWithTheSameHash() {
        List<Ticks.Tick> ticks = day(10_000);

        TickCatalogue.Entry entry = catalogue().importFrom(Ticks.series(ticks));
        Ticks.Read stored = Ticks.read(catalogue().open(Ticks.BTC));

        assertThat(stored.ticks()).isEqualTo(ticks);
        assertThat(stored.hash())
                .isEqualTo(entry.dataHash())
                .isEqualTo(Ticks.read(Ticks.series(ticks)).hash());
        assertThat(entry.events()).isEqualTo(10_000);
        assertThat(entry.firstNanos()).isEqualTo(ticks.getFirst().receivedNanos());
        assertThat(entry.lastNanos()).isEqualTo(ticks.getLast().receivedNanos());
        assertThat(catalogue().list()).containsExactly(entry);
    }

    @Test
    void aWindowGivesTheEventsReceivedInItAndTheirOwnHash() {
        List<Ticks.Tick> ticks = day(10_000);
        catalogue().importFrom(Ticks.series(ticks));
        Window window = new Window(ticks.get(3_000).receivedNanos(), ticks.get(7_000).receivedNanos());
        List<Ticks.Tick> inside = ticks.stream()
                .filter(tick -> tick.receivedNanos() >= window.fromNanos() && tick.receivedNanos() < window.toNanos())
                .toList();

        Ticks.Read stored = Ticks.read(catalogue().open(Ticks.BTC, window));

        assertThat(stored.ticks()).isEqualTo(inside);
        assertThat(stored.hash()).isEqualTo(Ticks.read(Ticks.series(inside)).hash());
        assertThatThrownBy(() -> Ticks.read(catalogue().open(Ticks.BTC, new Window(0, 1))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no tick from 1970-01-01T00:00:00Z to");
    }

    @Test
    void theHashOfAPartlyReadSeriesIsThatOfTheEventsRead() {
        List<Ticks.Tick> ticks = day(5_000);
        catalogue().importFrom(Ticks.series(ticks));

        try (TickReader reader = catalogue().open(Ticks.BTC).open()) {
            for (int i = 0; i < 3_000; i++) {
                assertThat(reader.advance()).isTrue();
            }
            assertThat(reader.dataHash())
                    .isEqualTo(Ticks.read(Ticks.series(ticks.subList(0, 3_000))).hash());
        }
    }

    @Test
    void eventsThatNobodyAsksForDoNotDisturbTheOnesAfter() {
        List<Ticks.Tick> ticks = day(5_000);
        catalogue().importFrom(Ticks.series(ticks));

        try (TickReader reader = catalogue().open(Ticks.BTC).open()) {
            for (int i = 0; reader.advance(); i++) {
                if (i % 7 == 0) {
                    assertThat(reader.event()).isEqualTo(ticks.get(i).event()).isSameAs(reader.event());
                }
            }
        }
    }

    @Test
    void anUpdateOfTenThousandLevelsAndMoreIsStored() {
        BookLevels large = levels(new SplittableRandom(1), 100_000);
        List<Ticks.Tick> ticks = new ArrayList<>(day(10));
        ticks.add(new Ticks.Tick(
                ticks.getLast().receivedNanos(), new BookSnapshot(Ticks.BTC.id(), START, -1, large)));
        ticks.addAll(day(10).stream()
                .map(tick -> new Ticks.Tick(tick.receivedNanos() + 100_000_000, tick.event()))
                .toList());

        catalogue().importFrom(Ticks.series(ticks));

        assertThat(Ticks.read(catalogue().open(Ticks.BTC)).ticks()).isEqualTo(ticks);
    }

    @Test
    void aFailedImportLeavesTheFormerDataAndNoHalfFile() throws IOException {
        List<Ticks.Tick> ticks = day(5_000);
        catalogue().importFrom(Ticks.series(ticks.subList(0, 100)));
        List<Ticks.Tick> backwards = new ArrayList<>(ticks);
        backwards.add(new Ticks.Tick(START, ticks.getFirst().event()));

        assertThatThrownBy(() -> catalogue().importFrom(Ticks.series(backwards)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("sort the data by time of receipt");

        assertThat(Ticks.read(catalogue().open(Ticks.BTC)).ticks()).hasSize(100);
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void nothingToImportIsRefused() {
        assertThatThrownBy(() -> catalogue().importFrom(Ticks.series(List.of())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no ticks");
        assertThat(catalogue().list()).isEmpty();
    }

    @Test
    void everyDamagedByteIsNoticed() throws IOException {
        Path file = catalogue().importFrom(Ticks.series(day(60).subList(1, 60))).file();
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x10;
            Files.write(file, bad);
            assertThatThrownBy(() -> Ticks.read(catalogue().open(Ticks.BTC)))
                    .as("byte %d of %d", i, good.length)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("import the data again");
        }
    }

    @Test
    void aTruncatedFileIsNoticed() throws IOException {
        Path file = catalogue().importFrom(Ticks.series(day(6_000))).file();
        byte[] good = Files.readAllBytes(file);
        for (int length : new int[] {0, 100, 512, 600, good.length / 2, good.length - 1}) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatThrownBy(() -> Ticks.read(catalogue().open(Ticks.BTC)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("import the data again");
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> catalogue().open(Ticks.BTC))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no BTCUSDT.BINANCE@ticks; it is empty");
    }
}

package dev.tradewind.simulation.data.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.simulation.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every capture of Binance whose final book is known. */
class BinanceRawReferenceTest {
    private static final String FOLDER = "book/binance_raw_capture";
    private static final String SUFFIX = "_expected_book.json";

    /** A capture and what it must end in. */
    record Reference(Path file, String expected, Instrument instrument) {
        static Reference of(Path json) {
            try {
                String text = Files.readString(json);
                String name = json.getFileName().toString().replace(SUFFIX, "");
                String symbol = name.substring(name.indexOf('_') + 1, name.lastIndexOf('_'))
                        .toUpperCase(Locale.ROOT);
                int price = 0;
                int quantity = 0;
                for (String side : List.of("top20_bids", "top20_asks")) {
                    for (BigDecimal[] level : levels(text, side)) {
                        price = Math.max(price, level[0].stripTrailingZeros().scale());
                        quantity = Math.max(quantity, level[1].stripTrailingZeros().scale());
                    }
                }
                return new Reference(
                        json.resolveSibling(name + ".gz"),
                        text,
                        Captures.instrument(
                                name.startsWith("spot") ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL,
                                symbol,
                                BigDecimal.ONE.movePointLeft(price).toPlainString(),
                                BigDecimal.ONE.movePointLeft(quantity).toPlainString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static List<BigDecimal[]> levels(String text, String key) {
            int from = text.indexOf('[', text.indexOf("\"" + key + "\""));
            int to = text.indexOf("]\n ]", from);
            Matcher numbers = Pattern.compile("\"([0-9.]+)\"").matcher(text.substring(from, to));
            List<BigDecimal[]> levels = new ArrayList<>();
            while (numbers.find()) {
                BigDecimal price = new BigDecimal(numbers.group(1));
                assertThat(numbers.find()).isTrue();
                levels.add(new BigDecimal[] {price, new BigDecimal(numbers.group(1))});
            }
            return levels;
        }

        long number(String key) {
            Matcher found = Pattern.compile("\"" + key + "\": (-?\\d+)").matcher(expected);
            assertThat(found.find()).as(key).isTrue();
            return Long.parseLong(found.group(1));
        }

        long[] numbers(String key) {
            Matcher found = Pattern.compile("\"" + key + "\": \\[([^]]*)]").matcher(expected);
            assertThat(found.find()).as(key).isTrue();
            return Stream.of(found.group(1).split(",")).mapToLong(one -> Long.parseLong(one.strip())).toArray();
        }

        CaptureReader open() {
            return CaptureSeries.binance(file, instrument).open();
        }

        @Override
        public String toString() {
            return String.valueOf(file.getFileName());
        }
    }

    static List<Reference> references() {
        return TestData.requireAll(FOLDER, "*" + SUFFIX).stream().map(Reference::of).toList();
    }

    @ParameterizedTest
    @MethodSource("references")
    void theStreamEndsInTheExpectedBook(Reference reference) {
        FeedBook book = new FeedBook(reference.instrument());
        long firstReceived = 0;
        long lastReceived = 0;
        BookDelta firstApplied = null;
        try (CaptureReader reader = reference.open()) {
            while (reader.advance()) {
                firstReceived = firstReceived == 0 ? reader.receivedNanos() : firstReceived;
                lastReceived = reader.receivedNanos();
                BookOutcome outcome = apply(book, reader.event());
                assertThat(outcome.isHarmless() || outcome == BookOutcome.WAITING).as(book.toString()).isTrue();
                if (firstApplied == null && reader.event() instanceof BookDelta delta && outcome == BookOutcome.APPLIED
                        && book.statistics().applied() == 1) {
                    firstApplied = delta;
                }
            }
            CaptureStatistics counts = reader.statistics();
            assertThat(counts.deltas()).isEqualTo(reference.number("depthUpdate"));
            assertThat(counts.trades() + counts.other()).isEqualTo(reference.number("trade"));
            assertThat(counts.quotes()).isEqualTo(reference.number("bookTicker"));
            assertThat(counts.snapshots()).isEqualTo(reference.number("snapshot"));
            assertThat(counts.backwards()).isZero();
            assertThat(reader.dataHash()).hasSize(64);
        }
        assertThat(firstReceived).isEqualTo(reference.number("first_message_ns"));
        assertThat(lastReceived).isEqualTo(reference.number("last_message_ns"));
        assertThat(book.statistics().applied()).isEqualTo(reference.number("diffs_applied"));
        assertThat(book.statistics().stale()).isEqualTo(reference.number("diffs_dropped"));
        assertThat(book.statistics().losses().gaps()).isEqualTo(reference.number("sequence_gaps"));
        assertThat(book.statistics().isClean()).isTrue();
        long[] depths = reference.numbers("final_levels");
        assertThat(book.depth(Side.BUY)).isEqualTo((int) depths[0]);
        assertThat(book.depth(Side.SELL)).isEqualTo((int) depths[1]);
        if (firstApplied != null) {
            long[] numbers = reference.numbers("first_applied_U_u_lid");
            assertThat(firstApplied.sequences().first()).isEqualTo(numbers[0]);
            assertThat(firstApplied.sequences().last()).isEqualTo(numbers[1]);
        }
        assertSide(reference, "top20_bids", book, Side.BUY);
        assertSide(reference, "top20_asks", book, Side.SELL);
    }

    private static void assertSide(Reference reference, String key, FeedBook book, Side side) {
        List<BigDecimal[]> levels = Reference.levels(reference.expected(), key);
        assertThat(levels).hasSize(20);
        for (int i = 0; i < levels.size(); i++) {
            BigDecimal[] level = levels.get(i);
            assertThat(BigDecimal.valueOf(book.priceUnscaled(side, i), book.scales().price()))
                    .isEqualByComparingTo(level[0]);
            assertThat(BigDecimal.valueOf(book.quantityUnscaled(side, i), book.scales().quantity()))
                    .isEqualByComparingTo(level[1]);
        }
    }

    private static BookOutcome apply(FeedBook book, MarketEvent event) {
        return event instanceof BookSnapshot snapshot
                ? book.apply(snapshot)
                : event instanceof BookDelta delta ? book.apply(delta) : BookOutcome.APPLIED;
    }

    @ParameterizedTest
    @MethodSource("references")
    void everyDroppedAndEveryDoubledMessageIsDetected(Reference reference) {
        for (int every : new int[] {2, 3, 7, 50}) {
            FeedBook truth = new FeedBook(reference.instrument());
            FeedBook lossy = new FeedBook(reference.instrument());
            FeedBook doubling = new FeedBook(reference.instrument());
            long seen = 0;
            long dropped = 0;
            long doubled = 0;
            boolean missing = false;
            try (CaptureReader reader = reference.open()) {
                while (reader.advance()) {
                    if (!(reader.event() instanceof BookDelta delta)) {
                        apply(truth, reader.event());
                        apply(lossy, reader.event());
                        apply(doubling, reader.event());
                        continue;
                    }
                    BookOutcome before = truth.apply(delta);
                    if (before != BookOutcome.APPLIED) {
                        lossy.apply(delta);
                        doubling.apply(delta);
                        continue;
                    }
                    assertThat(doubling.apply(delta)).isEqualTo(BookOutcome.APPLIED);
                    seen++;
                    if (seen % every == 0) {
                        assertThat(doubling.apply(delta)).isEqualTo(BookOutcome.DUPLICATE);
                        doubled++;
                        dropped += missing ? 0 : 1;
                        missing = true;
                        continue;
                    }
                    BookOutcome outcome = lossy.apply(delta);
                    assertThat(outcome).isEqualTo(missing ? BookOutcome.GAP : BookOutcome.APPLIED);
                    if (missing) {
                        missing = false;
                        // The truth's book heals it, so that the next loss can be seen.
                        assertThat(lossy.apply(new BookSnapshot(
                                        delta.instrument(), delta.eventNanos(), truth.sequence(), truth.toLevels())))
                                .isEqualTo(BookOutcome.APPLIED);
                        assertThat(lossy.sequence()).isEqualTo(truth.sequence());
                    }
                }
            }
            assertThat(dropped).isPositive();
            assertThat(lossy.statistics().losses().gaps()).isEqualTo(missing ? dropped - 1 : dropped);
            assertThat(doubling.statistics().duplicates()).isEqualTo(doubled);
            assertThat(doubling.toLevels()).isEqualTo(truth.toLevels());
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void everyMessageCutAnywhereIsDetected(Reference reference) {
        List<String> lines = Captures.lines(reference.file());
        SplittableRandom random = new SplittableRandom(1);
        int step = Math.max(1, lines.size() / 2_000);
        int cuts = 0;
        for (int i = 0; i < lines.size(); i += step) {
            String line = lines.get(i);
            int keep = random.nextInt(line.indexOf(' ') + 1, line.length());
            byte[] bytes = line.substring(0, keep).getBytes(StandardCharsets.UTF_8);
            JsonBytes json = new JsonBytes("cut");
            json.reset(bytes, line.indexOf(' ') + 1, bytes.length, 0, i + 1L);
            Dialect dialect = CaptureVenue.BINANCE.dialect(reference.instrument());
            assertThatThrownBy(() -> dialect.message(json, new Heard()))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("cut line " + (i + 1) + " column ")
                    .hasMessageContaining("cut short");
            cuts++;
        }
        assertThat(cuts).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @MethodSource("references")
    void aPackedFileCutAnywhereIsDetected(Reference reference, @TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(reference.file());
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 5; i++) {
            Path cut = folder.resolve("cut" + i + ".gz");
            Files.write(cut, Arrays.copyOf(whole, random.nextInt(whole.length / 2, whole.length)));
            assertThatThrownBy(() -> {
                        try (CaptureReader reader =
                                CaptureSeries.binance(cut, reference.instrument()).open()) {
                            while (reader.advance()) {
                                reader.event();
                            }
                        }
                    })
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("cut short");
        }
    }
}

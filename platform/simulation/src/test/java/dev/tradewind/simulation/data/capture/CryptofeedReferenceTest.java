package dev.tradewind.simulation.data.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.simulation.data.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every stream of every venue that cryptofeed recorded. */
class CryptofeedReferenceTest {
    private static final String FOLDER = "book/cryptofeed_capture";
    private static final Pattern SYMBOL = Pattern.compile(
            "\"stream\":\"([a-z0-9]+)@|(?:diff_order_book|live_trades)_([a-z0-9]+)\""
                    + "|\"topic\":\"[A-Za-z0-9_]+\\.([A-Z0-9]+)\""
                    + "|\"product_id\":\"([A-Z0-9-]+)\"|(?:\"trade\"|\"ticker\"),\"([A-Z0-9]+/[A-Z0-9]+)\"]");

    /** One instrument of one venue. */
    record Recorded(CaptureVenue venue, List<Path> files, String symbol) {
        @Override
        public String toString() {
            return venue + " " + symbol;
        }
    }

    static List<Recorded> streams() {
        List<Recorded> streams = new ArrayList<>();
        List<Path> all = TestData.requireAll(FOLDER, "*.gz");
        for (CaptureVenue venue : CaptureVenue.values()) {
            List<Path> files = all.stream()
                    .filter(file -> file.getFileName().toString().matches(venue + "\\.(ws|http)\\..*"))
                    .toList();
            Set<String> symbols = new TreeSet<>();
            for (Path file : files) {
                for (String line : Captures.lines(file)) {
                    Matcher found = SYMBOL.matcher(line);
                    if (Character.isDigit(line.isEmpty() ? ' ' : line.charAt(0)) && found.find()) {
                        Stream.of(1, 2, 3, 4, 5).map(found::group).filter(one -> one != null).forEach(symbols::add);
                    }
                }
            }
            symbols.forEach(symbol -> streams.add(new Recorded(venue, files, symbol)));
        }
        assertThat(streams).hasSizeGreaterThan(30);
        return streams;
    }

    @ParameterizedTest
    @MethodSource("streams")
    void theStreamIsRebuiltWithoutAGap(Recorded stream) {
        String symbol = stream.symbol().replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
        Instrument instrument = Captures.instrument(symbol, "0.00000001", "0.00000001");
        FeedBook book = new FeedBook(instrument);
        long trades = 0;
        try (CaptureReader reader =
                new CaptureSeries(stream.files(), CaptureFormat.CRYPTOFEED, stream.venue(), instrument).open()) {
            boolean any = true;
            while (any) {
                try {
                    any = reader.advance();
                } catch (DataException e) {
                    // Some instruments were subscribed to and stayed silent.
                    assertThat(e).hasMessageContaining("no depth, trade or quote of " + symbol);
                    any = false;
                    continue;
                }
                if (!any) {
                    break;
                }
                BookOutcome outcome = reader.event() instanceof BookSnapshot snapshot
                        ? book.apply(snapshot)
                        : reader.event() instanceof BookDelta delta ? book.apply(delta) : BookOutcome.APPLIED;
                assertThat(outcome).as(book.toString()).isIn(
                        BookOutcome.APPLIED, BookOutcome.WAITING, BookOutcome.STALE);
            }
            CaptureStatistics counts = reader.statistics();
            trades = counts.trades();
            assertThat(counts.rounded()).isZero();
            if (counts.snapshots() > 0) {
                assertThat(book.isReady()).as(book.toString()).isTrue();
                assertThat(book.isTwoSided()).isTrue();
            } else {
                // Bitstamp's snapshots and Kraken's books were not recorded.
                assertThat(stream.venue()).isIn(CaptureVenue.BITSTAMP, CaptureVenue.KRAKEN);
            }
        }
        assertThat(book.statistics().losses().total()).isZero();
        assertThat(book.statistics().duplicates()).isZero();
        assertThat(trades).isNotNegative();
    }
}

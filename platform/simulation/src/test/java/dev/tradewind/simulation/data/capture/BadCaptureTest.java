package dev.tradewind.simulation.data.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadCaptureTest {
    private static final Instrument COIN = Captures.instrument("COINUSDT", "0.5", "0.001");
    private static final String SNAPSHOT =
            "100 {\"lastUpdateId\":10,\"bids\":[[\"99.5\",\"1\"]],\"asks\":[[\"100.50\",\"2.0000\"]]}";

    @TempDir
    private Path folder;

    private static String depth(long stamp, long first, long last, String bids, String asks) {
        return stamp + " {\"stream\":\"coinusdt@depth@100ms\",\"data\":{\"e\":\"depthUpdate\",\"E\":" + stamp
                + ",\"s\":\"COINUSDT\",\"U\":" + first + ",\"u\":" + last + ",\"b\":[" + bids + "],\"a\":[" + asks
                + "]}}";
    }

    private List<MarketEvent> read(FeedBook book, List<BookOutcome> outcomes, String... lines) throws IOException {
        Path file = folder.resolve("coin.txt");
        Files.writeString(file, String.join("\n", lines));
        List<MarketEvent> events = new ArrayList<>();
        try (CaptureReader reader = CaptureSeries.binance(file, COIN).open()) {
            long before = Long.MIN_VALUE;
            while (reader.advance()) {
                assertThat(reader.receivedNanos()).isGreaterThanOrEqualTo(before);
                before = reader.receivedNanos();
                events.add(reader.event());
                if (reader.event() instanceof BookSnapshot snapshot) {
                    outcomes.add(book.apply(snapshot));
                } else if (reader.event() instanceof BookDelta delta) {
                    outcomes.add(book.apply(delta));
                }
            }
            if (reader.statistics().backwards() > 0) {
                outcomes.add(BookOutcome.STALE);
            }
        }
        return events;
    }

    private List<BookOutcome> outcomes(String... lines) throws IOException {
        List<BookOutcome> outcomes = new ArrayList<>();
        read(new FeedBook(COIN), outcomes, lines);
        return outcomes;
    }

    private void refused(String message, String... lines) {
        assertThatThrownBy(() -> outcomes(lines))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("coin.txt")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aDeltaBeforeTheSnapshotWaits() throws IOException {
        assertThat(outcomes(depth(90, 9, 11, "[\"99\",\"3\"]", ""), SNAPSHOT))
                .containsExactly(BookOutcome.WAITING, BookOutcome.APPLIED);
    }

    @Test
    void aSnapshotOlderThanTheDeltasIsNotUsed() throws IOException {
        assertThat(outcomes(depth(90, 15, 16, "", ""), SNAPSHOT))
                .containsExactly(BookOutcome.WAITING, BookOutcome.STALE);
    }

    @Test
    void aGapAndACrossedBookAreSeen() throws IOException {
        assertThat(outcomes(SNAPSHOT, depth(110, 12, 13, "", ""))).endsWith(BookOutcome.GAP);
        assertThat(outcomes(SNAPSHOT, depth(110, 11, 11, "[\"101\",\"1\"]", ""))).endsWith(BookOutcome.CROSSED);
    }

    @Test
    void noLevelsAtAllAreFine() throws IOException {
        assertThat(outcomes("100 {\"lastUpdateId\":10,\"bids\":[],\"asks\":[]}", depth(110, 11, 11, "", "")))
                .containsExactly(BookOutcome.APPLIED, BookOutcome.APPLIED);
    }

    @Test
    void impossibleNumbersAreRefusedWithLineAndColumn() {
        String negative = depth(110, 11, 11, "[\"99\",\"-1\"]", "");
        refused("line 2 column " + (negative.indexOf("\"-1") + 1) + ": the quantity is negative", SNAPSHOT, negative);
        refused("the quantity '99999999999999999999' is too large", SNAPSHOT,
                depth(110, 11, 11, "[\"99\",\"99999999999999999999\"]", ""));
        refused("is too large", SNAPSHOT, depth(110, 11, 11, "[\"9223372036854775807\",\"1\"]", ""));
        refused("is too large", SNAPSHOT, depth(110, 11, 11, "[\"99\",\"922337203685477580.7\"]", ""));
        refused("the price is not a whole number of ticks of 0.5",
                SNAPSHOT, depth(110, 11, 11, "[\"99.3\",\"1\"]", ""));
        refused("the price '99.25' has more than 1 places", SNAPSHOT, depth(110, 11, 11, "[\"99.25\",\"1\"]", ""));
        refused("the price '1e5' is not a plain number", SNAPSHOT, depth(110, 11, 11, "[\"1e5\",\"1\"]", ""));
        refused("the price '' is not a plain number", SNAPSHOT, depth(110, 11, 11, "[\"\",\"1\"]", ""));
        refused("update numbers are not in order: U 12, u 11", SNAPSHOT, depth(110, 12, 11, "", ""));
    }

    @Test
    void aQuantityFinerThanTheLotIsRoundedDown() throws IOException {
        FeedBook book = new FeedBook(COIN);
        read(book, new ArrayList<>(), SNAPSHOT, depth(110, 11, 11, "[\"99.0\",\"1.2349\"]", ""));
        assertThat(book.quantityAtUnscaled(Side.BUY, 990)).isEqualTo(1_234);
    }

    @Test
    void whatIsNotJsonOrNotBinanceIsRefused() {
        refused("line 1: a time was expected, 'hello' is there", "hello");
        refused("line 2 column 5: '{' was expected, 'hello' is there", SNAPSHOT, "110 hello");
        refused("line 2 column 15: '\"' was expected, '}' is there", SNAPSHOT, "110 {\"stream\":}");
        refused("line 2", SNAPSHOT, "110 {\"a\":1,}");
        refused("nothing was expected after the message", SNAPSHOT, depth(110, 11, 11, "", "") + "x");
        refused("this is no message of Binance", SNAPSHOT, "110 {\"hello\":1}");
        refused("no depth, trade or quote of COINUSDT in 1 messages", "110 {\"stream\":\"other@depth\",\"data\":{}}");
        refused(
                "no depth, trade or quote of COINUSDT but a snapshot without a name in 1 messages",
                SNAPSHOT,
                "110 {\"stream\":\"other@depth\",\"data\":{}}");
        refused("no \"U\"", SNAPSHOT, "110 {\"stream\":\"coinusdt@depth\",\"data\":{}}");
        refused("nested deeper", SNAPSHOT, "110 {\"x\":" + "[".repeat(100_000));
    }

    @Test
    void aLineThatIsCutIsRefused() {
        String line = depth(110, 11, 11, "[\"99\",\"1\"]", "");
        refused("line 2 column " + (line.length() - 2) + ": the line is cut short",
                SNAPSHOT, line.substring(0, line.length() - 3));
    }

    @Test
    void timesOfReceiptThatRunBackwardsCountAsTheOneBefore() throws IOException {
        assertThat(outcomes(SNAPSHOT, depth(90, 11, 11, "", "")))
                .containsExactly(BookOutcome.APPLIED, BookOutcome.APPLIED, BookOutcome.STALE);
    }
}

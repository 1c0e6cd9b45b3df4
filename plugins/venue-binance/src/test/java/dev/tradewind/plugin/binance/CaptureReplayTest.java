package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.book.BookOutcome;
import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueNotice;
import dev.tradewind.sdk.testing.TestData;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A recording of the real streams, sent to the plugin by a server, gives the book that was computed from it. */
final class CaptureReplayTest {
    private static final String INFO =
            """
            {"symbols":[{"symbol":"BTCUSDT","baseAsset":"BTC","quoteAsset":"USDT","filters":[
            {"filterType":"PRICE_FILTER","tickSize":"0.01000000"},
            {"filterType":"LOT_SIZE","minQty":"0.00001000","stepSize":"0.00001000"},
            {"filterType":"NOTIONAL","minNotional":"5.00000000"}]}]}""";

    /** Keeps the book and counts. */
    private static final class Heard implements VenueListener {
        final FeedBook book;
        final long lastTrade;
        final CountDownLatch done = new CountDownLatch(2);
        final List<String> faults = new ArrayList<>();
        final long lastUpdate;
        int deltas;
        int snapshots;
        int trades;
        int quotes;

        Heard(Instrument instrument, long lastUpdate, long lastTrade) {
            this.book = new FeedBook(instrument);
            this.lastUpdate = lastUpdate;
            this.lastTrade = lastTrade;
        }

        @Override
        public void onMarket(MarketEvent event) {
            switch (event) {
                case BookSnapshot snapshot -> {
                    snapshots++;
                    check(book.apply(snapshot), event);
                }
                case BookDelta delta -> {
                    deltas++;
                    check(book.apply(delta), event);
                    if (delta.sequences().last() == lastUpdate) {
                        done.countDown();
                    }
                }
                case TradeTick trade -> {
                    trades++;
                    if (trade.tradeId().equals(Long.toString(lastTrade))) {
                        done.countDown();
                    }
                }
                case Quote quote -> quotes++;
                default -> faults.add("unexpected " + event);
            }
        }

        private void check(BookOutcome outcome, MarketEvent event) {
            if (outcome != BookOutcome.APPLIED) {
                faults.add(outcome + " " + event);
            }
        }

        @Override
        public void onNotice(VenueNotice notice) {
            boolean good = notice instanceof VenueNotice.ConnectionChanged change
                    && change.state() == VenueNotice.State.UP;
            if (!good) {
                faults.add(notice.toString());
            }
        }

        @Override
        public void onOrder(VenueEvent event) {
            faults.add("unexpected " + event);
        }
    }

    /** The recording: what came before the snapshot, the snapshot, what came after. */
    private static final class Capture {
        final List<String> before = new ArrayList<>();
        final List<String> after = new ArrayList<>();
        String snapshot = "";
        long lastUpdate;
        long lastTrade;
        int trades;
        int quotes;

        Capture(Path file) throws IOException {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    String message = line.substring(line.indexOf(' ') + 1);
                    if (!message.startsWith("{\"stream\"")) {
                        snapshot = message;
                        continue;
                    }
                    (snapshot.isEmpty() ? before : after).add(message);
                    Json data = Json.parse(message).at("data");
                    String kind = data.text("e", "bookTicker");
                    lastUpdate = kind.equals("depthUpdate") ? data.whole("u") : lastUpdate;
                    lastTrade = kind.equals("trade") ? data.whole("t") : lastTrade;
                    trades += kind.equals("trade") ? 1 : 0;
                    quotes += kind.equals("bookTicker") ? 1 : 0;
                }
            }
        }
    }

    /** Sends the recording; the snapshot when it is asked for. */
    private static final class Server {
        final Capture capture;
        private @Nullable ServerWebSocket socket;

        Server(Capture capture) {
            this.capture = capture;
        }

        void socket(ServerWebSocket opened) {
            assertThat(opened.query()).isEqualTo("streams=btcusdt@depth@100ms/btcusdt@trade/btcusdt@bookTicker");
            socket = opened;
            capture.before.forEach(opened::writeTextMessage);
        }

        void request(HttpServerRequest request) {
            switch (request.path()) {
                case "/api/v3/time" -> request.response().end("{\"serverTime\":" + System.currentTimeMillis() + "}");
                case "/api/v3/exchangeInfo" -> request.response().end(INFO);
                default -> {
                    assertThat(request.uri()).isEqualTo("/api/v3/depth?symbol=BTCUSDT&limit=1000");
                    // Streams go on while the snapshot is on its way.
                    ServerWebSocket open = Objects.requireNonNull(socket, "asked before the stream was opened");
                    capture.after.subList(0, 100).forEach(open::writeTextMessage);
                    request.response().end(capture.snapshot);
                    capture.after.subList(100, capture.after.size()).forEach(open::writeTextMessage);
                }
            }
        }
    }

    @Test
    void aRecordingOfTheRealStreamsGivesTheExpectedBook() throws Exception {
        Path file = TestData.require("book/binance_raw_capture/spot_btcusdt_20240808.gz");
        Json expected = Json.parse(Files.readString(
                TestData.require("book/binance_raw_capture/spot_btcusdt_20240808_expected_book.json")));
        Capture capture = new Capture(file);
        Server script = new Server(capture);
        Vertx vertx = Vertx.vertx();
        try {
            HttpServer server = ScriptedExchange.await(
                    vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                            .requestHandler(script::request)
                            .webSocketHandler(script::socket)
                            .listen());
            String at = "127.0.0.1:" + server.actualPort();
            Settings settings = new Settings(
                    new Settings.Addresses(
                            URI.create("http://" + at), URI.create("ws://" + at), URI.create("ws://" + at)),
                    TradingMode.PAPER,
                    List.of("BTCUSDT"),
                    new Settings.Requests(2_000, 5_000, 1_000),
                    Settings.Streams.DEFAULT);
            try (BinanceConnection venue = BinanceConnection.open(settings, Optional.empty())) {
                Heard heard = new Heard(venue.instruments().getFirst(), capture.lastUpdate, capture.lastTrade);
                venue.start(heard);

                boolean all = heard.done.await(20, TimeUnit.SECONDS);

                assertThat(heard.faults).isEmpty();
                assertThat(all).as("all arrived; updates %s, trades %s", heard.deltas, heard.trades).isTrue();
                assertThat(heard.snapshots).isEqualTo(1);
                assertThat(heard.deltas).isEqualTo(Math.toIntExact(expected.whole("diffs_applied")));
                assertThat(heard.trades).isEqualTo(capture.trades);
                // Quotes hold no number by which the last could be waited for; a few may be on their way.
                assertThat(heard.quotes).isBetween(capture.quotes - 10, capture.quotes);
                sides(heard.book, expected);
            }
        } finally {
            ScriptedExchange.await(vertx.close());
        }
    }

    private static void sides(FeedBook book, Json expected) {
        assertThat(book.depth(Side.BUY))
                .isEqualTo(Integer.parseInt(expected.at("final_levels").items().get(0).asText()));
        assertThat(book.depth(Side.SELL))
                .isEqualTo(Integer.parseInt(expected.at("final_levels").items().get(1).asText()));
        for (Side side : Side.values()) {
            List<Json> top =
                    expected.at(side == Side.BUY ? "top20_bids" : "top20_asks").items();
            for (int i = 0; i < top.size(); i++) {
                PriceLevel level = book.level(side, i);
                assertThat(level.price().value()).isEqualTo(top.get(i).items().get(0).asDecimal());
                assertThat(level.quantity().value()).isEqualTo(top.get(i).items().get(1).asDecimal());
            }
        }
    }
}

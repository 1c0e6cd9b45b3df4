package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueNotice.Channel;
import dev.tradewind.sdk.plugin.VenueNotice.ConnectionChanged;
import dev.tradewind.sdk.plugin.VenueNotice.State;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Books, trades and quotes of all instruments, over one combined stream. */
final class MarketStream implements StreamSocket.Heard {
    private final Map<String, Feed> feeds = new LinkedHashMap<>();
    private final Rest rest;
    private final Teller teller;
    private final Settings settings;
    private final Executor executor;
    private final StreamSocket socket;

    /** What is known of one instrument's streams. */
    private static final class Feed {
        final Instrument instrument;
        final Levels levels;
        final DepthFeed depth;
        long lastTrade = Long.MIN_VALUE;
        long lastQuote = Long.MIN_VALUE;

        Feed(Instrument instrument, Teller teller, ServerClock clock, Runnable ask) {
            this.instrument = instrument;
            this.levels = new Levels(instrument);
            this.depth = new DepthFeed(instrument, teller, clock, ask);
        }
    }

    MarketStream(HttpClient client, Settings settings, Collection<Instrument> instruments, Wire wire, Executor executor) {
        this.rest = wire.rest();
        this.teller = wire.teller();
        this.settings = settings;
        this.executor = executor;
        for (Instrument instrument : instruments) {
            String symbol = instrument.id().symbol();
            feeds.put(symbol, new Feed(instrument, teller, rest.clock(), () -> askSnapshot(symbol)));
        }
        URI address = URI.create(settings.addresses().market() + "/stream?streams="
                + String.join("/", names(feeds.keySet(), settings.streams().quotes())));
        this.socket = new StreamSocket(client, address, settings.streams(), this);
    }

    /** The names of the streams that are listened to. */
    static List<String> names(Collection<String> symbols, boolean quotes) {
        List<String> names = new ArrayList<>();
        for (String symbol : symbols) {
            String lower = symbol.toLowerCase(Locale.ROOT);
            names.add(lower + "@depth@100ms");
            names.add(lower + "@trade");
            if (quotes) {
                names.add(lower + "@bookTicker");
            }
        }
        return names;
    }

    void start() {
        socket.start(executor);
    }

    void close() {
        socket.close();
    }

    @Override
    public void opened(StreamSocket.Link link) {
        teller.notice(new ConnectionChanged(Channel.MARKET, State.UP, "", rest.clock().nanos()));
    }

    @Override
    public void lost(String why) {
        teller.notice(new ConnectionChanged(Channel.MARKET, State.DOWN, why, rest.clock().nanos()));
    }

    @Override
    public void text(StreamSocket.Link link, String message) {
        try {
            Json json = Json.parse(message);
            if (json.has("stream")) {
                String stream = json.text("stream");
                String symbol = stream.substring(0, Math.max(0, stream.indexOf('@'))).toUpperCase(Locale.ROOT);
                Feed feed = feeds.get(symbol);
                if (feed != null) {
                    event(feed, stream.substring(symbol.length()), json.at("data"));
                }
            } else if (json.text("e", "").equals("serverShutdown")) {
                link.end("the exchange shuts this server down");
            }
        } catch (VenueException e) {
            teller.trouble("market stream: " + e.getMessage() + "; the message is left out");
        }
    }

    private void event(Feed feed, String stream, Json data) {
        if (stream.startsWith("@depth")) {
            BookLevels levels = feed.levels.read(data.at("b").items(), data.at("a").items());
            DepthFeed.Change change = new DepthFeed.Change(
                    data.whole("U"), data.whole("u"), Messages.nanos(data.whole("E")), levels);
            teller.locked(() -> feed.depth.change(change));
        } else if (stream.equals("@trade")) {
            trade(feed, data);
        } else if (stream.equals("@bookTicker")) {
            quote(feed, data);
        }
    }

    private void trade(Feed feed, Json data) {
        long id = data.whole("t");
        TradeTick trade = TradeTick.ofUnscaled(
                feed.instrument.id(),
                Messages.nanos(data.whole("T")),
                feed.levels.scales(),
                feed.levels.price(data.at("p")),
                feed.levels.quantity(data.at("q")),
                // The side that did not wait in the book took.
                data.flag("m", false) ? Side.SELL : Side.BUY,
                Long.toString(id));
        teller.locked(() -> {
            // Two streams overlap while one takes over from the other.
            if (id > feed.lastTrade) {
                feed.lastTrade = id;
                teller.market(trade);
            }
        });
    }

    private void quote(Feed feed, Json data) {
        long number = data.whole("u");
        // The message holds no time.
        Quote quote = new Quote(
                feed.instrument.id(),
                rest.clock().nanos(),
                new PriceLevel(new Price(data.decimal("b")), new Quantity(data.decimal("B"))),
                new PriceLevel(new Price(data.decimal("a")), new Quantity(data.decimal("A"))));
        teller.locked(() -> {
            if (number > feed.lastQuote) {
                feed.lastQuote = number;
                teller.market(quote);
            }
        });
    }

    private void askSnapshot(String symbol) {
        executor.execute(() -> {
            Feed feed = feeds.get(symbol);
            Backoff backoff =
                    new Backoff(settings.streams().backoffMillis(), settings.streams().backoffMaxMillis());
            boolean[] done = new boolean[1];
            while (feed != null && !done[0] && !teller.isClosed()) {
                try {
                    Json answer = rest.ask(Calls.depth(symbol, settings.requests().depthLevels()));
                    BookLevels levels =
                            feed.levels.read(answer.at("bids").items(), answer.at("asks").items());
                    long number = answer.whole("lastUpdateId");
                    teller.locked(() -> done[0] = feed.depth.snapshot(number, levels));
                } catch (VenueException e) {
                    teller.trouble(feed.instrument.id(), "book: no snapshot: " + e.getMessage());
                }
                if (!done[0]) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(backoff.millis()));
                }
            }
        });
    }
}

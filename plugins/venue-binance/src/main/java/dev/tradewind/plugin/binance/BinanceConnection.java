package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.plugin.VenueCapabilities;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueFeature;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.plugin.VenueQueries;
import dev.tradewind.sdk.plugin.VenueTimes;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to Binance's spot market. All its threads are virtual. */
final class BinanceConnection implements VenueConnection {
    /** Queries answer from a database, which may lag behind the matching engine. */
    private static final long QUERY_LAG_NANOS = 2_000_000_000L;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private static final VenueCapabilities CAPABILITIES = new VenueCapabilities(
            EnumSet.of(OrderType.MARKET, OrderType.LIMIT, OrderType.STOP, OrderType.STOP_LIMIT),
            EnumSet.of(TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK),
            EnumSet.of(
                    VenueFeature.POST_ONLY,
                    VenueFeature.AMEND,
                    VenueFeature.BOOK,
                    VenueFeature.TRADES,
                    VenueFeature.NUMBERED_TRADES));

    private final Settings settings;
    private final List<Instrument> instruments;
    private final Teller teller;
    private final OrderDesk desk;
    private final MarketStream market;
    private final @Nullable UserStream user;
    private final Optional<VenueQueries> queries;
    private final MarketHistory history;
    private final HttpClient client;
    private final ExecutorService executor;

    private BinanceConnection(
            Settings settings, boolean trades, HttpClient client, ExecutorService executor, Map<String, Instrument> of,
            Rest rest) {
        this.settings = settings;
        this.instruments = List.copyOf(of.values());
        this.client = client;
        this.executor = executor;
        this.teller = new Teller(rest.clock());
        Wire wire = new Wire(rest, teller, new Attempts(teller, rest.clock()));
        Recovery recovery =
                new Recovery(of.keySet(), wire, executor, settings.streams().backoffMillis());
        this.desk = new OrderDesk(of, CAPABILITIES, wire, trades, executor, recovery::doubt);
        this.market = new MarketStream(client, settings, instruments, wire, executor);
        this.user = trades ? new UserStream(client, settings, wire, recovery, executor) : null;
        this.history = new BinanceHistory(of, rest);
        this.queries = trades ? Optional.of(new BinanceQueries(of.keySet(), rest, recovery)) : Optional.empty();
    }

    /**
     * Asks the exchange for its time and its instruments.
     *
     * @throws dev.tradewind.sdk.plugin.VenueException if it does not answer
     * @throws IllegalArgumentException if it has no such symbol
     */
    static BinanceConnection open(Settings settings, Optional<Credentials> credentials) {
        ExecutorService executor =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("binance-", 0).factory());
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(executor)
                .build();
        try {
            Rest rest = new Rest(client, settings, credentials, ServerClock.ofSystem());
            // First what it allows: until that is known, a count above the usual limits would be waited for.
            Listing listing = Listing.read(rest.ask(Calls.exchangeInfo(settings.symbols())));
            rest.limiter().limits(listing.limits());
            rest.synchronise();
            return new BinanceConnection(
                    settings, credentials.isPresent(), client, executor, chosen(settings, listing), rest);
        } catch (RuntimeException e) {
            client.shutdownNow();
            executor.shutdownNow();
            throw e;
        }
    }

    private static Map<String, Instrument> chosen(Settings settings, Listing listing) {
        Map<String, Instrument> chosen = new LinkedHashMap<>();
        for (String symbol : settings.symbols()) {
            Instrument instrument = listing.instruments().get(symbol);
            if (instrument == null) {
                throw new IllegalArgumentException(
                        "parameter symbols: the exchange at " + settings.addresses().rest() + " has no " + symbol);
            }
            chosen.put(symbol, instrument);
        }
        return chosen;
    }

    @Override
    public String name() {
        return Listing.VENUE;
    }

    @Override
    public VenueCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public TradingMode mode() {
        return settings.mode();
    }

    @Override
    public VenueTimes times() {
        return new VenueTimes(
                TimeUnit.MILLISECONDS.toNanos(settings.requests().receiveWindowMillis()), QUERY_LAG_NANOS);
    }

    @Override
    public Optional<VenueQueries> queries() {
        return queries;
    }

    @Override
    public Optional<MarketHistory> history() {
        return Optional.of(history);
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public void start(VenueListener listener) {
        teller.start(listener);
        if (user != null) {
            user.start();
        }
        market.start();
    }

    @Override
    public void execute(OrderCommand command) {
        teller.requireOpen();
        desk.execute(command);
    }

    @Override
    public void close() {
        if (!teller.close()) {
            return;
        }
        market.close();
        if (user != null) {
            user.close();
        }
        client.shutdownNow();
        executor.shutdownNow();
    }
}

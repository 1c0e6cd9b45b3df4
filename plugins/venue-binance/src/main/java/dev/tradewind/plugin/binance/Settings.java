package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How to connect.
 *
 * @param addresses of the exchange
 * @param mode how real orders are; {@link TradingMode#PAPER} where none can be sent
 * @param symbols what to trade and listen to
 * @param requests how requests are made
 * @param streams how streams are kept
 */
record Settings(Addresses addresses, TradingMode mode, List<String> symbols, Requests requests, Streams streams) {
    /** More make the address of the market stream longer than servers take. */
    static final int MAX_SYMBOLS = 100;

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9_.-]{1,20}");

    /**
     * Where the exchange is.
     *
     * @param rest of the REST API, without a path
     * @param market of the market streams, without a path
     * @param user of the WebSocket API, with its path
     */
    record Addresses(URI rest, URI market, URI user) {
        static final Addresses TESTNET = new Addresses(
                URI.create("https://testnet.binance.vision"),
                URI.create("wss://stream.testnet.binance.vision"),
                URI.create("wss://ws-api.testnet.binance.vision/ws-api/v3"));
        static final Addresses LIVE = new Addresses(
                URI.create("https://api.binance.com"),
                URI.create("wss://stream.binance.com:9443"),
                URI.create("wss://ws-api.binance.com:443/ws-api/v3"));

        /** An address of the exchange where money is real; its demonstration is at {@code demo-*.binance.com}. */
        boolean isLive() {
            return isLive(rest) || isLive(user);
        }

        private static boolean isLive(URI address) {
            String named = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
            // With a dot at its end a name means the same.
            String host = named.endsWith(".") ? named.substring(0, named.length() - 1) : named;
            boolean exchange = host.equals("binance.com")
                    || host.endsWith(".binance.com")
                    || host.equals("binance.us")
                    || host.endsWith(".binance.us");
            return exchange && !host.startsWith("demo-");
        }
    }

    /**
     * How requests are made.
     *
     * @param receiveWindowMillis after which the exchange does not act on a request any more
     * @param timeoutMillis after which an answer is not waited for any more
     * @param depthLevels of a snapshot, each side
     */
    record Requests(int receiveWindowMillis, long timeoutMillis, int depthLevels) {}

    /**
     * How streams are kept.
     *
     * @param silenceMillis after which a stream that says nothing, not even to a ping, is taken for dead
     * @param renewMillis after which a stream is replaced; the exchange cuts it after 24 hours
     * @param backoffMillis the first pause before another attempt; the next is twice as long
     * @param backoffMaxMillis the longest
     * @param quotes whether to listen to best bids and asks
     */
    record Streams(long silenceMillis, long renewMillis, long backoffMillis, long backoffMaxMillis, boolean quotes) {
        static final Streams DEFAULT = new Streams(45_000, 23 * 3_600_000L, 1_000, 30_000, true);
    }

    static List<ParameterSpec> specs() {
        return List.of(
                ParameterSpec.choice(
                        "mode",
                        "Which exchange: testnet has play money; live is refused unless the host permits it",
                        "testnet",
                        "testnet",
                        "live"),
                ParameterSpec.choice(
                        "access",
                        "trade needs keys; market-data needs none, and sends no orders",
                        "trade",
                        "trade",
                        "market-data"),
                ParameterSpec.text(
                        "symbols", "What to trade and listen to, separated by commas; at most 100", "BTCUSDT"),
                ParameterSpec.text("api-key", "Where the API key is: env:NAME or file:PATH", "env:BINANCE_API_KEY"),
                ParameterSpec.text(
                        "api-secret",
                        "Where its secret is, or its private Ed25519 key as PEM: env:NAME, or file:PATH of mode 0600",
                        "env:BINANCE_API_SECRET"),
                ParameterSpec.text("rest-url", "Address of the REST API; empty: that of the mode", ""),
                ParameterSpec.text("market-url", "Address of the market streams; empty: that of the mode", ""),
                ParameterSpec.text("user-url", "Address of the WebSocket API; empty: that of the mode", ""),
                ParameterSpec.wholeNumber(
                        "receive-window-millis",
                        "Milliseconds after which the exchange does not act on a request any more",
                        2_000,
                        1,
                        2_000),
                ParameterSpec.wholeNumber(
                        "timeout-millis", "Milliseconds to wait for an answer", 5_000, 100, 60_000),
                ParameterSpec.choice(
                        "depth-levels", "Levels of a book's snapshot, each side", "1000", "100", "500", "1000", "5000"),
                ParameterSpec.flag("quotes", "Whether to listen to best bids and asks, besides the book", true));
    }

    /** @throws IllegalArgumentException if the parameters do not go together; the message says what to change */
    static Settings of(Parameters parameters) {
        boolean live = parameters.text("mode").equals("live");
        boolean trades = parameters.text("access").equals("trade");
        Addresses standard = live ? Addresses.LIVE : Addresses.TESTNET;
        Addresses addresses = new Addresses(
                address(parameters, "rest-url", standard.rest(), "http"),
                address(parameters, "market-url", standard.market(), "ws"),
                address(parameters, "user-url", standard.user(), "ws"));
        if (!live && trades && addresses.isLive()) {
            throw new IllegalArgumentException(
                    "mode=testnet with an address of the live exchange; use mode=live, or leave out rest-url and"
                            + " user-url");
        }
        TradingMode mode = !trades ? TradingMode.PAPER : live ? TradingMode.LIVE : TradingMode.TESTNET;
        Requests requests = new Requests(
                parameters.wholeNumber("receive-window-millis"),
                parameters.wholeNumber("timeout-millis"),
                parameters.wholeNumber("depth-levels"));
        Streams streams = new Streams(
                Streams.DEFAULT.silenceMillis(),
                Streams.DEFAULT.renewMillis(),
                Streams.DEFAULT.backoffMillis(),
                Streams.DEFAULT.backoffMaxMillis(),
                parameters.flag("quotes"));
        return new Settings(addresses, mode, symbols(parameters.text("symbols")), requests, streams);
    }

    private static List<String> symbols(String text) {
        Set<String> symbols = new LinkedHashSet<>();
        for (String part : text.split(",")) {
            String symbol = part.strip().toUpperCase(Locale.ROOT);
            if (!SYMBOL.matcher(symbol).matches()) {
                throw new IllegalArgumentException(
                        "parameter symbols must be symbols separated by commas, such as BTCUSDT,ETHUSDT; was '" + text
                                + "'");
            }
            symbols.add(symbol);
        }
        if (symbols.size() > MAX_SYMBOLS) {
            throw new IllegalArgumentException("parameter symbols names " + symbols.size() + " symbols; a connection"
                    + " takes " + MAX_SYMBOLS + ", use another for the rest");
        }
        return List.copyOf(symbols);
    }

    private static URI address(Parameters parameters, String name, URI standard, String scheme) {
        String text = parameters.text(name);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            URI address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            String used = String.valueOf(address.getScheme());
            if (address.getHost() != null && (used.equals(scheme) || used.equals(scheme + "s"))) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("parameter " + name + " is no address: '" + text + "'", e);
        }
        throw new IllegalArgumentException(
                "parameter " + name + " must begin with " + scheme + ":// or " + scheme + "s://, was '" + text + "'");
    }
}

package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What everybody may ask. */
final class MarketApi {
    private static final int[] DEPTH_BOUNDS = {100, 500, 1000, 5000};
    private static final int[] DEPTH_WEIGHTS = {5, 25, 50, 250};
    private static final String SYMBOL = "symbol";
    private static final String SYMBOLS = "symbols";
    private static final Set<String> SYMBOL_OR_SYMBOLS = Set.of(SYMBOL, SYMBOLS);

    /** Lengths of klines in milliseconds; those of seconds reach back as far as trades are kept. */
    private static final Map<String, Long> INTERVALS =
            Map.of("1s", 1_000L, "1m", 60_000L, "3m", 180_000L, "5m", 300_000L);

    private final Hall hall;
    private final RateMeter meter;

    MarketApi(Hall hall, RateMeter meter) {
        this.hall = hall;
        this.meter = meter;
    }

    void addTo(Map<String, Endpoint> routes) {
        routes.put("GET /api/v3/ping", Endpoint.open(any -> 1, Set.of(), call -> "{}"));
        routes.put("GET /api/v3/time", Endpoint.open(any -> 1, Set.of(), call -> time()));
        routes.put("GET /api/v3/exchangeInfo", Endpoint.open(
                any -> 20, Set.of(SYMBOL, SYMBOLS, "permissions", "showPermissionSets", "symbolStatus"),
                call -> info(call.params())));
        routes.put("GET /api/v3/depth", Endpoint.open(
                MarketApi::depthWeight, Set.of(SYMBOL, "limit"), call -> depth(call.params())));
        routes.put("GET /api/v3/trades", Endpoint.open(
                any -> 25, Set.of(SYMBOL, "limit"), call -> trades(call.params())));
        routes.put("GET /api/v3/historicalTrades", Endpoint.open(
                any -> 25, Set.of(SYMBOL, "limit", "fromId"), call -> historicalTrades(call.params())));
        routes.put("GET /api/v3/klines", Endpoint.open(
                any -> 2, Set.of(SYMBOL, "interval", "startTime", "endTime", "limit"), call -> klines(call.params())));
        routes.put("GET /api/v3/ticker/price", Endpoint.open(
                MarketApi::tickerWeight, SYMBOL_OR_SYMBOLS, call -> each(call.params(), MarketApi::price)));
        routes.put("GET /api/v3/ticker/bookTicker", Endpoint.open(
                MarketApi::tickerWeight, SYMBOL_OR_SYMBOLS, call -> each(call.params(), MarketApi::quote)));
    }

    private static int tickerWeight(Params params) {
        return params.has(SYMBOL) ? 2 : 4;
    }

    private static int depthWeight(Params params) {
        int limit = params.limit(100, 5000);
        int at = 0;
        while (limit > DEPTH_BOUNDS[at]) {
            at++;
        }
        return DEPTH_WEIGHTS[at];
    }

    private String time() {
        return new JsonObject().put("serverTime", hall.millis()).toString();
    }

    private String info(Params params) {
        return new JsonObject()
                .put("timezone", "UTC")
                .put("serverTime", hall.millis())
                .put("rateLimits", meter.json())
                .put("exchangeFilters", List.of())
                .put(SYMBOLS, wanted(params).stream().map(tape -> tape.symbol.json()).toList())
                .toString();
    }

    /** The pairs that are asked for; all if none is named. */
    private List<Tape> wanted(Params params) {
        if (params.has(SYMBOL)) {
            return List.of(hall.tape(params.required(SYMBOL)));
        }
        if (!params.has(SYMBOLS)) {
            return hall.tapes();
        }
        List<Tape> named = new ArrayList<>();
        try {
            for (@Nullable Object name : JsonText.array(params.required(SYMBOLS))) {
                named.add(hall.tape(String.valueOf(name)));
            }
        } catch (IllegalArgumentException e) {
            throw ApiError.of(-1100, "Illegal characters found in parameter 'symbols'; legal range is "
                    + "'^\\[(\"[A-Z0-9-_.]{1,20}\"(,\"[A-Z0-9-_.]{1,20}\"){0,}){0,1}\\]$'.");
        }
        return named;
    }

    private String each(Params params, Function<Tape, JsonObject> json) {
        List<JsonObject> all = wanted(params).stream().map(json).toList();
        return params.has(SYMBOL) ? all.getFirst().toString() : JsonObject.array(all);
    }

    private String depth(Params params) {
        return hall.tape(params.required(SYMBOL)).snapshot(params.limit(100, 5000)).toString();
    }

    private String trades(Params params) {
        return JsonObject.array(hall.tape(params.required(SYMBOL)).prints(params.limit(500, 1000)).stream()
                .map(Tape.Print::json)
                .toList());
    }

    private String klines(Params params) {
        Tape tape = hall.tape(params.required(SYMBOL));
        long length = INTERVALS.getOrDefault(params.required("interval"), 0L);
        if (length == 0) {
            throw ApiError.of(-1120, "Invalid interval.");
        }
        long from = params.number("startTime", 0);
        long to = params.number("endTime", Long.MAX_VALUE);
        List<Kline> minutes = tape.bars(length).stream()
                .filter(minute -> minute.openMillis >= from && minute.openMillis <= to)
                .toList();
        int most = params.limit(500, 1000);
        int cut = Math.max(0, minutes.size() - most);
        List<Kline> kept = from > 0
                ? minutes.subList(0, Math.min(most, minutes.size()))
                : minutes.subList(cut, minutes.size());
        return JsonObject.array(kept.stream().map(Kline::row).toList());
    }

    private String historicalTrades(Params params) {
        long from = params.number("fromId", -1);
        int most = params.limit(500, 1000);
        List<Tape.Print> kept = hall.tape(params.required(SYMBOL)).prints(Integer.MAX_VALUE);
        List<Tape.Print> wanted =
                kept.stream().filter(print -> print.id() >= from).toList();
        int begin = from < 0 ? Math.max(0, wanted.size() - most) : 0;
        return JsonObject.array(wanted.subList(begin, Math.min(wanted.size(), begin + most)).stream()
                .map(Tape.Print::json)
                .toList());
    }

    private static JsonObject price(Tape tape) {
        return new JsonObject().put(SYMBOL, tape.symbol.name()).put("price", tape.lastPrice());
    }

    private static JsonObject quote(Tape tape) {
        return new JsonObject()
                .put(SYMBOL, tape.symbol.name())
                .put("bidPrice", tape.bestPrice(Side.BUY))
                .put("bidQty", tape.bestQuantity(Side.BUY))
                .put("askPrice", tape.bestPrice(Side.SELL))
                .put("askQty", tape.bestQuantity(Side.SELL));
    }
}

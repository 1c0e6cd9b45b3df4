package dev.tradewind.plugin.binance;

import dev.tradewind.plugin.binance.RateLimiter.Kind;
import dev.tradewind.plugin.binance.RateLimiter.Limit;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the exchange trades, and what it allows.
 *
 * @param instruments by their symbols
 * @param limits of requests and orders
 */
record Listing(Map<String, Instrument> instruments, List<Limit> limits) {
    /** The venue's name in instrument ids. */
    static final String VENUE = "BINANCE";

    /** Reads an answer to {@code exchangeInfo}. */
    static Listing read(Json info) {
        Map<String, Instrument> instruments = new LinkedHashMap<>();
        for (Json symbol : info.at("symbols").items()) {
            Instrument instrument = instrument(symbol);
            instruments.put(instrument.id().symbol(), instrument);
        }
        List<Limit> limits = new ArrayList<>();
        for (Json limit : info.has("rateLimits") ? info.at("rateLimits").items() : List.<Json>of()) {
            limit(limit).ifPresent(limits::add);
        }
        return new Listing(instruments, limits);
    }

    static InstrumentId id(String symbol) {
        return new InstrumentId(symbol, VENUE);
    }

    private static Instrument instrument(Json symbol) {
        String name = symbol.text("symbol");
        Currency base = new Currency(symbol.text("baseAsset"));
        Currency quote = new Currency(symbol.text("quoteAsset"));
        Decimal lot = step(symbol, "LOT_SIZE", "stepSize", symbol.whole("baseAssetPrecision", 8));
        Decimal least = value(symbol, "LOT_SIZE", "minQty").roundedTo(lot, RoundingMode.UP);
        TradingSteps steps = new TradingSteps(
                step(symbol, "PRICE_FILTER", "tickSize", symbol.whole("quoteAssetPrecision", 8)),
                lot,
                least,
                value(symbol, "NOTIONAL", "minNotional").max(value(symbol, "MIN_NOTIONAL", "minNotional")));
        return new Instrument(
                id(name), InstrumentKind.SPOT, steps, ContractTerms.spot(base, quote), base + "/" + quote);
    }

    /** A filter's step; where there is no such filter, or it is off, what the precision of the asset allows. */
    private static Decimal step(Json symbol, String filter, String field, long precision) {
        Decimal step = value(symbol, filter, field);
        return step.signum() > 0 ? step : Decimal.ofUnscaled(1, Math.toIntExact(precision));
    }

    /** A filter's value; zero where there is none. */
    private static Decimal value(Json symbol, String filter, String field) {
        for (Json one : symbol.has("filters") ? symbol.at("filters").items() : List.<Json>of()) {
            if (one.text("filterType").equals(filter)) {
                // By its text, which has no zeros at the end: the places of a step are those of prices.
                return Decimal.parse(one.decimal(field).toString());
            }
        }
        return Decimal.ZERO;
    }

    private static Optional<Limit> limit(Json limit) {
        String type = limit.text("rateLimitType");
        Kind kind = type.equals("REQUEST_WEIGHT") ? Kind.WEIGHT : Kind.ORDERS;
        if (!type.equals("REQUEST_WEIGHT") && !type.equals("ORDERS")) {
            return Optional.empty();
        }
        String interval = limit.text("interval");
        long unit = switch (interval) {
            case "SECOND" -> 1_000L;
            case "MINUTE" -> 60_000L;
            case "HOUR" -> 3_600_000L;
            case "DAY" -> 86_400_000L;
            default -> 0L;
        };
        long count = limit.whole("intervalNum");
        return unit == 0
                ? Optional.empty()
                : Optional.of(new Limit(
                        kind, unit * count, count + interval.substring(0, 1), limit.whole("limit")));
    }
}

package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * A pair that is traded, with its filters.
 *
 * @param instrument the pair; its symbol is the dialect's
 * @param firstPrice what it starts from
 * @param oldNotionalFilter whether its least value is filter MIN_NOTIONAL, as older pairs have it, instead of NOTIONAL
 */
record Symbol(Instrument instrument, Decimal firstPrice, boolean oldNotionalFilter) {
    static final String VENUE = "BINANCE";
    static final Decimal MOST_LOTS = Decimal.of(900_000_000);
    static final Decimal HIGHEST_PRICE = Decimal.of(1_000_000);
    static final Decimal HIGHEST_NOTIONAL = Decimal.of(9_000_000);
    static final int MAX_OPEN_ORDERS = 200;
    static final int MAX_STOP_ORDERS = 5;

    /** Limit prices are at most so many times the price of now, and at least its inverse. */
    static final Decimal PRICE_BAND = Decimal.of(5);

    private static final List<Symbol> KNOWN = List.of(
            listing("BTC", "USDT", "60000", "0.01", "0.00001", "5", false),
            listing("ETH", "USDT", "3000", "0.01", "0.0001", "5", false),
            listing("BNB", "USDT", "600", "0.01", "0.001", "5", false),
            listing("ETH", "BTC", "0.05", "0.00001", "0.0001", "0.0001", true));

    private static Symbol listing(
            String base, String quote, String price, String tick, String lot, String minNotional, boolean old) {
        TradingSteps steps = new TradingSteps(
                Decimal.parse(tick), Decimal.parse(lot), Decimal.parse(lot), Decimal.parse(minNotional));
        Instrument instrument = new Instrument(
                new InstrumentId(base + quote, VENUE),
                InstrumentKind.SPOT,
                steps,
                ContractTerms.spot(Currency.of(base), Currency.of(quote)),
                base + "/" + quote);
        return new Symbol(instrument, Decimal.parse(price), old);
    }

    /** @throws IllegalArgumentException if there is no such pair here */
    static Symbol named(String name) {
        return KNOWN.stream()
                .filter(symbol -> symbol.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no symbol '" + name + "', there are "
                        + Arrays.toString(KNOWN.stream().map(Symbol::name).toArray())));
    }

    String name() {
        return instrument.id().symbol();
    }

    InstrumentId id() {
        return instrument.id();
    }

    String base() {
        return instrument.base().code();
    }

    String quote() {
        return instrument.quote().code();
    }

    Decimal tick() {
        return instrument.steps().tick();
    }

    Decimal lot() {
        return instrument.steps().lot();
    }

    Decimal minNotional() {
        return instrument.steps().minNotional();
    }

    Decimal price(long ticks) {
        return tick().times(Decimal.of(ticks));
    }

    Decimal quantity(long lots) {
        return lot().times(Decimal.of(lots));
    }

    /** @throws ArithmeticException if the price is not on the tick */
    long ticks(Decimal price) {
        return price.dividedBy(tick(), 0, RoundingMode.UNNECESSARY).unscaledAt(0);
    }

    /** @throws ArithmeticException if the quantity is not of whole lots */
    long lots(Decimal quantity) {
        return quantity.dividedBy(lot(), 0, RoundingMode.UNNECESSARY).unscaledAt(0);
    }

    /** This pair in {@code exchangeInfo}. */
    JsonObject json() {
        return new JsonObject()
                .put("symbol", name())
                .put("status", "TRADING")
                .put("baseAsset", base())
                .put("baseAssetPrecision", JsonObject.PLACES)
                .put("quoteAsset", quote())
                .put("quotePrecision", JsonObject.PLACES)
                .put("quoteAssetPrecision", JsonObject.PLACES)
                .put("baseCommissionPrecision", JsonObject.PLACES)
                .put("quoteCommissionPrecision", JsonObject.PLACES)
                .put("orderTypes", Arrays.asList((Object[]) DialectOrderType.values()))
                .put("icebergAllowed", false)
                .put("ocoAllowed", false)
                .put("otoAllowed", false)
                .put("quoteOrderQtyMarketAllowed", true)
                .put("allowTrailingStop", false)
                .put("cancelReplaceAllowed", true)
                .put("amendAllowed", false)
                .put("isSpotTradingAllowed", true)
                .put("isMarginTradingAllowed", false)
                .put("filters", filters())
                .put("permissions", List.of())
                .put("permissionSets", List.of(List.of("SPOT")))
                .put("defaultSelfTradePreventionMode", "EXPIRE_MAKER")
                .put("allowedSelfTradePreventionModes", List.of("EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH"));
    }

    private List<JsonObject> filters() {
        JsonObject notional = oldNotionalFilter
                ? filter("MIN_NOTIONAL").put("minNotional", minNotional()).put("applyToMarket", true)
                : filter("NOTIONAL")
                        .put("minNotional", minNotional())
                        .put("applyMinToMarket", true)
                        .put("maxNotional", HIGHEST_NOTIONAL)
                        .put("applyMaxToMarket", false);
        return List.of(
                filter("PRICE_FILTER")
                        .put("minPrice", tick())
                        .put("maxPrice", HIGHEST_PRICE)
                        .put("tickSize", tick()),
                filter("LOT_SIZE")
                        .put("minQty", lot())
                        .put("maxQty", lot().times(MOST_LOTS))
                        .put("stepSize", lot()),
                notional.put("avgPriceMins", 0),
                filter("PERCENT_PRICE_BY_SIDE")
                        .put("bidMultiplierUp", "5")
                        .put("bidMultiplierDown", "0.2")
                        .put("askMultiplierUp", "5")
                        .put("askMultiplierDown", "0.2")
                        .put("avgPriceMins", 0),
                filter("MAX_NUM_ORDERS").put("maxNumOrders", MAX_OPEN_ORDERS),
                filter("MAX_NUM_ALGO_ORDERS").put("maxNumAlgoOrders", MAX_STOP_ORDERS));
    }

    private static JsonObject filter(String type) {
        return new JsonObject().put("filterType", type);
    }
}

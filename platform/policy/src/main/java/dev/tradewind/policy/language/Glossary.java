package dev.tradewind.policy.language;

import dev.tradewind.engine.policy.Limits.Limit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What each property means to people: the one source of the page that lists them ({@link VocabularyPage}) and of the
 * words of plain-sentence policies ({@link PolicyTranslator}).
 */
public final class Glossary {
    private static final String MONEY = "account currency";
    private static final String SETTLED = "settlement currency";
    private static final Map<String, Entry> ENTRIES = entries();

    private Glossary() {}

    /**
     * One property.
     *
     * @param name as rules write it
     * @param meaning in a few words
     * @param unit of its values
     * @param example of a value, as rules write it
     * @param phrase that policies call it by; of a property that is true or false, what they say where it is true
     * @param opposite what policies say where it is false; empty for numbers and texts
     */
    public record Entry(String name, String meaning, String unit, String example, String phrase, String opposite) {}

    /** Every property by its name, in the order of the page. */
    public static Map<String, Entry> all() {
        return ENTRIES;
    }

    private static Map<String, Entry> entries() {
        Map<String, Entry> all = new LinkedHashMap<>();
        texts(all);
        flags(all);
        order(all);
        account(all);
        together(all);
        conduct(all);
        market(all);
        TableWords.add(all);
        for (Limit limit : Limit.values()) {
            add(all, name(limit), limit.description(), unit(limit), example(limit),
                    "limit " + limit.column());
        }
        return Collections.unmodifiableMap(all);
    }

    private static void texts(Map<String, Entry> all) {
        add(all, "symbol", "the venue's symbol", "text", "\"BTCUSDT\"", "instrument");
        add(all, "venue", "where it goes", "text", "\"BINANCE\"", "venue");
        add(all, "account", "whose it is", "text", "\"main\"", "account");
        add(all, "strategy", "who sends it", "text", "\"sma-cross\"", "strategy");
        add(all, "kind", "what the instrument is: " + choices("kind"), "text", "\"SPOT\"", "kind of instrument");
        add(all, "side", choices("side"), "text", "\"BUY\"", "side");
        add(all, "type", choices("type"), "text", "\"MARKET\"", "order type");
        add(all, "timeInForce", "how long it stays: " + choices("timeInForce"), "text", "\"GTC\"", "time in force");
        add(all, "restrictedReason", "why the instrument is restricted; empty where it is not", "text",
                "\"halted\"", "reason of restriction");
    }

    private static void flags(Map<String, Entry> all) {
        flag(all, "reducing", "only brings a position towards zero", "that only reduces a position",
                "that does more than reduce a position");
        flag(all, "amendment", "changes a working order", "that changes a working order", "that is new");
        flag(all, "equityKnown", "all that is held has a price and a rate", "whose account has a known equity",
                "whose account has an unknown equity");
        flag(all, "restricted", "on the restricted list now", "whose instrument is restricted",
                "whose instrument is not restricted");
    }

    private static void order(Map<String, Entry> all) {
        add(all, "quantity", "size of the order", "units", "0.001", "quantity");
        add(all, "price", "what it is valued at: limit, else stop, else reference", "quote currency", "45000", "price");
        add(all, "limitPrice", "the limit price, 0 where it has none", "quote currency", "44900", "limit price");
        add(all, "stopPrice", "the stop price, 0 where it has none", "quote currency", "44900", "stop price");
        add(all, "notional", "price × quantity × multiplier, at the reference price where a limit beyond it would make"
                + " it less", SETTLED, "45", "value");
        add(all, "referencePrice", "last known market price, 0 where there is none", "quote currency", "45000",
                "reference price");
        add(all, "referenceAgeSeconds", "age of the reference price, very large where there is none", "seconds", "0.5",
                "reference age");
        add(all, "priceDeviationPercent", "how far the price is beyond the market, on the harmful side", "percent",
                "0.2", "price deviation");
    }

    private static void account(Map<String, Entry> all) {
        add(all, "positionQuantity", "held now, negative when short", "units", "0.01", "position");
        add(all, "positionQuantityAfter", "held if this and the open orders of its side filled", "units", "0.011",
                "position afterwards");
        add(all, "positionNotionalAfter", "the value of that, without sign; what is held counts at the reference price"
                + " where that makes it more", SETTLED, "495", "position value afterwards");
        add(all, "equity", "cash and positions at the last prices", MONEY, "10000", "equity");
        add(all, "grossExposure", "value of all positions without sign", MONEY, "450", "gross exposure");
        add(all, "grossExposureAfter", "the same if this order filled", MONEY, "495", "gross exposure afterwards");
        add(
                all,
                "leverageAfter",
                "`grossExposureAfter` ÷ `equity`, very large where equity is unknown or not above zero",
                "multiple",
                "0.05",
                "leverage afterwards");
        add(all, "dayLossPercent", "loss since the day began, 0 when not losing", "percent", "1.5", "day loss");
        add(all, "drawdownPercent", "how far equity is below its highest", "percent", "5.2", "drawdown");
        add(all, "ordersLastSecond", "orders of the account in a second but for denied ones"
                + ", this one not counted", "orders", "3",
                "number of orders in the last second");
        add(all, "ordersLastMinute", "orders of the account in a minute but for denied ones"
                + ", this one not counted", "orders", "20",
                "number of orders in the last minute");
        add(all, "duplicatesLastSecond", "equal orders in a second but for denied ones"
                + ", this one not counted", "orders", "0",
                "number of duplicates in the last second");
        add(all, "openOrders", "orders that are not closed, this one not counted", "orders", "2",
                "number of open orders");
        add(all, "dataFaults", "what is wrong with the instrument's data now: gaps, stale, crossed, outliers, clocks;"
                + " orders that add risk are denied before rules are asked", "faults", "0", "number of data faults");
        add(all, "dataGoodSeconds", "how long nothing was wrong with the data: 0 while something is, very large if"
                + " nothing ever was", "seconds", "12.5", "time of good data");
    }

    private static void together(Map<String, Entry> all) {
        add(all, "selfTradeQuantity", "own open orders on the other side that this one could trade with", "units", "0",
                "quantity of own orders on the other side");
        add(all, "capitalUseAfter", "what all positions, all open orders and this one could come to at worst, each"
                + " instrument on its worse side, ÷ `equity`", "multiple", "0.8", "use of capital afterwards");
        add(all, "netExposureAfter", "value of all positions if this order filled, long less short, without sign",
                MONEY, "450", "net exposure afterwards");
        add(all, "netLeverageAfter", "`netExposureAfter` ÷ `equity`", "multiple", "0.05", "net leverage afterwards");
        add(all, "concentrationAfterPercent", "value of this instrument's position if this order filled, in percent of"
                + " equity", "percent", "5", "concentration afterwards");
    }

    private static void conduct(Map<String, Entry> all) {
        add(all, "messagesLastSecond", "new orders, amendments and cancels that the account sent in a second, this one"
                + " not counted", "messages", "3", "number of messages in the last second");
        add(all, "losingTrips", "round trips of the strategy, from flat to flat, that ended at a loss after fees, one"
                + " after another, since the day began", "round trips", "2", "number of losing trips");
        add(all, "peakExecutionsPerHour", "most orders of the strategy that began to fill within an hour; begins anew"
                + " when a person starts the halted strategy", "orders", "12", "number of executions in an hour");
        add(all, "messagesToday", "messages about this instrument since the day began, this one not counted",
                "messages", "40", "number of messages of the day");
        add(all, "orderTradeRatio", "those messages ÷ trades − 1, or the same by volume where that is more",
                "ratio", "9", "ratio of orders to trades");
    }

    private static void market(Map<String, Entry> all) {
        add(all, "rangePercent", "highest less lowest price of the last hour; 0 where none is known",
                "percent", "1.2", "price range");
        add(all, "windowDeviationPercent", "how far the price is beyond the mean price of the last hour, on the harmful"
                + " side", "percent", "0.4", "deviation from the mean price");
        add(all, "volumeSharePercent", "the order ÷ what was traded of the instrument in the last 24 hours; 0 until 24"
                + " hours are known", "percent", "0.1", "share of daily volume");
        add(all, "visibleQuantity", "what the book shows on the other side within 1 percent of its best price, 50"
                + " levels at most; 0 where there is no book", "units", "12.5", "visible quantity");
        add(all, "bookSharePercent", "what of the order trades at once ÷ `visibleQuantity`; 0 where nothing does, or"
                + " there is no book", "percent", "2", "share of the book");
        add(all, "slippagePercent", "how much worse than the best price that would fill on average, by the book; 0 as"
                + " above", "percent", "0.02", "estimate of slippage");
    }

    static void add(
            Map<String, Entry> all, String name, String meaning, String unit, String example, String phrase) {
        all.put(name, new Entry(name, meaning, unit, example, phrase, ""));
    }

    static void flag(Map<String, Entry> all, String name, String meaning, String phrase, String opposite) {
        all.put(name, new Entry(name, meaning, "true or false", "true", phrase, opposite));
    }

    private static String choices(String property) {
        List<String> choices = Vocabulary.choices(property);
        return String.join(", ", choices.subList(0, choices.size() - 1)) + " or " + choices.getLast();
    }

    /** The name of a limit as rules write it: {@code limits.maxOrderNotional} for {@code MAX_ORDER_NOTIONAL}. */
    public static String name(Limit limit) {
        List<String> words = new ArrayList<>();
        for (String word : limit.name().split("_")) {
            words.add(word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
        }
        String joined = String.join("", words);
        return "limits." + joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
    }

    private static String unit(Limit limit) {
        return switch (limit) {
            case MAX_ORDER_NOTIONAL, MAX_POSITION_NOTIONAL -> SETTLED;
            case MAX_ORDER_QUANTITY, MAX_SELF_TRADE_QUANTITY -> "units";
            case MAX_PRICE_DEVIATION_PERCENT, MAX_DAY_LOSS_PERCENT, MAX_DRAWDOWN_PERCENT, MAX_CONCENTRATION_PERCENT,
                    MAX_RANGE_PERCENT, MAX_BOOK_SHARE_PERCENT, MAX_SLIPPAGE_PERCENT, MAX_WINDOW_DEVIATION_PERCENT,
                    MAX_VOLUME_SHARE_PERCENT ->
                "percent";
            case MAX_REFERENCE_AGE_SECONDS -> "seconds";
            case MAX_LEVERAGE, MAX_CAPITAL_USE, MAX_NET_LEVERAGE -> "multiple";
            case MAX_ORDERS_PER_SECOND, MAX_ORDERS_PER_MINUTE, MAX_DUPLICATES_PER_SECOND, MAX_OPEN_ORDERS,
                    MAX_EXECUTIONS_PER_HOUR -> "orders";
            case MAX_MESSAGES_PER_SECOND -> "messages";
            case MAX_LOSING_TRIPS -> "round trips";
            case MAX_ORDER_TRADE_RATIO -> "ratio";
        };
    }

    private static String example(Limit limit) {
        return switch (limit) {
            case MAX_ORDER_NOTIONAL -> "100000";
            case MAX_POSITION_NOTIONAL -> "250000";
            case MAX_ORDER_QUANTITY -> "1000000";
            case MAX_PRICE_DEVIATION_PERCENT -> "10";
            case MAX_DAY_LOSS_PERCENT -> "20";
            case MAX_DRAWDOWN_PERCENT -> "50";
            case MAX_REFERENCE_AGE_SECONDS -> "300";
            case MAX_LEVERAGE -> "1.1";
            case MAX_ORDERS_PER_SECOND -> "10";
            case MAX_ORDERS_PER_MINUTE -> "120";
            case MAX_DUPLICATES_PER_SECOND -> "0";
            case MAX_OPEN_ORDERS -> "100";
            case MAX_SELF_TRADE_QUANTITY, MAX_CAPITAL_USE, MAX_NET_LEVERAGE, MAX_CONCENTRATION_PERCENT,
                    MAX_MESSAGES_PER_SECOND, MAX_LOSING_TRIPS, MAX_RANGE_PERCENT, MAX_BOOK_SHARE_PERCENT,
                    MAX_SLIPPAGE_PERCENT, MAX_EXECUTIONS_PER_HOUR, MAX_ORDER_TRADE_RATIO,
                    MAX_WINDOW_DEVIATION_PERCENT, MAX_VOLUME_SHARE_PERCENT ->
                BigDecimal.valueOf(limit.unstated()).stripTrailingZeros().toPlainString();
        };
    }
}

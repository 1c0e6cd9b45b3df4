package dev.tradewind.plugin.binance;

/** What Binance's error codes mean, in words. Source: errors.md of its documentation of the spot API. */
final class Refusals {
    /** The request was outside of the receive window: the clocks differ, or it was under way for too long. */
    static final int OUTSIDE_WINDOW = -1021;

    static final int NEW_ORDER_REJECTED = -2010;
    static final int CANCEL_REJECTED = -2011;
    static final int NO_SUCH_ORDER = -2013;
    static final int REPLACED_HALF = -2021;
    static final int NOT_REPLACED = -2022;
    static final int TOO_MANY_REQUESTS = -1003;

    private Refusals() {}

    /**
     * Whether the exchange says that it does not know itself whether it acted, whatever the HTTP status: -1006 and -1007
     * say so, -1000 and -1001 are errors inside of it at an unknown place.
     */
    static boolean leavesFateOpen(int code) {
        return code == -1000 || code == -1001 || code == -1006 || code == -1007;
    }

    /** Whether a key is wrong or may not do this, so that trying again is of no use. */
    static boolean isAboutKeys(int code) {
        return code == -1002 || code == -1022 || code == -2014 || code == -2015;
    }

    /** A refusal in words, such as {@code not enough balance (-2010)}. */
    static String words(int code, String message) {
        String meaning = meaning(code, message);
        boolean adds = !message.isBlank() && !meaning.equals(message);
        return meaning + " (" + code + (adds ? ": " + message : "") + ")";
    }

    private static String meaning(int code, String message) {
        return switch (code) {
            case -1002 -> "the key is not allowed to do this";
            case -1003 -> "too many requests";
            case -1008 -> "the exchange is overloaded";
            case -1013 -> filter(message);
            case -1015 -> "too many orders";
            case -1016 -> "the service is shutting down";
            case -1020 -> "this operation is not supported";
            case OUTSIDE_WINDOW -> "outside of the receive window";
            case -1022 -> "the signature is not valid; the secret does not belong to the key";
            case -1100, -1101, -1102, -1103, -1104, -1105, -1106, -1108, -1128, -1130 ->
                "a parameter of the request is wrong";
            case -1111 -> "more digits than the instrument takes";
            case -1112 -> "the book is empty";
            case -1114, -1115 -> "this time in force is not taken here";
            case -1116 -> "this order type is not taken here";
            case -1117 -> "this side is not taken here";
            case -1121 -> "there is no such symbol";
            case NEW_ORDER_REJECTED, CANCEL_REJECTED -> engine(message);
            case NO_SUCH_ORDER -> "there is no such order";
            case -2014, -2015 -> "the API key is not valid, or may not be used from this address or for this";
            case REPLACED_HALF -> "cancelled, but the replacement was refused";
            case NOT_REPLACED -> "neither cancelled nor replaced";
            case -2026 -> "the order is archived: ended unfilled more than 90 days ago";
            default -> message.isBlank() ? "refused" : message;
        };
    }

    /** What the matching engine says. */
    private static String engine(String message) {
        return switch (message) {
            case "Unknown order sent." -> "there is no such order that works";
            case "Duplicate order sent." -> "the client order id is in use";
            case "Market is closed." -> "the market is closed";
            case "Account has insufficient balance for requested action." -> "not enough balance";
            case "Order would trigger immediately.", "Stop price would trigger immediately." ->
                "the stop would trigger at once";
            case "Order would immediately match and take." -> "a post-only order would trade at once";
            case "Price * QTY is zero or less." -> "the order is worth nothing";
            case "This account may not place or cancel orders." -> "the account may not trade";
            case "This symbol is restricted for this account.", "This symbol is not permitted for this account." ->
                "the account may not trade this symbol";
            case "Order was not canceled due to cancel restrictions." -> "it was filled in part meanwhile";
            default -> message.isBlank() ? "refused by the matching engine" : message;
        };
    }

    private static String filter(String message) {
        String filter = message.startsWith("Filter failure: ") ? message.substring(16) : "";
        return switch (filter) {
            case "PRICE_FILTER" -> "the price is off the tick, too high or too low";
            case "PERCENT_PRICE", "PERCENT_PRICE_BY_SIDE" -> "the price is too far from the market";
            case "LOT_SIZE" -> "the quantity is off the lot, too large or too small";
            case "MARKET_LOT_SIZE" -> "the quantity is off the lot, too large or too small for a market order";
            case "MIN_NOTIONAL", "NOTIONAL" -> "the order is worth too little, or too much";
            case "MAX_POSITION" -> "the position would be too large";
            case "MAX_NUM_ORDERS", "MAX_NUM_ALGO_ORDERS", "EXCHANGE_MAX_NUM_ORDERS" -> "too many open orders";
            default -> message.isBlank() ? "the order breaks a rule of the symbol" : message;
        };
    }
}

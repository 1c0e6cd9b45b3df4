package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an order from the parameters of a request, and holds it to the filters of its pair. */
final class OrderForm {
    /** What a new order may say. */
    static final Set<String> NAMES = Set.of(
            "symbol", "side", "type", "timeInForce", "quantity", "quoteOrderQty", "price", "newClientOrderId",
            "stopPrice", "newOrderRespType", "selfTradePreventionMode");

    private static final String ID_RANGE = "^[\\.A-Z\\:/a-z0-9_-]{1,36}$";
    private static final Pattern ID = Pattern.compile(ID_RANGE);
    private static final Set<String> TIMES = Set.of("GTC", "IOC", "FOK");
    private static final Set<String> PREVENTIONS = Set.of("EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH");

    private OrderForm() {}

    /**
     * @param generatedId the order's client id where it names none
     * @throws ApiError if it is no order, or not one for this pair
     */
    static OrderTerms read(Params params, Hall hall, String generatedId) {
        Tape tape = hall.tape(params.required("symbol"));
        Symbol symbol = tape.symbol;
        Side side = side(params.required("side"));
        DialectOrderType type = type(params.required("type"));
        String time = timeInForce(params, type);
        OrderTerms.Amounts amounts = amounts(params, type);
        OrderTerms terms = new OrderTerms(
                symbol, side, type, time, amounts, clientId(params, "newClientOrderId", generatedId),
                prevention(params));
        check(terms, hall.reference(tape));
        return terms;
    }

    private static Side side(String text) {
        if (!text.equals("BUY") && !text.equals("SELL")) {
            throw ApiError.of(-1117, "Invalid side.");
        }
        return Side.valueOf(text);
    }

    private static DialectOrderType type(String text) {
        return Arrays.stream(DialectOrderType.values())
                .filter(type -> type.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ApiError.of(-1116, "Invalid orderType."));
    }

    private static String timeInForce(Params params, DialectOrderType type) {
        if (!type.takesTimeInForce()) {
            params.refuse("timeInForce");
            return "GTC";
        }
        String text = params.required("timeInForce");
        if (!TIMES.contains(text)) {
            throw ApiError.of(-1115, "Invalid timeInForce.");
        }
        return text;
    }

    private static String prevention(Params params) {
        String mode = params.text("selfTradePreventionMode", "EXPIRE_MAKER");
        if (!PREVENTIONS.contains(mode)) {
            throw ApiError.of(-1013, "This symbol does not allow the specified self-trade prevention mode.");
        }
        return mode;
    }

    /**
     * A client's name for something.
     *
     * @throws ApiError if it is no name
     */
    static String clientId(Params params, String name, String otherwise) {
        String id = params.text(name, otherwise);
        if (!ID.matcher(id).matches()) {
            throw ApiError.of(-1100, "Illegal characters found in parameter '" + name + "'; legal range is '"
                    + ID_RANGE + "'.");
        }
        return id;
    }

    private static OrderTerms.Amounts amounts(Params params, DialectOrderType type) {
        Decimal quantity = Decimal.ZERO;
        Decimal quote = Decimal.ZERO;
        if (type == DialectOrderType.MARKET && !params.has("quantity")) {
            if (!params.has("quoteOrderQty")) {
                throw ApiError.of(
                        -1102, "Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!");
            }
            quote = params.decimal("quoteOrderQty");
        } else {
            params.refuse("quoteOrderQty");
            quantity = params.decimal("quantity");
        }
        Decimal price = Decimal.ZERO;
        if (type.hasPrice()) {
            price = params.decimal("price");
        } else {
            params.refuse("price");
        }
        Decimal stop = Decimal.ZERO;
        if (type.isStop()) {
            stop = params.decimal("stopPrice");
        } else {
            params.refuse("stopPrice");
        }
        return new OrderTerms.Amounts(quantity, price, stop, quote);
    }

    private static void check(OrderTerms terms, Decimal reference) {
        OrderTerms.Amounts amounts = terms.amounts();
        boolean byQuote = !amounts.quoteQuantity().isZero();
        if (amounts.quantity().isZero() && !byQuote) {
            throw ApiError.of(-1013, "Invalid quantity.");
        }
        if (terms.type().hasPrice()) {
            checkPrice(terms.symbol(), amounts.price());
            checkBand(amounts.price(), reference);
        }
        if (terms.type().isStop()) {
            checkPrice(terms.symbol(), amounts.stopPrice());
        }
        if (!byQuote) {
            checkLots(terms.symbol(), amounts.quantity());
        }
        Decimal notional = byQuote
                ? amounts.quoteQuantity()
                : amounts.quantity().times(terms.type().hasPrice() ? amounts.price() : reference);
        checkNotional(terms, notional);
    }

    private static void checkPrice(Symbol symbol, Decimal price) {
        if (price.isZero()) {
            throw ApiError.of(-1013, "Invalid price.");
        }
        if (price.compareTo(symbol.tick()) < 0
                || price.compareTo(Symbol.HIGHEST_PRICE) > 0
                || !price.isMultipleOf(symbol.tick())) {
            throw ApiError.filter("PRICE_FILTER");
        }
    }

    private static void checkBand(Decimal price, Decimal reference) {
        boolean above = price.compareTo(reference.times(Symbol.PRICE_BAND)) > 0;
        if (above || price.times(Symbol.PRICE_BAND).compareTo(reference) < 0) {
            throw ApiError.filter("PERCENT_PRICE_BY_SIDE");
        }
    }

    private static void checkLots(Symbol symbol, Decimal quantity) {
        if (quantity.compareTo(symbol.lot()) < 0
                || quantity.compareTo(symbol.lot().times(Symbol.MOST_LOTS)) > 0
                || !quantity.isMultipleOf(symbol.lot())) {
            throw ApiError.filter("LOT_SIZE");
        }
    }

    private static void checkNotional(OrderTerms terms, Decimal notional) {
        Symbol symbol = terms.symbol();
        boolean above = !symbol.oldNotionalFilter()
                && terms.type().hasPrice()
                && notional.compareTo(Symbol.HIGHEST_NOTIONAL) > 0;
        if (above || notional.compareTo(symbol.minNotional()) < 0) {
            throw ApiError.filter(symbol.oldNotionalFilter() ? "MIN_NOTIONAL" : "NOTIONAL");
        }
    }
}

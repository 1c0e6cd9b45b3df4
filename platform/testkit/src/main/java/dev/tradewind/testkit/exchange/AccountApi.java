package dev.tradewind.testkit.exchange;

import dev.tradewind.testkit.exchange.Endpoint.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What an account may ask about itself. Young orders and trades are not found yet, if a lag is set. */
final class AccountApi {
    private static final long DAY_MILLIS = 86_400_000;
    private static final String SYMBOL = "symbol";
    private static final String ORDER_ID = "orderId";
    private static final String ORIGINAL_ID = "origClientOrderId";

    private final Hall hall;
    private final long lagMillis;

    AccountApi(Hall hall, int lagMillis) {
        this.hall = hall;
        this.lagMillis = lagMillis;
    }

    void addTo(Map<String, Endpoint> routes) {
        routes.put("GET /api/v3/account", Endpoint.signed(20, Set.of("omitZeroBalances"), this::account));
        routes.put("GET /api/v3/order", Endpoint.signed(4, Set.of(SYMBOL, ORDER_ID, ORIGINAL_ID), this::order));
        routes.put("GET /api/v3/openOrders", new Endpoint(
                Endpoint.Security.SIGNED, params -> params.has(SYMBOL) ? 6 : 80, Set.of(SYMBOL), this::openOrders));
        routes.put("GET /api/v3/allOrders", Endpoint.signed(
                20, Set.of(SYMBOL, ORDER_ID, "startTime", "endTime", "limit"), this::allOrders));
        routes.put("GET /api/v3/myTrades", new Endpoint(
                Endpoint.Security.SIGNED,
                params -> params.has(ORDER_ID) ? 5 : 20,
                Set.of(SYMBOL, ORDER_ID, "startTime", "endTime", "fromId", "limit"),
                this::trades));
    }

    private boolean isVisible(long nanos) {
        return lagMillis == 0 || hall.millis() - nanos / ExchangeClock.MILLI >= lagMillis;
    }

    private String account(Call call) {
        Account account = call.who();
        boolean all = !call.params().text("omitZeroBalances", "false").equals("true");
        List<JsonObject> balances = new ArrayList<>();
        for (String asset : account.assets()) {
            if (all || !account.free(asset).plus(account.locked(asset)).isZero()) {
                balances.add(new JsonObject()
                        .put("asset", asset)
                        .put("free", account.free(asset))
                        .put("locked", account.locked(asset)));
            }
        }
        JsonObject rates = new JsonObject()
                .put("maker", Funds.FEE)
                .put("taker", Funds.FEE)
                .put("buyer", "0.00000000")
                .put("seller", "0.00000000");
        return new JsonObject()
                .put("makerCommission", 10)
                .put("takerCommission", 10)
                .put("buyerCommission", 0)
                .put("sellerCommission", 0)
                .put("commissionRates", rates)
                .put("canTrade", true)
                .put("canWithdraw", false)
                .put("canDeposit", false)
                .put("brokered", false)
                .put("requireSelfTradePrevention", false)
                .put("preventSor", false)
                .put("updateTime", account.updatedNanos() / ExchangeClock.MILLI)
                .put("accountType", "SPOT")
                .put("balances", balances)
                .put("permissions", List.of("SPOT"))
                .put("uid", account.owner)
                .toString();
    }

    private String order(Call call) {
        Params params = call.params();
        Symbol symbol = hall.tape(params.required(SYMBOL)).symbol;
        if (!params.has(ORDER_ID) && !params.has(ORIGINAL_ID)) {
            throw ApiError.of(
                    -1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!");
        }
        ExchangeOrder order = params.has(ORDER_ID)
                ? hall.register().byId(params.number(ORDER_ID))
                : hall.register().byClientId(call.who(), symbol, params.required(ORIGINAL_ID));
        if (order == null
                || order.account != call.who()
                || !order.symbol().equals(symbol)
                || !isVisible(order.createdNanos)
                || !order.terms.clientOrderId().equals(params.text(ORIGINAL_ID, order.terms.clientOrderId()))) {
            throw ApiError.of(-2013, "Order does not exist.");
        }
        return OrderJson.query(order).toString();
    }

    private String openOrders(Call call) {
        Symbol symbol = call.params().has(SYMBOL) ? hall.tape(call.params().required(SYMBOL)).symbol : null;
        return JsonObject.array(hall.register().open(call.who(), symbol).stream()
                .filter(order -> isVisible(order.createdNanos))
                .map(OrderJson::query)
                .toList());
    }

    /** The rows that are asked for: the first ones if something says where to begin, otherwise the last. */
    private static <T> List<T> page(Stream<T> rows, Params params, boolean fromStart) {
        List<T> all = rows.toList();
        int most = params.limit(500, 1000);
        return fromStart
                ? all.subList(0, Math.min(most, all.size()))
                : all.subList(Math.max(0, all.size() - most), all.size());
    }

    private static boolean isWithin(Params params, long nanos) {
        long millis = nanos / ExchangeClock.MILLI;
        return millis >= params.number("startTime", 0) && millis <= params.number("endTime", Long.MAX_VALUE);
    }

    private static void checkSpan(Params params) {
        if (params.has("startTime") && params.has("endTime")
                && params.number("endTime") - params.number("startTime") > DAY_MILLIS) {
            throw ApiError.of(-1127, "More than 24 hours between startTime and endTime.");
        }
    }

    private String allOrders(Call call) {
        Params params = call.params();
        Symbol symbol = hall.tape(params.required(SYMBOL)).symbol;
        checkSpan(params);
        long from = params.number(ORDER_ID, 0);
        Stream<ExchangeOrder> rows = hall.register().all().stream()
                .filter(order -> order.account == call.who() && order.symbol().equals(symbol))
                .filter(order -> order.orderId >= from)
                .filter(order -> isWithin(params, order.createdNanos) && isVisible(order.createdNanos));
        boolean fromStart = params.has(ORDER_ID) || params.has("startTime");
        return JsonObject.array(page(rows, params, fromStart).stream().map(OrderJson::query).toList());
    }

    private String trades(Call call) {
        Params params = call.params();
        Symbol symbol = hall.tape(params.required(SYMBOL)).symbol;
        checkSpan(params);
        long from = params.number("fromId", 0);
        long ofOrder = params.number(ORDER_ID, -1);
        Stream<ExchangeFill> rows = hall.register().fills().stream()
                .filter(fill -> fill.order().account == call.who() && fill.order().symbol().equals(symbol))
                .filter(fill -> ofOrder < 0 || fill.order().orderId == ofOrder)
                .filter(fill -> isVisible(fill.trade().nanos) && isWithin(params, fill.trade().nanos))
                .filter(fill -> fill.trade().id() >= from);
        boolean fromStart = params.has("fromId") || params.has("startTime");
        return JsonObject.array(page(rows, params, fromStart).stream().map(OrderJson::trade).toList());
    }
}

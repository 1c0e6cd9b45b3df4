package dev.tradewind.testkit.exchange;

import dev.tradewind.testkit.exchange.Endpoint.Call;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders: to place, to cancel, to replace. */
final class TradeApi {
    private static final Set<String> DETAILS = Set.of("ACK", "RESULT", "FULL");
    private static final String SYMBOL = "symbol";
    private static final String ORDER_ID = "orderId";
    private static final String ORIGINAL_ID = "origClientOrderId";
    private static final String NEW_ID = "newClientOrderId";

    private final Hall hall;
    private final RateMeter meter;
    private long generated;

    TradeApi(Hall hall, RateMeter meter) {
        this.hall = hall;
        this.meter = meter;
    }

    void addTo(Map<String, Endpoint> routes) {
        routes.put("POST /api/v3/order", Endpoint.trade(OrderForm.NAMES, this::place));
        Set<String> testNames = with(OrderForm.NAMES, "computeCommissionRates");
        routes.put("POST /api/v3/order/test", Endpoint.signed(1, testNames, this::test));
        routes.put("DELETE /api/v3/order", Endpoint.trade(
                Set.of(SYMBOL, ORDER_ID, ORIGINAL_ID, NEW_ID, "cancelRestrictions"), this::cancel));
        routes.put("DELETE /api/v3/openOrders", Endpoint.trade(Set.of(SYMBOL), this::cancelAll));
        routes.put("POST /api/v3/order/cancelReplace", Endpoint.trade(
                with(OrderForm.NAMES, "cancelReplaceMode", "cancelOrderId", "cancelOrigClientOrderId",
                        "cancelNewClientOrderId", "cancelRestrictions"),
                this::replace));
    }

    private static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    /** A name for what the client has not named. */
    private String generateId() {
        generated++;
        return "x-tw-" + Long.toString(generated, 36);
    }

    private static String detail(Params params, DialectOrderType type) {
        boolean full = type == DialectOrderType.MARKET || type == DialectOrderType.LIMIT;
        String detail = params.text("newOrderRespType", full ? "FULL" : "ACK");
        if (!DETAILS.contains(detail)) {
            throw ApiError.of(-1130, "Data sent for parameter 'newOrderRespType' is not valid.");
        }
        return detail;
    }

    private String place(Call call) {
        OrderTerms terms = OrderForm.read(call.params(), hall, generateId());
        String detail = detail(call.params(), terms.type());
        meter.takeOrder(call.who());
        return OrderJson.placed(hall.place(call.who(), terms), detail).toString();
    }

    private String test(Call call) {
        detail(call.params(), OrderForm.read(call.params(), hall, generateId()).type());
        if (!call.params().text("computeCommissionRates", "false").equals("true")) {
            return "{}";
        }
        JsonObject rates = new JsonObject().put("maker", Funds.FEE).put("taker", Funds.FEE);
        return new JsonObject().put("standardCommissionForOrder", rates).toString();
    }

    /**
     * The open order that is meant.
     *
     * @throws ApiError if there is none
     */
    private ExchangeOrder find(Account account, Symbol symbol, Params params, String byId, String byName) {
        if (!params.has(byId) && !params.has(byName)) {
            throw ApiError.of(-1102, "Param '" + byName + "' or '" + byId + "' must be sent, but both were"
                    + " empty/null!");
        }
        ExchangeOrder order = params.has(byId)
                ? hall.register().byId(params.number(byId))
                : hall.register().byClientId(account, symbol, params.required(byName));
        boolean others = order == null || order.account != account || !order.symbol().equals(symbol);
        boolean misnamed = order != null && params.has(byName) && !named(order, params.required(byName));
        if (order == null || others || misnamed || !order.isOpen()) {
            throw ApiError.unknownSent();
        }
        return order;
    }

    private static boolean named(ExchangeOrder order, String clientOrderId) {
        return order.terms.clientOrderId().equals(clientOrderId);
    }

    private static void checkRestrictions(ExchangeOrder order, @Nullable String restriction) {
        if (restriction == null) {
            return;
        }
        boolean isNew = switch (restriction) {
            case "ONLY_NEW" -> true;
            case "ONLY_PARTIALLY_FILLED" -> false;
            default -> throw ApiError.of(
                    -1145, "Invalid cancelRestrictions: it is ONLY_NEW or ONLY_PARTIALLY_FILLED.");
        };
        if (isNew != (order.status == ExchangeOrder.Status.NEW)) {
            throw ApiError.of(-2011, "Order was not canceled due to cancel restrictions.");
        }
    }

    private String cancel(Call call) {
        Params params = call.params();
        Symbol symbol = hall.tape(params.required(SYMBOL)).symbol;
        String cancelId = OrderForm.clientId(params, NEW_ID, generateId());
        ExchangeOrder order = find(call.who(), symbol, params, ORDER_ID, ORIGINAL_ID);
        checkRestrictions(order, params.optional("cancelRestrictions"));
        hall.cancel(order, cancelId);
        return OrderJson.cancelled(order, cancelId).toString();
    }

    private String cancelAll(Call call) {
        Symbol symbol = hall.tape(call.params().required(SYMBOL)).symbol;
        List<ExchangeOrder> open = hall.register().open(call.who(), symbol);
        if (open.isEmpty()) {
            throw ApiError.unknownSent();
        }
        String cancelId = generateId();
        open.forEach(order -> hall.cancel(order, cancelId));
        return JsonObject.array(open.stream()
                .map(order -> OrderJson.cancelled(order, cancelId))
                .toList());
    }

    /** The new order's form, filters and count come first; then the cancellation; then the new order. */
    private String replace(Call call) {
        Params params = call.params();
        String mode = params.required("cancelReplaceMode");
        if (!mode.equals("STOP_ON_FAILURE") && !mode.equals("ALLOW_FAILURE")) {
            throw ApiError.of(-1130, "Data sent for parameter 'cancelReplaceMode' is not valid.");
        }
        OrderTerms terms = OrderForm.read(params, hall, generateId());
        String detail = detail(params, terms.type());
        String cancelId = OrderForm.clientId(params, "cancelNewClientOrderId", generateId());
        meter.takeOrder(call.who());

        ApiError cancelError = null;
        JsonObject cancelled = null;
        try {
            ExchangeOrder order =
                    find(call.who(), terms.symbol(), params, "cancelOrderId", "cancelOrigClientOrderId");
            checkRestrictions(order, params.optional("cancelRestrictions"));
            hall.cancel(order, cancelId);
            cancelled = OrderJson.cancelled(order, cancelId);
        } catch (ApiError e) {
            if (e.code != -2011) {
                throw e;
            }
            cancelError = e;
        }
        if (cancelError != null && mode.equals("STOP_ON_FAILURE")) {
            throw failed(ApiError.BAD_REQUEST, -2022, "Order cancel-replace failed.",
                    result("FAILURE", "NOT_ATTEMPTED", error(cancelError), null));
        }
        return placeInstead(call, terms, detail, cancelled, cancelError);
    }

    private String placeInstead(
            Call call, OrderTerms terms, String detail, @Nullable JsonObject cancelled, @Nullable ApiError error) {
        JsonObject placed;
        try {
            placed = OrderJson.placed(hall.place(call.who(), terms), detail);
        } catch (ApiError e) {
            if (error == null) {
                throw failed(ApiError.CONFLICT, -2021, "Order cancel-replace partially failed.",
                        result("SUCCESS", "FAILURE", cancelled, error(e)));
            }
            throw failed(ApiError.BAD_REQUEST, -2022, "Order cancel-replace failed.",
                    result("FAILURE", "FAILURE", error(error), error(e)));
        }
        if (error != null) {
            throw failed(ApiError.CONFLICT, -2021, "Order cancel-replace partially failed.",
                    result("FAILURE", "SUCCESS", error(error), placed));
        }
        return result("SUCCESS", "SUCCESS", cancelled, placed).toString();
    }

    private static JsonObject result(
            String cancel, String order, @Nullable JsonObject cancelResponse, @Nullable JsonObject orderResponse) {
        return new JsonObject()
                .put("cancelResult", cancel)
                .put("newOrderResult", order)
                .put("cancelResponse", cancelResponse)
                .put("newOrderResponse", orderResponse);
    }

    private static JsonObject error(ApiError error) {
        return new JsonObject().put("code", error.code).put("msg", error.text());
    }

    private static ApiError failed(int status, int code, String message, JsonObject data) {
        return ApiError.withData(status, code, message, data);
    }
}

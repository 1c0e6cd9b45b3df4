package dev.tradewind.testkit.exchange;

import dev.tradewind.testkit.exchange.Endpoint.Call;
import dev.tradewind.testkit.exchange.Endpoint.Security;
import dev.tradewind.testkit.exchange.Faults.Fault;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The REST side of the dialect: who may ask what how often, and what goes wrong on the way. */
final class Dialect {
    private static final Set<String> SIGNATURE_NAMES = Set.of("timestamp", "recvWindow", "signature");

    /** This share of delays is of answers, so that streams tell of an order before its answer comes. */
    private static final double LATE_ANSWERS = 0.4;

    private static final String UNKNOWN_STATUS =
            "Timeout waiting for response from backend server. Send status unknown; execution status unknown.";

    /** Answers of a server that does not know what has become of a request, as Binance gives them. */
    private static final List<HttpReply> SERVER_ERRORS = List.of(
            HttpReply.json(500, "{\"code\":-1000,\"msg\":\"An unknown error occurred while processing the request.\"}"),
            HttpReply.json(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"),
            HttpReply.json(503, "{\"code\":-1000,\"msg\":\"Unknown error, please check your request or try again"
                    + " later.\"}"),
            HttpReply.json(504, "{\"code\":-1007,\"msg\":\"" + UNKNOWN_STATUS + "\"}"));

    private final Map<String, Endpoint> routes = new LinkedHashMap<>();
    private final Hall hall;
    private final Gate gate;
    private final RateMeter meter;
    private final Faults faults;

    Dialect(Hall hall, Faults faults, StreamHub hub, ExchangeOptions.Limits limits, ExchangeClock clock) {
        this.hall = hall;
        this.gate = new Gate(hall);
        this.meter = new RateMeter(limits, clock);
        this.faults = faults;
        new MarketApi(hall, meter).addTo(routes);
        new TradeApi(hall, meter).addTo(routes);
        new AccountApi(hall, limits.queryLagMillis()).addTo(routes);
        hub.addTo(routes);
    }

    Gate gate() {
        return gate;
    }

    /** What there is at a method and a path, such as {@code GET /api/v3/time}; null for nothing. */
    @Nullable Endpoint at(String route) {
        return routes.get(route);
    }

    /** Answers a request, unless something goes wrong. */
    HttpReply answer(HttpRequest request) {
        String route = request.method() + " " + request.path();
        Endpoint endpoint = routes.get(route);
        if (endpoint == null) {
            return HttpReply.json(404, "<html><body><h2>404 Not found</h2></body></html>");
        }
        Fault fault = endpoint.security().isSigned()
                ? faults.onRequest(endpoint.security() == Security.TRADE)
                : null;
        if (fault == null) {
            return carryOut(endpoint, request);
        }
        String what = route + " " + describe(request);
        return switch (fault.type()) {
            case DELAY -> {
                int millis = fault.millis(FaultPlan.MAX_DELAY_MILLIS);
                faults.happened(fault.type(), what + " " + millis + " ms");
                if (fault.size() < LATE_ANSWERS) {
                    HttpReply late = carryOut(endpoint, request);
                    yield new HttpReply(late.status(), late.headers(), late.body(), millis);
                }
                Door.sleep(millis);
                yield carryOut(endpoint, request);
            }
            case DROP_REQUEST -> {
                faults.happened(fault.type(), what);
                yield HttpReply.hangUp(0);
            }
            case ERROR_BEFORE_ACCEPT -> {
                faults.happened(fault.type(), what);
                yield serverError(fault);
            }
            case ERROR_AFTER_ACCEPT -> after(carryOut(endpoint, request), fault, what, serverError(fault));
            case TIMEOUT_AFTER_ACCEPT -> after(
                    carryOut(endpoint, request), fault, what, HttpReply.hangUp(FaultPlan.HOLD_MILLIS));
            case DOUBLE_MESSAGE, REORDER_MESSAGES, DROP_STREAM, SLOW_STREAM, RESTART, FILL_WHILE_DOWN ->
                throw new IllegalStateException(fault.type() + " does not happen to requests");
        };
    }

    /** What was refused was not accepted, and the refusal is told. */
    private HttpReply after(HttpReply real, Fault fault, String what, HttpReply instead) {
        if (real.status() != 200) {
            return real;
        }
        faults.happened(fault.type(), what);
        return instead;
    }

    private static HttpReply serverError(Fault fault) {
        return SERVER_ERRORS.get((int) (fault.size() * SERVER_ERRORS.size()));
    }

    /** The order that a request is about, for the log of faults. */
    private static String describe(HttpRequest request) {
        try {
            Params params = Params.of(request.query(), request.body());
            return params.text("newClientOrderId", params.text("origClientOrderId", params.text("orderId", "")));
        } catch (ApiError e) {
            return "";
        }
    }

    private HttpReply carryOut(Endpoint endpoint, HttpRequest request) {
        Account account = null;
        try {
            Params params = Params.of(request.query(), request.body());
            HttpReply tooMuch = meter.take(endpoint.weight().applyAsInt(params));
            if (tooMuch != null) {
                return tooMuch;
            }
            account = switch (endpoint.security()) {
                case NONE -> null;
                case KEY -> gate.byKey(request.headers().get("x-mbx-apikey"));
                case SIGNED, TRADE -> gate.signed(request, params);
            };
            String body = call(endpoint, params, account, SIGNATURE_NAMES);
            return HttpReply.json(200, body).with(headers(endpoint, account));
        } catch (ApiError e) {
            return HttpReply.json(e.status, e.json()).with(headers(endpoint, account));
        }
    }

    private Map<String, String> headers(Endpoint endpoint, @Nullable Account account) {
        return meter.headers(endpoint.security() == Security.TRADE ? account : null);
    }

    /**
     * Carries out what was let in.
     *
     * @param more names of parameters that have been read already
     * @throws ApiError if it is refused
     */
    String call(Endpoint endpoint, Params params, @Nullable Account account, Set<String> more) {
        Set<String> known = new LinkedHashSet<>(endpoint.names());
        if (endpoint.security().isSigned()) {
            known.addAll(more);
        }
        params.allow(known);
        return hall.inside(() -> endpoint.action().apply(new Call(params, account)));
    }

    RateMeter meter() {
        return meter;
    }
}

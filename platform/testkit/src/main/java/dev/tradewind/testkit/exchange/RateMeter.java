package dev.tradewind.testkit.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts weights and orders, and turns away who asks too much; all clients share one address. Thread-safe. */
final class RateMeter {
    static final int ORDERS_A_DAY = 200_000;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long TEN_SECONDS_MILLIS = 10_000;
    private static final long DAY_MILLIS = 86_400_000;
    private static final int TOO_MANY = 429;
    private static final int BANNED = 418;

    /** So many requests beyond the limit are turned away; the next one gets the address banned. */
    private static final int PATIENCE = 20;

    private static final long BAN_MILLIS = 120_000;

    private final ExchangeOptions.Limits limits;
    private final ExchangeClock clock;
    private final Map<Account, Orders> orders = new LinkedHashMap<>();
    private long minute = -1;
    private int weight;
    private int refusals;
    private long bannedUntil;

    private static final class Orders {
        private long window = -1;
        private int inWindow;
        private long day = -1;
        private int inDay;

        void roll(long millis) {
            if (window != millis / TEN_SECONDS_MILLIS) {
                window = millis / TEN_SECONDS_MILLIS;
                inWindow = 0;
            }
            if (day != millis / DAY_MILLIS) {
                day = millis / DAY_MILLIS;
                inDay = 0;
            }
        }
    }

    RateMeter(ExchangeOptions.Limits limits, ExchangeClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    private long millis() {
        return clock.nanos() / ExchangeClock.MILLI;
    }

    /**
     * Counts a request.
     *
     * @return what it is turned away with; null if it may go on
     */
    synchronized @Nullable HttpReply take(int requestWeight) {
        long now = millis();
        if (minute != now / MINUTE_MILLIS) {
            minute = now / MINUTE_MILLIS;
            weight = 0;
            refusals = 0;
        }
        if (now < bannedUntil) {
            return refusal(BANNED, bannedUntil - now, "Way too much request weight used; IP banned until "
                    + bannedUntil + ". Please use WebSocket Streams for live updates to avoid bans.");
        }
        weight += requestWeight;
        if (weight <= limits.weight()) {
            return null;
        }
        refusals++;
        if (refusals > PATIENCE) {
            bannedUntil = now + BAN_MILLIS;
        }
        return refusal(TOO_MANY, MINUTE_MILLIS - now % MINUTE_MILLIS, "Too much request weight used; current limit is "
                + limits.weight() + " request weight per 1 MINUTE. Please use WebSocket Streams for live updates"
                + " to avoid polling the API.");
    }

    private HttpReply refusal(int status, long millis, String message) {
        String body = new JsonObject().put("code", -1003).put("msg", message).toString();
        return HttpReply.json(status, body)
                .with(Map.of("Retry-After", Long.toString(1 + millis / 1000)))
                .with(headers(null));
    }

    /** @throws ApiError if the account may not place another order now */
    synchronized void takeOrder(Account account) {
        Orders counted = orders.computeIfAbsent(account, any -> new Orders());
        counted.roll(millis());
        if (counted.inWindow >= limits.orders()) {
            throw ApiError.withData(TOO_MANY, -1015,
                    "Too many new orders; current limit is " + limits.orders() + " orders per 10 SECOND.",
                    new JsonObject());
        }
        if (counted.inDay >= ORDERS_A_DAY) {
            throw ApiError.withData(TOO_MANY, -1015,
                    "Too many new orders; current limit is " + ORDERS_A_DAY + " orders per 1 DAY.", new JsonObject());
        }
        counted.inWindow++;
        counted.inDay++;
    }

    /**
     * What every answer says.
     *
     * @param account of whose order; null if it is about none
     */
    synchronized Map<String, String> headers(@Nullable Account account) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-MBX-USED-WEIGHT", Integer.toString(weight));
        headers.put("X-MBX-USED-WEIGHT-1M", Integer.toString(weight));
        Orders counted = account == null ? null : orders.get(account);
        if (counted != null) {
            headers.put("X-MBX-ORDER-COUNT-10S", Integer.toString(counted.inWindow));
            headers.put("X-MBX-ORDER-COUNT-1D", Integer.toString(counted.inDay));
        }
        return headers;
    }

    /** The limits in {@code exchangeInfo}. */
    List<JsonObject> json() {
        return List.of(
                limit("REQUEST_WEIGHT", "MINUTE", 1, limits.weight()),
                limit("ORDERS", "SECOND", 10, limits.orders()),
                limit("ORDERS", "DAY", 1, ORDERS_A_DAY));
    }

    private static JsonObject limit(String type, String interval, int count, int most) {
        return new JsonObject()
                .put("rateLimitType", type)
                .put("interval", interval)
                .put("intervalNum", count)
                .put("limit", most);
    }
}

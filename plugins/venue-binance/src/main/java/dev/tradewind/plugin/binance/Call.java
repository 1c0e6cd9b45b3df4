package dev.tradewind.plugin.binance;

import dev.tradewind.plugin.binance.RateLimiter.Use;

/**
 * A request to be made.
 *
 * @param method of HTTP
 * @param path of the REST API
 * @param query its parameters, without those of the signature
 * @param signed whether it needs key and signature
 * @param cost what it uses of the exchange's limits
 */
record Call(String method, String path, Query query, boolean signed, Cost cost) {
    /**
     * What a request uses of the exchange's limits.
     *
     * @param use what it is for
     * @param weight its weight
     * @param orders how many orders it counts as
     */
    record Cost(Use use, int weight, int orders) {}

    static Call open(String path, Query query, int weight) {
        return new Call("GET", path, query, false, new Cost(Use.QUERY, weight, 0));
    }

    /** What a connection begins with. */
    static Call opening(String path, Query query, int weight) {
        return new Call("GET", path, query, false, new Cost(Use.OPENING, weight, 0));
    }

    static Call asked(String path, Query query, int weight) {
        return new Call("GET", path, query, true, new Cost(Use.QUERY, weight, 0));
    }

    static Call order(String path, Query query) {
        return new Call("POST", path, query, true, new Cost(Use.ORDER, 1, 1));
    }

    static Call cancel(String path, Query query) {
        return new Call("DELETE", path, query, true, new Cost(Use.CANCEL, 1, 0));
    }
}

package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.sdk.order.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An account in a trial: its working orders, and what it may do. */
final class TrialAccount {
    private final String name;
    private final TrialMarket market;
    private final Map<String, Resting> resting = new LinkedHashMap<>();
    private int orders;
    private int fills;

    /** A working order. */
    static final class Resting {
        final String id;
        final Side side;
        final double price;
        double rest;

        Resting(String id, Side side, double price, double rest) {
            this.id = id;
            this.side = side;
            this.price = price;
            this.rest = rest;
        }
    }

    TrialAccount(String name, TrialMarket market) {
        this.name = name;
        this.market = market;
    }

    String name() {
        return name;
    }

    List<Resting> resting() {
        return new ArrayList<>(resting.values());
    }

    boolean works(String id) {
        return resting.containsKey(id);
    }

    /** Fills so far. */
    int fills() {
        return fills;
    }

    String nextId() {
        return "o" + ++orders;
    }

    String place(Side side, double price, double quantity) {
        String id = nextId();
        resting.put(id, new Resting(id, side, price, quantity));
        market.placed(name, id, side, price, quantity);
        return id;
    }

    void cancel(String id) {
        if (resting.remove(id) != null) {
            market.cancelled(name, id);
        }
    }

    void cancelAll() {
        resting().forEach(order -> cancel(order.id));
    }

    /**
     * Takes the price that is there.
     *
     * @param push how far this moves the market, as a part of the price
     */
    void take(Side side, double quantity, double push) {
        String id = nextId();
        market.placed(name, id, side, Double.NaN, quantity);
        fills++;
        market.taken(name, id, side, quantity, push);
    }

    /** A trade of the market meets a working order. */
    void met(Resting order, double quantity) {
        order.rest -= quantity;
        fills++;
        if (order.rest <= 1e-12) {
            resting.remove(order.id);
        }
    }

    /** Another account takes a working order of this one. */
    void sold(String id) {
        resting.remove(id);
        fills++;
    }
}

package dev.tradewind.engine.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The kill switches that are on over an account, each by its scope: {@code firm}, {@code venue:NAME},
 * {@code account:NAME}, which hold for all of it, or {@code strategy:NAME}, which holds for the orders of one strategy.
 * Each is put on and off by itself; an order passes only if none that covers it is on. Changed by {@link Ledger} alone.
 */
public final class KillSwitches {
    /** The scope of everything; the one flag of an account that journals had before there were scopes is this. */
    public static final String FIRM = "firm";

    /** What the scope of a strategy begins with. */
    public static final String STRATEGY = "strategy:";

    final Map<String, KillState> on = new LinkedHashMap<>();
    private boolean whole;

    /**
     * A switch that is on.
     *
     * @param sinceNanos when it was put on; stays when it is put on once more
     * @param by who did; empty where a journal of before does not say
     */
    public record KillState(long sinceNanos, String by, String reason) {}

    void evolve(LedgerEvent.KillSwitchSet e) {
        if (e.on()) {
            on.putIfAbsent(e.scope(), new KillState(e.timeNanos(), e.by(), e.reason()));
        } else {
            on.remove(e.scope());
        }
        settle();
    }

    void settle() {
        whole = false;
        for (String scope : on.keySet()) {
            whole |= !scope.startsWith(STRATEGY);
        }
    }

    /** Whether one is on that holds for the whole account. */
    public boolean isWholeOn() {
        return whole;
    }

    /** Whether one is on that covers the orders of this strategy. */
    public boolean covers(String strategy) {
        return whole || (!on.isEmpty() && on.containsKey(STRATEGY + strategy));
    }

    /** Scopes of the switches that cover this strategy, in the order in which they were put on. */
    public List<String> covering(String strategy) {
        return on.keySet().stream()
                .filter(scope -> !scope.startsWith(STRATEGY) || scope.equals(STRATEGY + strategy))
                .toList();
    }

    /** All that are on, by scope, in the order in which they were put on. A view. */
    public Map<String, KillState> all() {
        return Collections.unmodifiableMap(on);
    }
}

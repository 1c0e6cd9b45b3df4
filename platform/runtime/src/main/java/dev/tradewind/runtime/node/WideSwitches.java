package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.KillSwitches;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.store.journal.Recovery;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Kill switches over more than one account. Each account has them in its own journal; one that was not there when they
 * were put on gets them when it starts, from the journals of the others.
 */
final class WideSwitches {
    private WideSwitches() {}

    /** An account's ledger and where it trades. */
    record Known(String venue, Ledger ledger) {}

    /** Switches that are on over another account, cover this one too, and are not in its journal. */
    static Map<String, KillSwitches.KillState> missing(Known own, Iterable<Known> others) {
        Map<String, KillSwitches.KillState> missing = new LinkedHashMap<>();
        for (Known other : others) {
            other.ledger().killSwitches().all().forEach((scope, state) -> {
                boolean covers = scope.equals(KillSwitches.FIRM) || scope.equals("venue:" + own.venue());
                if (covers && !own.ledger().killSwitches().all().containsKey(scope)) {
                    missing.putIfAbsent(scope, state);
                }
            });
        }
        return missing;
    }

    /** Puts on what is missing, for each account of a node that is alone. */
    static void putOn(Map<String, Recovery.Recovered> recovered, Node node) {
        Map<String, Known> all = new LinkedHashMap<>();
        recovered.forEach((name, one) -> all.put(name, new Known(node.account(name).venue(), one.ledger())));
        all.forEach((name, own) -> putOn(
                missing(own, all.values()), node.runner(name).inbox(), node.clock().getAsLong()));
    }

    /** Asks for them, before anything else is asked of the account. */
    static void putOn(Map<String, KillSwitches.KillState> missing, Inbox inbox, long nowNanos) {
        missing.forEach((scope, state) ->
                inbox.offerRequest(nowNanos, new Request.SwitchKill(true, scope, state.by(), false)));
    }
}

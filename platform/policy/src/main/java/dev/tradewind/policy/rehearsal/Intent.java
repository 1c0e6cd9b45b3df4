package dev.tradewind.policy.rehearsal;

import dev.tradewind.engine.ledger.CheckFacts;
import dev.tradewind.engine.policy.Verdict;

/**
 * An order as it was judged: everything that a rule could ask about it, as far as it was recorded, and what the rules
 * of the time said.
 *
 * @param order which order it is
 * @param words what is known of it besides numbers
 * @param facts the numbers that the rules saw
 * @param verdict what they said
 */
public record Intent(Reference order, Words words, CheckFacts facts, Verdict verdict) {
    /**
     * Names an order.
     *
     * @param account the account's name
     * @param orderId its number there
     * @param timeNanos when it was judged, in nanoseconds since the epoch
     */
    public record Reference(String account, long orderId, long timeNanos) {}

    /**
     * Texts of an order, as the vocabulary has them.
     *
     * @param strategy that placed it; empty for the account's own
     * @param symbol of the instrument
     * @param venue of the instrument
     * @param kind of the instrument, such as SPOT
     * @param side BUY or SELL
     * @param type such as LIMIT
     * @param timeInForce such as GTC
     * @param amendment whether a change of a working order was judged
     */
    public record Words(
            String strategy,
            String symbol,
            String venue,
            String kind,
            String side,
            String type,
            String timeInForce,
            boolean amendment) {}
}

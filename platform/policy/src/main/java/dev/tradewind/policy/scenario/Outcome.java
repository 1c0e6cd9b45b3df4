package dev.tradewind.policy.scenario;

import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.language.Sentence;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order.
 *
 * @param decision what the engine did
 * @param reasons for that decision, of the rules or of the engine itself
 * @param reducedTo what a reduced order goes on with
 * @param verdict of the rules; null where the engine refused the order before they were asked
 * @param asked who the rules were asked about; null where they were not
 */
record Outcome(
        Decision decision,
        List<Reason> reasons,
        @Nullable Quantity reducedTo,
        @Nullable Verdict verdict,
        @Nullable Asked asked) {

    /** The names of an order that rules were asked about, and when. */
    record Asked(String account, String strategy, String symbol, String venue, long nanos) {}

    /** For people: the decision and each reason with its figures. */
    String shown() {
        StringBuilder text = new StringBuilder(verb(decision));
        if (reducedTo != null) {
            text.append(" to ").append(reducedTo);
        }
        List<String> parts = new ArrayList<>();
        for (Reason reason : reasons) {
            String figures = Double.isNaN(reason.limit())
                    ? ""
                    : " (limit " + Sentence.shown(reason.limit()) + ", actual " + Sentence.shown(reason.actual()) + ")";
            parts.add(reason.code() + figures);
        }
        return parts.isEmpty() ? text.toString() : text + ": " + String.join(", ", parts);
    }

    static String verb(Decision decision) {
        return switch (decision) {
            case ALLOW -> "allow";
            case REDUCE -> "reduce";
            case HOLD -> "hold";
            case DENY -> "deny";
        };
    }
}

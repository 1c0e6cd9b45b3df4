package dev.tradewind.runtime.node;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A verdict on an order, with all that it was made of.
 *
 * @param account the account's name
 * @param orderId its number there
 * @param order what it was when it was judged, in words
 * @param again whether it had been judged before: it was changed, was triggered, or was held and approved
 * @param time when it was judged
 * @param decision ALLOW, REDUCE, HOLD or DENY; empty where the order never came before the rules
 * @param ruleSet hash of the rules that judged
 * @param inForce who put those in force, and who approved
 * @param facts every number that the rules saw, by name
 * @param reasons each rule that spoke
 * @param status what became of the order
 * @param overrides what persons decided about it against the rules
 */
public record Explanation(
        String account,
        long orderId,
        String order,
        boolean again,
        Instant time,
        String decision,
        String ruleSet,
        String inForce,
        Map<String, Double> facts,
        List<Spoke> reasons,
        String status,
        List<String> overrides) {
    /** What a rule said: its code, what it asked for, what it compared, and its sentence. */
    public record Spoke(String code, String decision, double actual, double limit, String text) {}

    /** What two verdicts of an order have in common if the rules said the same of it. */
    public String kind() {
        return decision + reasons.stream().map(one -> " " + one.code()).collect(Collectors.joining(","));
    }

    /** One sentence that a person understands. */
    public String sentence() {
        String what = "Order " + orderId + " (" + order + ")" + (again ? ", judged again, " : " ");
        if (decision.isEmpty()) {
            return what + "never came before the rules: " + status;
        }
        if (reasons.isEmpty()) {
            return what + "was allowed: no rule had anything to say.";
        }
        String because = String.join(
                " ",
                reasons.stream()
                        .filter(one -> one.decision().equals(decision))
                        .map(Spoke::text)
                        .toList());
        return what
                + switch (decision) {
                    case "DENY" -> "was denied: ";
                    case "HOLD" -> "was held for approval: ";
                    case "REDUCE" -> "was reduced: ";
                    default -> "was judged " + decision + ": ";
                }
                + because
                + (overrides.isEmpty() ? "" : " But: " + String.join("; ", overrides) + ".");
    }
}

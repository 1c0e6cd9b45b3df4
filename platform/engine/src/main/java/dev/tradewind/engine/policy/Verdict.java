package dev.tradewind.engine.policy;

import dev.tradewind.sdk.value.Decimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the rules together say about an order: the strictest of their decisions, with every reason sorted by code, so
 * that the order in which rules fire cannot matter.
 *
 * @param decision the strictest decision
 * @param reducedTo the smallest quantity asked for by a REDUCE, before rounding to lots, also where something
 *     stricter was said but a denial, since a hold may be lifted; null where nothing asked to reduce
 * @param reasons sorted by code; empty when allowed
 */
public record Verdict(Decision decision, @Nullable Decimal reducedTo, List<Reason> reasons) {
    public static final Verdict ALLOW = new Verdict(Decision.ALLOW, null, List.of());

    public Verdict {
        reasons = reasons.stream()
                .sorted(Comparator.comparing(Reason::code).thenComparing(Reason::text))
                .toList();
    }

    /** Codes of the reasons that ask for this, sorted. */
    public List<String> codesOf(Decision asked) {
        if (reasons.isEmpty()) {
            return List.of();
        }
        return reasons.stream()
                .filter(reason -> reason.decision() == asked)
                .map(Reason::code)
                .toList();
    }

    public static Verdict deny(String code, double actual, double limit, String text) {
        return new Verdict(Decision.DENY, null, List.of(new Reason(code, Decision.DENY, actual, limit, text)));
    }

    /** The first of the reasons that decided. */
    public Reason strictest() {
        return reasons.stream()
                .filter(reason -> reason.decision() == decision)
                .findFirst()
                .orElseGet(() -> new Reason("UNEXPLAINED", decision, 0, 0, "no reason was given"));
    }

    /** All reasons, for people. */
    public String text() {
        return reasons.stream().map(Reason::text).collect(Collectors.joining("; "));
    }
}

package dev.tradewind.policy.rehearsal;

import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.value.Decimal;
import java.util.List;

/** How a verdict differs from the recorded one. */
public enum Change {
    SAME("judged alike"),
    DENIED("newly denied"),
    HELD("newly held for approval"),
    REDUCED("newly reduced, or reduced further"),
    LOOSENED("judged less strictly, and not allowed"),
    ALLOWED("newly allowed");

    private final String text;

    Change(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }

    /** Whether the order could do more than it could then. */
    public boolean isLooser() {
        return this == LOOSENED || this == ALLOWED;
    }

    static Change of(Verdict before, Verdict now) {
        int compared = now.decision().compareTo(before.decision());
        if (compared < 0) {
            return now.decision() == Decision.ALLOW ? ALLOWED : LOOSENED;
        }
        if (compared == 0) {
            return now.decision() == Decision.DENY ? SAME : ofQuantities(before, now);
        }
        return switch (now.decision()) {
            case ALLOW -> SAME;
            case REDUCE -> REDUCED;
            case HOLD -> HELD;
            case DENY -> DENIED;
        };
    }

    private static Change ofQuantities(Verdict before, Verdict now) {
        Decimal then = before.reducedTo();
        Decimal wanted = now.reducedTo();
        if (then == null) {
            return wanted == null ? SAME : REDUCED;
        }
        if (wanted == null) {
            return LOOSENED;
        }
        int compared = wanted.compareTo(then);
        return compared == 0 ? SAME : compared < 0 ? REDUCED : LOOSENED;
    }

    /** Codes of the rules that made the difference: those of the stricter verdict. */
    List<String> codes(Verdict before, Verdict now) {
        Verdict stricter = isLooser() ? before : now;
        return stricter.codesOf(
                this == REDUCED || (isLooser() && stricter.reducedTo() != null && stricter.decision() != Decision.DENY)
                        ? Decision.REDUCE
                        : stricter.decision());
    }
}

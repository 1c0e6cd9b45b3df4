package dev.tradewind.policy.scenario;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRefused;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderHeld;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.LedgerEvent.OrderReduced;
import dev.tradewind.engine.ledger.LedgerEvent.RequestRefused;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.scenario.Outcome.Asked;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the events of the engine what became of an order. */
final class OutcomeReader {
    private OutcomeReader() {}

    static Outcome of(List<LedgerEvent> events, @Nullable Verdict verdict, @Nullable Asked asked) {
        Decision decision = Decision.ALLOW;
        @Nullable Reason guard = null;
        @Nullable Quantity reducedTo = null;
        boolean judged = false;
        for (LedgerEvent event : events) {
            if (event instanceof OrderJudged) {
                judged = true;
            } else if (event instanceof OrderReduced reduced && judged) {
                decision = Decision.REDUCE;
                reducedTo = reduced.quantity();
            } else if (event instanceof OrderHeld) {
                decision = Decision.HOLD;
            } else if (event instanceof OrderDenied denied) {
                decision = Decision.DENY;
                guard = guard(denied.code(), denied.reason());
            } else if (event instanceof AmendRefused refused) {
                decision = Decision.DENY;
                guard = guard("AMEND_REFUSED", refused.reason());
            } else if (event instanceof RequestRefused refused) {
                throw new ScenarioException("the engine refuses this request: " + refused.reason());
            }
        }
        Decision reached = decision;
        List<Reason> said = verdict == null
                ? List.of()
                : verdict.reasons().stream().filter(reason -> reason.decision() == reached).toList();
        List<Reason> reasons = said.isEmpty() && guard != null ? List.of(guard) : said;
        return new Outcome(decision, reasons, reducedTo, verdict, asked);
    }

    private static Reason guard(String code, String text) {
        return new Reason(code, Decision.DENY, Double.NaN, Double.NaN, text);
    }
}

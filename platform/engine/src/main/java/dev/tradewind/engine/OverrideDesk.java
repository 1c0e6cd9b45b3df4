package dev.tradewind.engine;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent.OverrideGranted;
import dev.tradewind.engine.ledger.LedgerEvent.OverrideUsed;
import dev.tradewind.engine.ledger.LedgerEvent.RequestRefused;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Orders that a person lets through though rules denied them: one order each, for a limited time, and only against the
 * rules that had denied it. Hard limits, kill switches and rules that failed are nobody's to override.
 */
public final class OverrideDesk {
    /** Granted and not used; more would be a rule set that is wrong. */
    private static final int MOST = 64;

    private static final List<String> NEVER = List.of("POLICY_FAILURE", "INVALID_FACTS", "UNEXPLAINED");

    private final Core core;

    OverrideDesk(Core core) {
        this.core = core;
    }

    void grant(Input.GrantOverride asked) {
        String problem = problem(core.ledger, asked.orderId(), core.nowNanos(), asked.untilNanos());
        OrderState order = core.ledger.orders().get(asked.orderId());
        if (order == null || problem != null) {
            core.emit(new RequestRefused(core.nowNanos(), "", String.valueOf(problem)));
            return;
        }
        core.emit(new OverrideGranted(
                core.nowNanos(),
                order.id(),
                order.strategy(),
                order.request(),
                order.objections(),
                asked.untilNanos(),
                asked.by(),
                asked.reason()));
    }

    /** Why a denied order cannot be let through; null if it can. */
    public static @Nullable String problem(Ledger ledger, OrderId denied, long nowNanos, long untilNanos) {
        OrderState order = ledger.orders().get(denied);
        if (order == null) {
            return "order " + denied + " is not known here, or no longer";
        }
        List<String> codes = order.objections();
        if (order.status() != OrderStatus.DENIED || codes.isEmpty()) {
            return "order " + denied + " was not denied by rules, so that there is nothing to override";
        }
        if (codes.stream().anyMatch(NEVER::contains)) {
            return "order " + denied + " was denied for " + String.join(", ", codes) + ", which nobody can override";
        }
        if (untilNanos <= nowNanos) {
            return "the override of " + denied + " would be over before it began";
        }
        long open = ledger.operations().overrides().stream()
                .filter(one -> one.untilNanos() >= nowNanos)
                .count();
        return open < MOST ? null : open + " overrides wait to be used; no more are granted";
    }

    /** Whether a person let this order through. Then that is used up. */
    boolean use(OrderState order, Verdict verdict) {
        for (OverrideGranted granted : core.ledger.operations().overrides()) {
            if (granted.untilNanos() >= core.nowNanos()
                    && granted.strategy().equals(order.strategy())
                    && covers(granted, verdict)
                    && isNoMore(order.request(), granted.request())) {
                core.emit(new OverrideUsed(core.nowNanos(), granted.denied(), order.id(), granted.by()));
                return true;
            }
        }
        return false;
    }

    /** Only what the person was asked about; who holds or reduces the order besides, was not overridden. */
    private static boolean covers(OverrideGranted granted, Verdict verdict) {
        return verdict.reasons().stream()
                .allMatch(reason -> reason.decision() == Decision.DENY && granted.codes().contains(reason.code()));
    }

    /** The same order, or less of it, or at a better price. */
    private static boolean isNoMore(OrderRequest wanted, OrderRequest granted) {
        OrderPrices prices = wanted.prices();
        OrderPrices most = granted.prices();
        return wanted.instrument().equals(granted.instrument())
                && wanted.side() == granted.side()
                && wanted.type() == granted.type()
                && wanted.conditions().equals(granted.conditions())
                && wanted.quantity().compareTo(granted.quantity()) <= 0
                && Objects.equals(prices.stop(), most.stop())
                && Objects.equals(prices.trailingOffset(), most.trailingOffset())
                && isNoWorse(wanted.side(), prices.limit(), most.limit());
    }

    private static boolean isNoWorse(Side side, @Nullable Price limit, @Nullable Price granted) {
        if (limit == null || granted == null) {
            return limit == null && granted == null;
        }
        return limit.value().compareTo(granted.value()) * side.sign() <= 0;
    }
}

package dev.tradewind.engine.ledger;

import dev.tradewind.engine.guard.ExitCause;
import dev.tradewind.sdk.order.OrderId;
import org.jspecify.annotations.Nullable;

/** A position that is being closed at the market. Changed by {@link Operations} alone. */
public final class ExitState {
    final ExitCause cause;
    final String strategy;
    final String reason;
    @Nullable OrderId order;
    /** Orders placed since something traded. */
    int placements;
    long placedNanos = Long.MIN_VALUE;

    ExitState(ExitCause cause, String strategy, String reason) {
        this.cause = cause;
        this.strategy = strategy;
        this.reason = reason;
    }

    public ExitCause cause() {
        return cause;
    }

    /** Whose orders they are; empty for the account's own. */
    public String strategy() {
        return strategy;
    }

    public String reason() {
        return reason;
    }

    /** The last order placed for it, which may be closed; null if there was none. */
    public @Nullable OrderId order() {
        return order;
    }

    /** Orders placed since something traded. */
    public int placements() {
        return placements;
    }

    /** When the last order was placed; {@link Long#MIN_VALUE} if none was. */
    public long placedNanos() {
        return placedNanos;
    }
}

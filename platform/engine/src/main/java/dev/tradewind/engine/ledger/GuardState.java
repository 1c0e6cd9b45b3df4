package dev.tradewind.engine.ledger;

import dev.tradewind.engine.guard.GuardLevels;
import dev.tradewind.engine.guard.GuardRole;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.sdk.order.OrderId;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The guard of the positions in one instrument, as the ledger holds it. Changed by {@link Operations} alone. */
public final class GuardState {
    final String strategy;
    final GuardSpec spec;
    final boolean once;
    @Nullable GuardLevels levels;
    final Map<GuardRole, OrderId> orders = new EnumMap<>(GuardRole.class);
    /** Orders placed since a position was opened or something of it traded. */
    int placements;
    long placedNanos = Long.MIN_VALUE;

    GuardState(String strategy, GuardSpec spec, boolean once) {
        this.strategy = strategy;
        this.spec = spec;
        this.once = once;
    }

    /** Whose orders the exits are; empty for the account's own. */
    public String strategy() {
        return strategy;
    }

    public GuardSpec spec() {
        return spec;
    }

    /** Whether it ends with the position that it was made for. */
    public boolean once() {
        return once;
    }

    /** Where the exits are; null while there is no position. */
    public @Nullable GuardLevels levels() {
        return levels;
    }

    /** The last order placed in this role, which may be closed; null if there was none. */
    public @Nullable OrderId order(GuardRole role) {
        return orders.get(role);
    }

    /** Orders placed since a position was opened or something of it traded. */
    public int placements() {
        return placements;
    }

    /** When the last order was placed; {@link Long#MIN_VALUE} if none was. */
    public long placedNanos() {
        return placedNanos;
    }
}

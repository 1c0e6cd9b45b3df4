package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.KillSwitches;
import dev.tradewind.sdk.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shard last said of itself; made on its thread, read by any.
 *
 * @param nanos the shard's time
 * @param equity in the base currency; NaN where a rate is missing
 * @param dayEquity equity when the day began; NaN if not known
 * @param gap what is missing to know the equity; empty where nothing is
 * @param counts running numbers
 * @param state switches
 */
record ShardView(
        long nanos,
        double equity,
        double dayEquity,
        String gap,
        List<Money> balances,
        List<PositionView> positions,
        List<StrategyView> strategies,
        List<OrderView> openOrders,
        Counts counts,
        Fees fees,
        State state) {
    static final ShardView NONE = new ShardView(
            0,
            Double.NaN,
            Double.NaN,
            "the account has not started",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Counts(0, 0, 0, 0, 0, Tally.Count.NONE),
            new Fees(List.of(), Double.NaN),
            new State(List.of(), "", "starting", false));

    /**
     * A position and its profit.
     *
     * @param entry average price; empty where nothing is held
     * @param last price; empty where there is none
     * @param unrealised null where there is no price
     */
    record PositionView(
            String instrument,
            String quantity,
            String entry,
            String last,
            Money realised,
            @Nullable Money unrealised) {
        boolean isFlat() {
            return entry.isEmpty();
        }
    }

    /**
     * What was paid in fees since the account began.
     *
     * @param inBase in the base currency; NaN where a rate is missing
     */
    record Fees(List<Money> paid, double inBase) {}

    /** A kill switch that is on. */
    record SwitchView(String scope, long sinceNanos, String by) {}

    /** @param state {@code running} or why it is not */
    record StrategyView(String name, String plugin, String state) {}

    /**
     * An order that is open.
     *
     * @param clientId as the venue knows it; empty where it was not sent
     */
    record OrderView(
            String id,
            String clientId,
            String strategy,
            String instrument,
            String side,
            Terms terms,
            String status,
            long createdNanos) {}

    /** What an order asks for; {@code price} is the limit, or else the stop price, empty for none. */
    record Terms(String type, String price, String quantity, String filled) {}

    /**
     * Numbers since the account began, and those of this process.
     *
     * @param open orders that are open now
     */
    record Counts(long orders, long fills, long anomalies, long sequence, long open, Tally.Count here) {}

    /**
     * Switches of an account.
     *
     * @param halted why the account is halted; empty if it is not
     * @param phase starting, recovering, warming-up, trading, stopped, failed
     */
    record State(List<SwitchView> switches, String halted, String phase, boolean journalUp) {
        /** Whether a kill switch is on that covers all of the account. */
        boolean isKillSwitchOn() {
            return switches.stream().anyMatch(one -> !one.scope().startsWith(KillSwitches.STRATEGY));
        }
    }
}

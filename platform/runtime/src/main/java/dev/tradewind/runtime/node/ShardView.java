package dev.tradewind.runtime.node;

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
            new Counts(0, 0, 0, 0),
            new State(false, "", "starting", false));

    /**
     * A position and its profit.
     *
     * @param unrealised null where there is no price
     */
    record PositionView(String instrument, String quantity, Money realised, @Nullable Money unrealised) {}

    /** @param state {@code running} or why it is not */
    record StrategyView(String name, String plugin, String state) {}

    /** An order that is open. */
    record OrderView(long id, String strategy, String instrument, String side, String text, String status) {}

    record Counts(long orders, long fills, long anomalies, long sequence) {}

    /**
     * Switches of an account.
     *
     * @param halted why the account is halted; empty if it is not
     * @param phase starting, recovering, warming-up, trading, stopped, failed
     */
    record State(boolean killSwitch, String halted, String phase, boolean journalUp) {}
}

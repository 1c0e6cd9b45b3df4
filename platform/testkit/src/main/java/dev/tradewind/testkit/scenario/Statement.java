package dev.tradewind.testkit.scenario;

import dev.tradewind.engine.policy.Decision;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a scenario. */
sealed interface Statement {
    /** Adds nothing to the market, the account or the rules: it only looks. */
    record Expect(List<Expectation> expectations) implements Statement {}

    /** A named order. {@code name} is empty where the scenario gave none; a GTD order lives for so many bars. */
    record NamedOrder(String name, OrderRequest request, int goodForBars) {}

    /** One order, or a pair of which a fill of one cancels the other. */
    record Place(List<NamedOrder> orders) implements Statement {}

    /** Cancels one order, or all of the instrument where the name is null. */
    record Cancel(@Nullable String order) implements Statement {}

    /** Changes an order; prices that are null stay. */
    record Amend(String order, Decimal quantity, OrderPrices prices) implements Statement {}

    record Kill(boolean on) implements Statement {}

    /** A person's answer about a held order. */
    record Answer(String order, boolean approved) implements Statement {}

    record Deposit(Money amount) implements Statement {}

    record OneBar(List<Decimal> prices, Decimal volume) implements Statement {}

    /** So many bars are missing. */
    record Gap(int bars) implements Statement {}

    /** From now on orders of more than this are judged so. A reduction is to the same quantity. */
    record Rule(Decision decision, Decimal above, String code) implements Statement {}

    /**
     * The market and the account. First line of every scenario.
     *
     * @param instrument what is traded
     * @param cash what the account starts with
     * @param costs what trading costs
     * @param hardNotional the engine's own limit of an order's worth
     */
    record Given(Instrument instrument, Money cash, Costs costs, Decimal hardNotional) implements Statement {}

    /**
     * How the venue fills.
     *
     * @param feeBasisPoints of the traded value
     * @param slippageBasisPoints of the price
     * @param latencyMillis from decision to arrival
     * @param volumePercent how much of a bar's volume orders may take; null for no limit
     * @param leverage positions may be worth so many times equity
     */
    record Costs(
            Decimal feeBasisPoints,
            Decimal slippageBasisPoints,
            int latencyMillis,
            @Nullable Decimal volumePercent,
            Decimal leverage) {}
}

package dev.tradewind.policy.scenario;

import dev.tradewind.policy.limits.TableName;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario says about the world. What it leaves out lets no order pass: without a price an order is denied, and
 * so it is without an equity.
 *
 * @param nanos when the first order is placed, since the epoch
 * @param account whose orders are judged
 * @param market prices by symbol; a symbol that is not there has none
 * @param instruments by symbol: each that the scenario names
 * @param restricted symbols that are on the restricted list beside what the table says, with the reason
 * @param tables that stand in place of those of the folder, as texts
 */
record Given(
        long nanos,
        Account account,
        Map<String, MarketPrice> market,
        Map<String, Instrument> instruments,
        Map<String, String> restricted,
        Map<TableName, String> tables) {
    /**
     * The account.
     *
     * @param name 1 to 12 letters and digits
     * @param currency what equity is measured in
     * @param worth its equity now, when the day began, and at its highest; null where equity is unknown
     * @param positions by symbol, negative when short
     * @param rates what one unit of another currency is worth
     * @param open orders that work at the venue
     * @param recent orders that were sent and are over
     */
    record Account(
            String name,
            Currency currency,
            @Nullable Worth worth,
            Map<String, Decimal> positions,
            Map<Currency, Decimal> rates,
            List<Sent> open,
            List<Sent> recent) {}

    /** Equity, in the account's currency. */
    record Worth(Decimal equity, Decimal dayStart, Decimal peak) {}

    /**
     * A price and how long ago it was heard.
     *
     * @param before prices that were heard before it
     * @param book what is offered; both sides empty where there is no book
     */
    record MarketPrice(Decimal price, long ageNanos, List<Past> before, BookLevels book) {}

    /** A price of the past, this long before the first order. */
    record Past(Decimal price, long agoNanos) {}

    /**
     * Orders that were sent before.
     *
     * @param name by which an order that changes it calls it, empty where none does
     * @param count how many of the same
     * @param agoNanos how long before the first order of the scenario
     * @param filled the price at which one that is over traded; null where it did not
     */
    record Sent(
            String name, String strategy, OrderRequest request, int count, long agoNanos, @Nullable Price filled) {}
}

package dev.tradewind.policy.limits;

import org.jspecify.annotations.Nullable;

/**
 * Whom and what an order is about: the names by which tables are asked.
 *
 * @param strategy empty for the account's own orders
 * @param symbol of the instrument at its venue
 */
public record Subject(String account, String strategy, String symbol, String venue) {
    /** Compares by hand: what Java writes for a record is linked at the first use, which costs a start 10 ms. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Subject that
                && symbol.equals(that.symbol)
                && account.equals(that.account)
                && strategy.equals(that.strategy)
                && venue.equals(that.venue);
    }

    @Override
    public int hashCode() {
        return ((account.hashCode() * 31 + strategy.hashCode()) * 31 + symbol.hashCode()) * 31 + venue.hashCode();
    }
}

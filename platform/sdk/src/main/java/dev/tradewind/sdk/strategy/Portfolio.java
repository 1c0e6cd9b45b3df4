package dev.tradewind.sdk.strategy;

import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.List;

/** A view of the account as a whole. */
public interface Portfolio {
    /** The currency that the account is measured in. */
    Currency baseCurrency();

    /** Cash, in each currency that ever moved, in the order in which they first did. */
    List<Money> balances();

    /** Cash of one currency; zero if it never moved. */
    Decimal balance(Currency currency);

    /**
     * Cash and positions at the last known prices, in the base currency.
     *
     * @throws IllegalStateException if {@link #isComplete()} is false
     */
    Money equity();

    /** Whether every currency held could be converted; without that there is no equity, rather than a wrong one. */
    boolean isComplete();
}

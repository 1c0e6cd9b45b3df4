package dev.tradewind.engine.ledger;

import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Amounts by currency, in the order in which each was first added. An account holds a handful of currencies, and nearly
 * every look-up is for the same one: a walk over an array costs less than a map.
 */
public final class Amounts {
    private Currency[] currencies = new Currency[2];
    private Decimal[] amounts = new Decimal[2];
    private int size;

    @SuppressWarnings("ReferenceEquality") // the same object is the common case, and the cheapest to see
    private int indexOf(Currency currency) {
        for (int i = 0; i < size; i++) {
            if (currencies[i] == currency) {
                return i;
            }
        }
        for (int i = 0; i < size; i++) {
            if (currencies[i].equals(currency)) {
                return i;
            }
        }
        return -1;
    }

    public void add(Currency currency, Decimal amount) {
        int index = indexOf(currency);
        if (index >= 0) {
            amounts[index] = amounts[index].plus(amount);
            return;
        }
        if (size == amounts.length) {
            currencies = Arrays.copyOf(currencies, size * 2);
            amounts = Arrays.copyOf(amounts, size * 2);
        }
        currencies[size] = currency;
        amounts[size++] = amount;
    }

    /** Zero where nothing was added. */
    public Decimal get(Currency currency) {
        int index = indexOf(currency);
        return index < 0 ? Decimal.ZERO : amounts[index];
    }

    boolean holds(Currency currency) {
        return indexOf(currency) >= 0;
    }

    /** How many currencies there are. */
    int size() {
        return size;
    }

    List<Money> asMoney() {
        List<Money> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(new Money(amounts[i], currencies[i]));
        }
        return list;
    }
}

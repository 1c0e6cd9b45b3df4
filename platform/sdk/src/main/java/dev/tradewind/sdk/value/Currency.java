package dev.tradewind.sdk.value;

import org.jspecify.annotations.Nullable;

/**
 * A currency or other asset that balances are held in: fiat, coin, stablecoin or token.
 *
 * @param code its code, such as {@code USD} or {@code BTC}: 1 to 20 characters without spaces
 */
public record Currency(String code) implements Comparable<Currency> {
    /** @throws IllegalArgumentException if the code is empty, longer than 20 characters or has white space */
    public Currency {
        if (code.isEmpty() || code.length() > 20 || code.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("a currency code has 1 to 20 characters without spaces: '" + code + "'");
        }
    }

    public static Currency of(String code) {
        return new Currency(code);
    }

    // Written out: the generated ones cost more where every fill looks up its currency.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Currency that && code.equals(that.code));
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }

    @Override
    public int compareTo(Currency other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}

package dev.tradewind.sdk.value;

/**
 * An amount of a currency.
 *
 * @param amount the exact number, of any sign
 * @param currency what it is an amount of
 */
public record Money(Decimal amount, Currency currency) {
    public static Money of(String amount, String currency) {
        return new Money(Decimal.parse(amount), new Currency(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(Decimal.ZERO, currency);
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
        }
        return new Money(amount.plus(other.amount), currency);
    }

    public Money negate() {
        return new Money(amount.negate(), currency);
    }

    @Override
    public String toString() {
        return amount + " " + currency;
    }
}

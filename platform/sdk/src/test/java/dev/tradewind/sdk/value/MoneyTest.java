package dev.tradewind.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MoneyTest {
    @Property
    void pricesAndQuantitiesAreEqualAndOrderedByValue(
            @ForAll @LongRange(max = 100_000) long digits, @ForAll @IntRange(max = 12) int scale) {
        Price price = Price.ofUnscaled(digits, scale);
        Price same = Price.of(price.value().toBigDecimal().setScale(scale + 3).toPlainString());
        assertThat(price).isEqualTo(same).hasSameHashCodeAs(same).isEqualByComparingTo(same);
        Price more = new Price(price.value().plus(Decimal.ofUnscaled(1, 18)));
        assertThat(more.isAbove(price)).isTrue();
        assertThat(price.isBelow(more)).isTrue();
        assertThat(price.isAbove(same) || price.isBelow(same)).isFalse();

        Quantity quantity = Quantity.ofUnscaled(digits, scale);
        assertThat(quantity.plus(quantity).minus(quantity)).isEqualTo(quantity);
        assertThat(quantity.min(Quantity.ZERO)).isEqualTo(Quantity.ZERO);
        assertThat(quantity.isZero()).isEqualTo(digits == 0);
    }

    @Test
    void aQuantityIsNeverNegative() {
        assertThatThrownBy(() -> Quantity.of("-0.001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-0.001");
        assertThatThrownBy(() -> Quantity.of("1").minus(Quantity.of("1.01")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Price.of("-3").isBelow(Price.of("-2.99"))).isTrue();
    }

    @Test
    void moneyOfDifferentCurrenciesDoesNotAdd() {
        assertThat(Money.of("1.50", "USD").plus(Money.of("0.5", "USD"))).isEqualTo(Money.of("2", "USD"));
        assertThat(Money.of("1.50", "USD").negate()).hasToString("-1.5 USD");
        assertThatThrownBy(() -> Money.of("1", "USD").plus(Money.of("1", "EUR")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("EUR")
                .hasMessageContaining("USD");
    }

    @Test
    void aCurrencyCodeHasOneToTwentyCharactersWithoutSpaces() {
        assertThat(Currency.of("1000SHIB")).hasToString("1000SHIB");
        for (String code : new String[] {"", " ", "US D", "X".repeat(21), "\t"}) {
            assertThatThrownBy(() -> Currency.of(code)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

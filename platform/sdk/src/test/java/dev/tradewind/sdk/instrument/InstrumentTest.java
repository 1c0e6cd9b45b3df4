package dev.tradewind.sdk.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class InstrumentTest {
    private static final Currency BTC = Currency.of("BTC");
    private static final Currency USD = Currency.of("USD");

    private static Instrument instrument(InstrumentKind kind, ContractTerms terms) {
        TradingSteps steps =
                new TradingSteps(Decimal.parse("0.5"), Decimal.parse("0.003"), Decimal.ZERO, Decimal.ZERO);
        return new Instrument(new InstrumentId("X", "SIM"), kind, steps, terms, "X");
    }

    @Test
    void aTradeIsWorthPriceTimesQuantityTimesMultiplier() {
        Instrument spot = instrument(InstrumentKind.SPOT, ContractTerms.spot(BTC, USD));
        assertThat(spot.notional(Price.of("20000.5"), Quantity.of("0.25"))).isEqualTo(Money.of("5000.125", "USD"));
        Instrument future =
                instrument(InstrumentKind.FUTURE, new ContractTerms(BTC, USD, USD, Decimal.parse("0.01"), false));
        assertThat(future.notional(Price.of("20000.5"), Quantity.of("3"))).isEqualTo(Money.of("600.015", "USD"));
        assertThat(spot.tradesAroundTheClock()).isTrue();
        assertThat(future.tradesAroundTheClock()).isFalse();
    }

    @Test
    void anInverseContractIsWorthLessCoinTheHigherThePrice() {
        Instrument inverse =
                instrument(InstrumentKind.PERPETUAL, new ContractTerms(BTC, USD, BTC, Decimal.of(100), true));
        assertThat(inverse.notional(Price.of("30000"), Quantity.of("3"))).isEqualTo(Money.of("0.01", "BTC"));
        assertThat(inverse.notional(Price.of("70000"), Quantity.of("1")))
                .isEqualTo(Money.of("0.001428571428571429", "BTC"));
    }

    @Property
    void aQuantityIsRoundedDownToWholeLots(@ForAll @LongRange(min = -10_000, max = 1_000_000_000) long micros) {
        Instrument spot = instrument(InstrumentKind.SPOT, ContractTerms.spot(BTC, USD));
        Decimal asked = Decimal.ofUnscaled(micros, 6);
        Decimal rounded = spot.roundedDownToLot(asked).value();

        assertThat(rounded.isMultipleOf(spot.steps().lot())).isTrue();
        if (micros > 0) {
            assertThat(rounded).isLessThanOrEqualTo(asked);
            assertThat(rounded.plus(spot.steps().lot())).isGreaterThan(asked);
        } else {
            assertThat(rounded).isEqualTo(Decimal.ZERO);
        }
    }

    @Test
    void pricesAreRoundedToTicksAsTheModeSays() {
        Instrument spot = instrument(InstrumentKind.SPOT, ContractTerms.spot(BTC, USD));
        assertThat(spot.roundedToTick(Decimal.parse("10.26"), RoundingMode.CEILING)).isEqualTo(Price.of("10.5"));
        assertThat(spot.roundedToTick(Decimal.parse("10.26"), RoundingMode.FLOOR)).isEqualTo(Price.of("10"));
    }

    @Test
    void anIdIsASymbolWithDotsAndAVenueWithout() {
        assertThat(InstrumentId.parse("BRK.B.NYSE")).isEqualTo(new InstrumentId("BRK.B", "NYSE"));
        assertThat(InstrumentId.parse("BTCUSDT.BINANCE")).hasToString("BTCUSDT.BINANCE");
        for (String text : new String[] {"", "BTC", ".SIM", "BTC.", "BTC. ", " .SIM"}) {
            assertThatThrownBy(() -> InstrumentId.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SYMBOL.VENUE");
        }
    }

    @Test
    void stepsAndTermsThatMakeNoSenseAreRefused() {
        Decimal one = Decimal.ONE;
        assertThatThrownBy(() -> new TradingSteps(Decimal.ZERO, one, one, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TradingSteps(one, one.negate(), one, one))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TradingSteps(one, one, one, one.negate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContractTerms(BTC, USD, USD, Decimal.ZERO, false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

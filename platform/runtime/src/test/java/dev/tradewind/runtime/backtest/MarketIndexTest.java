package dev.tradewind.runtime.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import org.junit.jupiter.api.Test;

class MarketIndexTest {
    private static final InstrumentId LINEAR = InstrumentId.parse("BTCUSDT.SIM");
    private static final InstrumentId INVERSE = InstrumentId.parse("BTCUSD-PERP.SIM");

    private final MarketIndex index = new MarketIndex(INVERSE::equals);
    private long nanos;

    private double close(InstrumentId id, String price) {
        nanos += 60_000_000_000L;
        return index.add(Bar.of(id, Timeframe.MINUTE_1, nanos, price, price, price, price, "1"));
    }

    @Test
    void aLinearInstrumentIsWorthItsPrice() {
        assertThat(close(LINEAR, "100")).isEqualTo(1);
        assertThat(close(LINEAR, "150")).isEqualTo(1.5);
        assertThat(close(LINEAR, "40")).isEqualTo(0.4);
    }

    /** One coin buys 100 contracts of a dollar at 100; at 200 they have earned 100 × (1/100 − 1/200) = half a coin. */
    @Test
    void anInverseContractEarnsInItsOwnCoin() {
        assertThat(close(INVERSE, "100")).isEqualTo(1);
        assertThat(close(INVERSE, "200")).isCloseTo(1.5, within(1e-12));
        assertThat(close(INVERSE, "80")).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void anInverseContractIsLostAtHalfThePriceAndStaysLost() {
        close(INVERSE, "100");

        assertThat(close(INVERSE, "50")).isZero();
        assertThat(close(INVERSE, "300")).isZero();
    }

    @Test
    void severalInstrumentsAreHeldInEqualParts() {
        close(LINEAR, "100");
        close(INVERSE, "100");

        assertThat(close(LINEAR, "200")).isEqualTo(1.5);
        assertThat(close(INVERSE, "200")).isCloseTo(1.75, within(1e-12));
    }
}

package dev.tradewind.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FillQualityTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Offset<Double> CLOSE = within(1e-9);

    private final FillQuality quality = new FillQuality(Runs.BTC);

    @Test
    void aMakerCapturesItsDistanceFromTheMiddleAndATakerPaysIt() {
        quality.onFill(0, Side.BUY, 99.9, 2, Liquidity.MAKER, 100);
        quality.onFill(0, Side.SELL, 100.3, 1, Liquidity.MAKER, 100);
        quality.onFill(0, Side.BUY, 100.1, 1, Liquidity.TAKER, 100);
        assertThat(quality.maker().amount()).isCloseTo(0.5, CLOSE);
        assertThat(quality.maker().basisPoints()).isCloseTo(0.5 / 300 * 10_000, CLOSE);
        assertThat(quality.maker().fills()).isEqualTo(2);
        assertThat(quality.taker().amount()).isCloseTo(-0.1, CLOSE);
    }

    @Test
    void adverseSelectionIsWhatTheMiddleMovesAgainstTheFillUntilTheHorizon() {
        quality.onFill(0, Side.BUY, 99.9, 2, Liquidity.MAKER, 100);
        // The middle that is told is the one that was known until then.
        quality.advance(SECOND, 100);
        assertThat(quality.adverse(0).fills()).isZero();
        quality.advance(SECOND + 1, 99);
        assertThat(quality.adverse(0).amount()).isCloseTo(2, CLOSE);
        assertThat(quality.adverse(0).basisPoints()).isCloseTo(100, CLOSE);
        quality.advance(10 * SECOND + 1, 103);
        assertThat(quality.adverse(1).amount()).isCloseTo(-6, CLOSE);
        assertThat(quality.adverse(2).fills()).isZero();
    }

    @Test
    void fillsOfSeveralTimesAreEachMeasuredAtTheirOwn() {
        quality.onFill(0, Side.SELL, 100, 1, Liquidity.MAKER, 100);
        quality.onFill(SECOND / 2, Side.SELL, 100, 1, Liquidity.MAKER, 101);
        quality.advance(SECOND + 1, 102);
        assertThat(quality.adverse(0).amount()).isCloseTo(2, CLOSE);
        quality.advance(2 * SECOND, 104);
        assertThat(quality.adverse(0).amount()).isCloseTo(5, CLOSE);
        assertThat(quality.adverse(0).fills()).isEqualTo(2);
    }

    @Test
    void withoutAMiddleNothingIsMeasuredAndThatIsCounted() {
        quality.onFill(0, Side.BUY, 100, 1, Liquidity.MAKER, Double.NaN);
        quality.onFill(0, Side.BUY, 100, 1, Liquidity.MAKER, 100);
        quality.advance(2 * SECOND, Double.NaN);
        assertThat(quality.unknown()).isEqualTo(2);
        assertThat(quality.adverse(0).basisPoints()).isNaN();
    }

    @Test
    void anInverseContractGainsInItsBase() {
        Instrument inverse = new Instrument(
                Runs.PERP.id(),
                InstrumentKind.PERPETUAL,
                Runs.PERP.steps(),
                new ContractTerms(Runs.BTC.base(), Runs.USDT, Runs.BTC.base(), Decimal.of(100), true),
                "BTC/USD");
        FillQuality ofInverse = new FillQuality(inverse);
        ofInverse.onFill(0, Side.BUY, 80, 1, Liquidity.MAKER, 100);
        assertThat(ofInverse.maker().amount()).isCloseTo(100.0 / 80 - 1, CLOSE);
        ofInverse.advance(SECOND + 1, 50);
        assertThat(ofInverse.adverse(0).amount()).isCloseTo(1, CLOSE);
    }
}

package dev.tradewind.runtime.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.Instruments;
import org.junit.jupiter.api.Test;

/** How far the price ran against and for a trade. */
class OpenTradeTest {
    private static final Instrument DEMO = Instruments.shipped().require("DEMO");

    private static OpenTrade trade(Side side, String price, String quantity) {
        OpenTrade trade = new OpenTrade(DEMO, side, 0, 0, "");
        trade.enter(Decimal.parse(price), Decimal.parse(quantity), Decimal.ONE);
        return trade;
    }

    private static Bar bar(String low, String high) {
        return Bar.of(DEMO.id(), Timeframe.MINUTE_1, 60_000_000_000L, low, high, low, high, "1");
    }

    @Test
    void aLongTradeLosesAtTheLowAndGainsAtTheHigh() {
        OpenTrade trade = trade(Side.BUY, "100", "2");
        trade.see(bar("97", "101"));
        trade.see(bar("99", "108"));

        assertThat(trade.adverse()).isEqualTo(Decimal.of(-6));
        assertThat(trade.favourable()).isEqualTo(Decimal.of(16));
    }

    @Test
    void aShortTradeTheOtherWayRound() {
        OpenTrade trade = trade(Side.SELL, "100", "2");
        trade.see(bar("97", "101"));

        assertThat(trade.adverse()).isEqualTo(Decimal.of(-2));
        assertThat(trade.favourable()).isEqualTo(Decimal.of(6));
    }

    @Test
    void theExitIsSeenEvenWhereNoBarEndedAfterIt() {
        OpenTrade trade = trade(Side.BUY, "100", "1");
        trade.exit(Decimal.of(90), Decimal.ONE, Decimal.ONE);

        assertThat(trade.adverse()).isEqualTo(Decimal.of(-10));
        assertThat(trade.favourable()).isEqualTo(Decimal.ZERO);
    }

    @Test
    void aTradeThatOnlyGainedHasNoAdverseExcursion() {
        OpenTrade trade = trade(Side.BUY, "100", "1");
        trade.see(bar("100", "103"));

        assertThat(trade.adverse()).isEqualTo(Decimal.ZERO);
        assertThat(trade.favourable()).isEqualTo(Decimal.of(3));
    }

    @Test
    void theAverageEntryAndTheLargestQuantityCount() {
        OpenTrade trade = trade(Side.BUY, "100", "1");
        trade.enter(Decimal.of(110), Decimal.ONE, Decimal.ONE);
        trade.see(bar("100", "115"));

        assertThat(trade.adverse()).isEqualTo(Decimal.of(-10));
        assertThat(trade.favourable()).isEqualTo(Decimal.of(20));
    }
}

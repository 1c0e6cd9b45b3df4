package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static dev.tradewind.engine.Rig.ETH;
import static dev.tradewind.engine.Rig.INVERSE;
import static dev.tradewind.engine.Rig.PERP;
import static dev.tradewind.engine.Rig.USDT;
import static dev.tradewind.engine.Rig.attempt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.LedgerEvent.UnknownOrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.VenueAnomaly;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A fill is always booked, once, and changes position, cash and profit exactly. */
class FillBookingTest {
    private final Rig rig = new Rig();

    private Position position(Instrument instrument) {
        return Objects.requireNonNull(rig.engine.position(instrument.id()));
    }

    @Test
    void aTradeThatIsReportedTwiceIsBookedOnce() {
        OrderState order = rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("2")));
        Fill fill = rig.fill("100", "1");
        rig.fill(order, fill);
        rig.fill(order, fill);

        assertThat(rig.held(BTC)).isEqualTo("1");
        assertThat(rig.cash(USDT)).isEqualTo("99900");
        assertThat(rig.last(VenueAnomaly.class).text()).contains("booked already").contains(fill.tradeId());
    }

    @Test
    void theSameTradeIdOfAnotherInstrumentIsAnotherTrade() {
        Fill fill = rig.fill("100", "1");
        rig.fill(rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("1"))), fill);
        rig.fill(rig.accepted(OrderRequest.market(ETH.id(), Side.BUY, Quantity.of("1"))), fill);

        assertThat(rig.held(ETH)).isEqualTo("1");
        assertThat(rig.engine.ledger().anomalies()).isZero();
    }

    @Test
    void aLateAndAnOverSizedFillAreBookedAndFlagged() {
        OrderState order = rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("2")));
        rig.cancelled(order);
        rig.fill(order, "100", "1");
        OrderState small = rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("1")));
        rig.fill(small, "100", "3");

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(small.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(small.remainingQuantity().isZero()).isTrue();
        assertThat(rig.held(BTC)).isEqualTo("4");
        assertThat(rig.events(VenueAnomaly.class))
                .extracting(VenueAnomaly::text)
                .anyMatch(text -> text.contains("CANCELLED"))
                .anyMatch(text -> text.contains("larger"));
    }

    @Test
    void aFillOfAnUnknownOrderIsBookedOnceAndFlagged() {
        VenueEvent.Filled filled = new VenueEvent.Filled(
                BTC.id(), new ClientOrderId("other", 1, 5), Side.SELL, rig.fill("100", "1"), rig.nowNanos());
        rig.report(filled);
        rig.report(filled);

        assertThat(rig.events(UnknownOrderFilled.class)).hasSize(1);
        assertThat(rig.held(BTC)).isEqualTo("-1");
        assertThat(rig.engine.ledger().anomalies()).isEqualTo(2);
    }

    @Test
    void aFillOfAnotherInstrumentOrSideThanOrderedIsBookedAsWhatItIs() {
        OrderState order = rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("2")));
        rig.report(new VenueEvent.Filled(ETH.id(), attempt(order), Side.BUY, rig.fill("100", "1"), rig.nowNanos()));
        rig.report(new VenueEvent.Filled(BTC.id(), attempt(order), Side.SELL, rig.fill("100", "1"), rig.nowNanos()));

        assertThat(rig.held(ETH)).isEqualTo("1");
        assertThat(rig.held(BTC)).isEqualTo("-1");
        assertThat(order.filledQuantity().isZero()).isTrue();
    }

    @Test
    void aFillOfAnInstrumentThatIsNotConfiguredStopsTheEngineWithTheRemedy() {
        VenueEvent.Filled filled = new VenueEvent.Filled(
                new InstrumentId("XYZ", "SIM"), new ClientOrderId("x", 1, 5), Side.SELL, rig.fill("1", "1"), 0);
        assertThatThrownBy(() -> rig.report(filled))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("add the instrument");
    }

    @Test
    void averageCostOfASpotPositionThroughAddingClosingAndTurning() {
        rig.trade(BTC, Side.BUY, "1", "100");
        rig.trade(BTC, Side.BUY, "2", "130");
        assertThat(position(BTC).averagePrice()).isEqualTo(Price.of("120"));
        rig.trade(BTC, Side.SELL, "1", "150");
        assertThat(position(BTC).realisedPnl()).isEqualTo(Money.of("30", "USDT"));
        assertThat(position(BTC).averagePrice()).isEqualTo(Price.of("120"));
        rig.trade(BTC, Side.SELL, "3", "110");
        assertThat(position(BTC).realisedPnl()).isEqualTo(Money.of("10", "USDT"));
        assertThat(position(BTC).isShort()).isTrue();
        assertThat(position(BTC).averagePrice()).isEqualTo(Price.of("110"));
        rig.price(BTC, "100");
        assertThat(position(BTC).unrealisedPnl()).isEqualTo(Money.of("10", "USDT"));
        assertThat(rig.cash(USDT)).isEqualTo("100120");
        assertThat(rig.engine.portfolio().equity()).isEqualTo(Money.of("100020", "USDT"));
        rig.trade(BTC, Side.BUY, "1", "100");
        assertThat(position(BTC).isFlat()).isTrue();
        assertThat(position(BTC).averagePrice()).isNull();
        assertThat(rig.cash(USDT)).isEqualTo("100020");
    }

    @Test
    void aPositionThatIsClosedInThirdsLeavesNoRoundingBehind() {
        rig.trade(BTC, Side.BUY, "0.003", "100.01");
        rig.trade(BTC, Side.BUY, "0.004", "99.99");
        for (int i = 0; i < 7; i++) {
            rig.trade(BTC, Side.SELL, "0.001", "100.07");
        }
        assertThat(position(BTC).isFlat()).isTrue();
        assertThat(position(BTC).realisedPnl()).isEqualTo(Money.of("0.0005", "USDT"));
        assertThat(rig.cash(USDT)).isEqualTo("100000.0005");
    }

    @Test
    void aPerpetualMovesCashOnlyByWhatIsRealised() {
        rig.trade(PERP, Side.SELL, "2", "100");
        assertThat(rig.cash(USDT)).isEqualTo("100000");
        rig.price(PERP, "90");
        assertThat(rig.engine.portfolio().equity()).isEqualTo(Money.of("100020", "USDT"));
        rig.trade(PERP, Side.BUY, "3", "95");
        assertThat(rig.cash(USDT)).isEqualTo("100010");
        assertThat(position(PERP).signedQuantity()).isEqualTo(Decimal.ONE);
        assertThat(position(PERP).averagePrice()).isEqualTo(Price.of("95"));
    }

    @Test
    void anInverseContractPaysInItsCoin() {
        // 100 USD a contract: long 4 at 100 is worth 4 BTC, at 200 it is worth 2 BTC: 2 BTC of profit.
        rig.trade(INVERSE, Side.BUY, "4", "100");
        rig.price(INVERSE, "200");
        assertThat(position(INVERSE).unrealisedPnl()).isEqualTo(Money.of("2", "BTC"));
        assertThat(position(INVERSE).averagePrice()).isEqualTo(Price.of("100"));
        rig.trade(INVERSE, Side.SELL, "2", "200");
        assertThat(rig.cash(Rig.BTC_COIN)).isEqualTo("1");
        rig.trade(INVERSE, Side.SELL, "4", "50");
        assertThat(rig.cash(Rig.BTC_COIN)).isEqualTo("-1");
        assertThat(position(INVERSE).isShort()).isTrue();
        rig.price(INVERSE, "25");
        assertThat(position(INVERSE).unrealisedPnl()).isEqualTo(Money.of("4", "BTC"));
    }

    @Test
    void feesInThirdCurrenciesMakeEquityIncompleteUntilARateIsKnown() {
        OrderState order = rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("2")));
        rig.fill(order, new Fill("X1", Price.of("100"), Quantity.of("1"), Money.of("0.01", "BTC"), Liquidity.TAKER));
        // The coin is priced by the pair itself.
        assertThat(rig.engine.portfolio().equity()).isEqualTo(Money.of("99999", "USDT"));
        rig.fill(order, new Fill("X2", Price.of("100"), Quantity.of("1"), Money.of("0.5", "BNB"), Liquidity.TAKER));
        assertThat(rig.engine.portfolio().isComplete()).isFalse();
        assertThatThrownBy(() -> rig.engine.portfolio().equity())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("incomplete");
        rig.price(BTC, "100");
        assertThat(rig.engine.equityEstimate()).isNaN();

        rig.send(new Input.SetRate(rig.nowNanos(), Currency.of("BNB"), USDT, Decimal.of(300)));

        assertThat(rig.engine.portfolio().equity()).isEqualTo(Money.of("99849", "USDT"));
        rig.price(BTC, "100");
        assertThat(rig.engine.equityEstimate()).isEqualTo(99849.0);
        assertThat(rig.engine.ledger().fees())
                .containsExactly(Money.of("0.01", "BTC"), Money.of("0.5", "BNB"));
    }

    @Test
    void aRebateComesToTheCash() {
        OrderState order = rig.accepted(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("1")));
        rig.fill(order, new Fill("X1", Price.of("100"), Quantity.of("1"), Money.of("-0.02", "USDT"), Liquidity.MAKER));

        assertThat(rig.cash(USDT)).isEqualTo("99900.02");
        assertThat(rig.engine.ledger().fees()).containsExactly(Money.of("-0.02", "USDT"));
    }

    @Test
    void longsPayFundingAndShortsGetIt() {
        rig.trade(PERP, Side.BUY, "2", "100");
        rig.send(new Input.MarketData(
                rig.nowNanos(), new FundingRate(PERP.id(), rig.nowNanos(), Decimal.parse("0.01"))));
        assertThat(rig.cash(USDT)).isEqualTo("99998");
        rig.trade(PERP, Side.SELL, "4", "100");
        rig.send(new Input.MarketData(
                rig.nowNanos(), new FundingRate(PERP.id(), rig.nowNanos(), Decimal.parse("0.01"))));
        assertThat(rig.cash(USDT)).isEqualTo("100000");
    }
}

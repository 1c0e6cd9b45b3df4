package dev.tradewind.simulation.venue;

import static dev.tradewind.simulation.venue.VenueRig.BTC;
import static dev.tradewind.simulation.venue.VenueRig.MINUTE;
import static dev.tradewind.simulation.venue.VenueRig.models;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.junit.jupiter.api.Test;

/** When and at which price orders fill. */
class BarVenueTest {
    private final VenueRig rig = new VenueRig();

    private static OrderRequest market(Side side, String quantity) {
        return OrderRequest.market(BTC.id(), side, Quantity.of(quantity));
    }

    private static OrderRequest limit(Side side, String quantity, String price) {
        return OrderRequest.limit(BTC.id(), side, Quantity.of(quantity), Price.of(price));
    }

    private static OrderRequest stop(Side side, String quantity, String price) {
        return OrderRequest.stop(BTC.id(), side, Quantity.of(quantity), Price.of(price));
    }

    @Test
    void aMarketOrderFillsAtTheNextOpenAndNotInTheBarThatItWasDecidedIn() {
        rig.bar("100", "110", "90", "105", "10");
        rig.submit(market(Side.BUY, "1"));
        assertThat(rig.said()).isEmpty();

        rig.bar("107", "120", "90", "91", "10");

        assertThat(rig.said()).containsExactly("1 accepted", "1 filled 1 @ 107 TAKER at 60s");
        assertThat(rig.cash()).isEqualTo("999893");
    }

    @Test
    void aCommandTakesEffectAtTheFirstOpenAtOrAfterItsArrival() {
        VenueRig slow = new VenueRig(models("0", "0", 1_000_000_000L, "100"), "1000000", "1");
        slow.submit(market(Side.BUY, "1"));

        slow.bar("100", "100", "100", "100", "10");
        assertThat(slow.said()).isEmpty();
        slow.bar("101", "101", "101", "101", "10");
        assertThat(slow.said()).containsExactly("1 accepted", "1 filled 1 @ 101 TAKER at 60s");

        VenueRig exact = new VenueRig(models("0", "0", 0, "100"), "1000000", "1");
        exact.submit(market(Side.BUY, "1"));
        exact.bar("100", "100", "100", "100", "10");
        assertThat(exact.said()).containsExactly("1 accepted", "1 filled 1 @ 100 TAKER at 0s");
    }

    @Test
    void aCommandThatArrivesAfterItsValidityIsRejected() {
        VenueRig late = new VenueRig(models("0", "0", 2_000_000_001L, "100"), "1000000", "1");
        late.submit(market(Side.BUY, "1"));
        late.bar("100", "100", "100", "100", "10");
        late.bar("100", "100", "100", "100", "10");

        assertThat(late.said()).containsExactly("1 rejected: it arrived after its validity");
        VenueRig broken = new VenueRig(models("0", "0", -1, "100"), "1000000", "1");
        assertThatThrownBy(() -> broken.submit(market(Side.BUY, "1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-1 ns");
    }

    @Test
    void aRestingLimitIsNotFilledByATouchButByTradingThroughIt() {
        rig.submit(limit(Side.BUY, "1", "95"));
        rig.bar("100", "102", "95", "101", "10");
        assertThat(rig.said()).containsExactly("1 accepted");

        rig.bar("101", "102", "94.5", "100", "10");
        assertThat(rig.said()).containsExactly("1 filled 1 @ 95 MAKER at 90s");

        rig.submit(limit(Side.SELL, "1", "105"));
        rig.bar("100", "105", "99", "100", "10");
        assertThat(rig.said()).containsExactly("2 accepted");
        rig.bar("100", "105.5", "99", "100", "10");
        assertThat(rig.said()).containsExactly("2 filled 1 @ 105 MAKER at 210s");
    }

    @Test
    void aMarketableLimitTakesAtTheOpenAndARestingOneThatIsGappedOverFillsAtItsLimit() {
        rig.submit(limit(Side.BUY, "1", "105"));
        rig.bar("100", "100", "100", "100", "10");
        assertThat(rig.said()).containsExactly("1 accepted", "1 filled 1 @ 100 TAKER at 0s");

        rig.submit(limit(Side.BUY, "1", "95"));
        rig.bar("100", "100", "100", "100", "10");
        rig.bar("90", "90", "90", "90", "10");
        assertThat(rig.said()).containsExactly("2 accepted", "2 filled 1 @ 95 MAKER at 120s");
    }

    @Test
    void aPostOnlyOrderThatWouldTradeIsRejectedAndSoIsAnAmendmentThatWould() {
        OrderRequest crossing = limit(Side.BUY, "1", "100").with(OrderConditions.GTC.withPostOnly());
        rig.submit(crossing);
        ClientOrderId resting = rig.submit(limit(Side.BUY, "1", "99").with(OrderConditions.GTC.withPostOnly()));
        rig.bar("100", "100", "100", "100", "10");
        assertThat(rig.said())
                .containsExactly("1 rejected: post-only: it would have traded at once", "2 accepted");

        rig.amend(resting, crossing);
        rig.bar("100", "100", "100", "100", "10");
        assertThat(rig.said()).containsExactly("2 amendrejected: post-only: it would have traded at once");
        rig.amend(resting, limit(Side.BUY, "1", "99.5").with(OrderConditions.GTC.withPostOnly()));
        rig.bar("100", "100", "100", "100", "10");
        assertThat(rig.said()).containsExactly("2 amended to 1");
    }

    @Test
    void aStopThatTheOpenJumpsOverFillsAtTheOpenAndOneInsideTheBarAtItsPrice() {
        rig.submit(market(Side.BUY, "2"));
        rig.submit(stop(Side.SELL, "1", "95"));
        rig.submit(stop(Side.SELL, "1", "92"));
        rig.bar("100", "101", "96", "98", "10");
        rig.said();

        rig.bar("94", "95", "91.5", "93", "10");

        assertThat(rig.said())
                .containsExactly(
                        "2 triggered", "2 filled 1 @ 94 TAKER at 60s", "3 triggered", "3 filled 1 @ 92 TAKER at 90s");
        assertThat(rig.held()).isEqualTo("0");
    }

    @Test
    void theShorterWayFromTheOpenComesFirstSoThatOneOfTwoOrdersIsHitBeforeTheOther() {
        rig.submit(stop(Side.BUY, "1", "104"));
        rig.submit(stop(Side.SELL, "1", "97"));
        rig.bar("100", "105", "96", "100", "10");
        assertThat(rig.said()).containsSubsequence("2 filled 1 @ 97 TAKER at 15s", "1 filled 1 @ 104 TAKER at 30s");

        rig.submit(stop(Side.BUY, "1", "102"));
        rig.submit(stop(Side.SELL, "1", "95"));
        rig.bar("100", "103", "94", "100", "10");
        assertThat(rig.said()).containsSubsequence("3 filled 1 @ 102 TAKER at 75s", "4 filled 1 @ 95 TAKER at 90s");
    }

    @Test
    void ordersOnTheSameWayAreHitInTheOrderInWhichThePriceReachesThem() {
        rig.submit(limit(Side.SELL, "1", "106"));
        rig.submit(stop(Side.BUY, "1", "103"));
        rig.submit(limit(Side.SELL, "1", "104"));
        rig.bar("100", "107", "100", "107", "10");

        assertThat(rig.said().stream().filter(line -> line.contains("filled")))
                .containsExactly(
                        "2 filled 1 @ 103 TAKER at 30s",
                        "3 filled 1 @ 104 MAKER at 30s",
                        "1 filled 1 @ 106 MAKER at 30s");
    }

    @Test
    void aStopLimitWaitsForItsTriggerAndThenForItsLimit() {
        rig.submit(OrderRequest.stopLimit(
                BTC.id(), Side.SELL, Quantity.of("1"), Price.of("95"), Price.of("97")));
        rig.bar("100", "100", "95", "95.5", "10");
        assertThat(rig.said()).containsExactly("1 accepted", "1 triggered");
        rig.bar("95.5", "97.5", "95.5", "97", "10");
        assertThat(rig.said()).containsExactly("1 filled 1 @ 97 MAKER at 90s");

        rig.submit(OrderRequest.stopLimit(
                BTC.id(), Side.BUY, Quantity.of("1"), Price.of("100"), Price.of("101")));
        rig.bar("97", "102", "97", "102", "10");
        assertThat(rig.said()).containsExactly("2 accepted", "2 triggered", "2 filled 1 @ 100 TAKER at 150s");
    }

    @Test
    void aTrailingStopFollowsTheBestPriceAndNeverRetreats() {
        rig.submit(market(Side.BUY, "1"));
        rig.submit(OrderRequest.trailingStop(BTC.id(), Side.SELL, Quantity.of("1"), Decimal.parse("5")));
        rig.bar("100", "110", "100", "106", "10");
        assertThat(rig.said()).containsExactly("1 accepted", "2 accepted", "1 filled 1 @ 100 TAKER at 0s");

        rig.bar("106", "107", "105.5", "106", "10");
        assertThat(rig.said()).isEmpty();
        rig.bar("106", "106", "104", "106", "10");
        assertThat(rig.said()).containsExactly("2 triggered", "2 filled 1 @ 105 TAKER at 150s");
    }

    @Test
    void aTrailingStopFollowsTheWayThroughTheBarAndNotItsExtremes() {
        rig.submit(OrderRequest.trailingStop(BTC.id(), Side.BUY, Quantity.of("1"), Decimal.parse("3")));
        rig.bar("100", "102.5", "95", "97", "10");
        assertThat(rig.said()).containsExactly("1 accepted");
        rig.bar("97", "99", "97", "99", "10");
        assertThat(rig.said()).containsExactly("1 triggered", "1 filled 1 @ 98 TAKER at 90s");
    }

    @Test
    void slippageIsRoundedToTheTickAgainstTheTraderButNeverBeyondALimit() {
        VenueRig slipping = new VenueRig(models("0", "10", 0, "100"), "1000000", "1");
        slipping.submit(market(Side.BUY, "1"));
        slipping.submit(limit(Side.BUY, "1", "100"));
        slipping.bar("100", "100", "100", "100", "10");
        slipping.submit(market(Side.SELL, "1"));
        slipping.bar("100", "100", "100", "100", "10");

        assertThat(slipping.said())
                .containsExactly(
                        "1 accepted",
                        "2 accepted",
                        "1 filled 1 @ 100.5 TAKER at 0s",
                        "2 filled 1 @ 100 TAKER at 0s",
                        "3 accepted",
                        "3 filled 1 @ 99.5 TAKER at 60s");
    }

    @Test
    void allOrdersTogetherTakeAShareOfTheBarsVolumeAndTheRestWaitsForTheNextBar() {
        VenueRig thin = new VenueRig(models("0", "0", 0, "10"), "1000000", "1");
        thin.submit(market(Side.BUY, "0.7"));
        thin.submit(market(Side.BUY, "1"));
        thin.bar("100", "100", "100", "100", "10.9");
        assertThat(thin.said())
                .containsExactly(
                        "1 accepted", "2 accepted", "1 filled 0.7 @ 100 TAKER at 0s", "2 filled 0.3 @ 100 TAKER at 0s");

        thin.bar("101", "101", "101", "101", "0");
        assertThat(thin.said()).isEmpty();
        thin.bar("102", "102", "102", "102", "100");
        assertThat(thin.said()).containsExactly("2 filled 0.7 @ 102 TAKER at 120s");
    }

    @Test
    void aTriggeredStopThatFindsNoVolumeGoesOnAtTheNextOpen() {
        VenueRig thin = new VenueRig(models("0", "0", 0, "10"), "1000000", "1");
        thin.submit(stop(Side.BUY, "2", "105"));
        thin.bar("100", "106", "100", "106", "10");
        thin.bar("107", "108", "107", "108", "20");

        assertThat(thin.said())
                .containsExactly(
                        "1 accepted", "1 triggered", "1 filled 1 @ 105 TAKER at 30s", "1 filled 1 @ 107 TAKER at 60s");
    }

    @Test
    void immediateOrCancelTakesWhatThereIsAndFillOrKillAllOrNothing() {
        VenueRig thin = new VenueRig(models("0", "0", 0, "10"), "1000000", "1");
        thin.submit(market(Side.BUY, "2").with(OrderConditions.FOK));
        thin.submit(market(Side.BUY, "0.4").with(OrderConditions.FOK));
        thin.submit(market(Side.BUY, "2").with(OrderConditions.IOC));
        thin.submit(limit(Side.BUY, "1", "99").with(OrderConditions.IOC));
        thin.bar("100", "100", "90", "100", "10");

        assertThat(thin.said())
                .containsExactly(
                        "1 accepted",
                        "2 accepted",
                        "3 accepted",
                        "4 accepted",
                        "1 cancelled: FOK: not filled at once",
                        "2 filled 0.4 @ 100 TAKER at 0s",
                        "3 filled 0.6 @ 100 TAKER at 0s",
                        "3 cancelled: IOC: not filled at once",
                        "4 cancelled: IOC: not filled at once");
    }

    @Test
    void anOrderForATimeExpiresThenAndDoesNotFillAfterItInTheMiddleOfABar() {
        rig.submit(limit(Side.BUY, "1", "95").with(OrderConditions.goodTill(MINUTE + MINUTE / 3)));
        rig.submit(limit(Side.BUY, "1", "90").with(OrderConditions.goodTill(2 * MINUTE)));
        rig.bar("100", "101", "99", "100", "10");
        rig.said();

        rig.bar("100", "101", "90", "95", "10");
        rig.bar("80", "80", "80", "80", "10");

        assertThat(rig.said()).containsExactly("1 expired at 80s", "2 expired at 120s");
        rig.submit(limit(Side.BUY, "1", "90").with(OrderConditions.goodTill(rig.nowNanos())));
        rig.bar("80", "80", "80", "80", "10");
        assertThat(rig.said()).containsExactly("3 rejected: its time was over when it arrived");
    }

    @Test
    void anOrderIsCancelledAndAmendedAtTheNextOpen() {
        ClientOrderId id = rig.submit(limit(Side.BUY, "1", "90"));
        rig.bar("100", "100", "100", "100", "10");
        rig.amend(id, limit(Side.BUY, "3", "95"));
        rig.bar("100", "100", "94", "94", "10");
        assertThat(rig.said()).containsExactly("1 accepted", "1 amended to 3", "1 filled 3 @ 95 MAKER at 90s");
        rig.cancel(id);
        rig.amend(id, limit(Side.BUY, "4", "95"));
        rig.bar("94", "94", "94", "94", "10");
        assertThat(rig.said())
                .containsExactly(
                        "1 cancelrejected: the order does not work any more",
                        "1 amendrejected: the order does not work any more");

        ClientOrderId other = rig.submit(limit(Side.BUY, "1", "90"));
        rig.bar("94", "94", "94", "94", "10");
        rig.cancel(other);
        rig.bar("80", "80", "80", "80", "10");
        assertThat(rig.said()).containsExactly("4 accepted", "4 cancelled: cancelled on request");
    }

    @Test
    void anAmendmentBelowWhatIsFilledIsRefused() {
        VenueRig thin = new VenueRig(models("0", "0", 0, "10"), "1000000", "1");
        ClientOrderId id = thin.submit(limit(Side.BUY, "2", "100"));
        thin.bar("100", "100", "100", "100", "10");
        thin.amend(id, limit(Side.BUY, "1", "100"));
        thin.bar("100", "100", "100", "100", "10");

        assertThat(thin.said())
                .containsExactly(
                        "1 accepted",
                        "1 filled 1 @ 100 TAKER at 0s",
                        "1 amendrejected: that much has been filled already");
    }

    @Test
    void anInstrumentThatWasNeverAddedIsNamedWithTheRemedy() {
        InstrumentId unknown = new InstrumentId("XYZ", "SIM");
        Bar bar = Bar.of(unknown, Timeframe.MINUTE_1, MINUTE, "1", "1", "1", "1", "1");

        assertThatThrownBy(() -> rig.venue.onOpen(bar))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("XYZ.SIM")
                .hasMessageContaining("add the instrument");
    }
}

package dev.tradewind.simulation.venue;

import static dev.tradewind.simulation.venue.VenueRig.BTC;
import static dev.tradewind.simulation.venue.VenueRig.PERP;
import static dev.tradewind.simulation.venue.VenueRig.models;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Quantity;
import org.junit.jupiter.api.Test;

/** What the account can pay, and what it has afterwards. */
class VenueAccountTest {
    private static OrderRequest market(Instrument instrument, Side side, String quantity) {
        return OrderRequest.market(instrument.id(), side, Quantity.of(quantity));
    }

    private static VenueRig rig(String cash, String leverage) {
        return new VenueRig(models("10", "0", 0, "100"), cash, leverage);
    }

    private static void flat(VenueRig rig, Instrument instrument, String price) {
        rig.bar(instrument, price, price, price, price, "1000");
    }

    @Test
    void whatCannotBePaidIsCutToLotsAndTheRestCancelled() {
        VenueRig rig = rig("1000", "1");
        rig.submit(market(BTC, Side.BUY, "10"));
        flat(rig, BTC, "100");

        assertThat(rig.said())
                .containsExactly(
                        "1 accepted",
                        "1 filled 9.9 @ 100 TAKER at 0s",
                        "1 cancelled: insufficient balance for the rest");
        assertThat(rig.cash()).isEqualTo("9.01");
    }

    @Test
    void withNoMoneyOrWithFillOrKillTheOrderIsRefusedWholly() {
        VenueRig rig = rig("1000", "1");
        rig.submit(market(BTC, Side.BUY, "10").with(OrderConditions.FOK));
        flat(rig, BTC, "100");
        rig.submit(market(BTC, Side.BUY, "10"));
        flat(rig, BTC, "20000");

        assertThat(rig.said())
                .containsExactly(
                        "1 accepted",
                        "1 cancelled: insufficient balance",
                        "2 accepted",
                        "2 cancelled: insufficient balance");
        assertThat(rig.cash()).isEqualTo("1000");
    }

    @Test
    void leverageOpensAMultipleOfEquityInContracts() {
        VenueRig rig = rig("1000", "5");
        rig.submit(market(PERP, Side.SELL, "100"));
        flat(rig, PERP, "100");

        // 1000 × 5 = notional + fee × 5, with a fee of 0.1 %: 49.75 at 100, rounded down to 49.7.
        assertThat(rig.venue.quantity(PERP)).hasToString("-49.7");
        assertThat(rig.cash()).isEqualTo("995.03");
    }

    @Test
    void profitOfAContractComesToTheCashWhenItIsClosed() {
        VenueRig rig = new VenueRig(models("0", "0", 0, "100"), "1000", "1");
        rig.submit(market(PERP, Side.BUY, "3"));
        flat(rig, PERP, "100");
        rig.submit(market(PERP, Side.BUY, "1"));
        flat(rig, PERP, "120");
        assertThat(rig.cash()).isEqualTo("1000");

        rig.submit(market(PERP, Side.SELL, "2"));
        flat(rig, PERP, "130");
        assertThat(rig.cash()).isEqualTo("1050");
        rig.submit(market(PERP, Side.SELL, "5"));
        flat(rig, PERP, "90");
        assertThat(rig.cash()).isEqualTo("1020");
        assertThat(rig.venue.quantity(PERP)).hasToString("-3");
        rig.submit(market(PERP, Side.BUY, "3"));
        flat(rig, PERP, "80");
        assertThat(rig.cash()).isEqualTo("1050");
    }

    @Test
    void openLossesOfContractsTakeAwayRoomAndProfitsGiveSome() {
        VenueRig rig = new VenueRig(models("0", "0", 0, "100"), "1000", "1");
        rig.submit(market(PERP, Side.BUY, "5"));
        flat(rig, PERP, "100");
        rig.submit(market(PERP, Side.BUY, "100"));
        flat(rig, PERP, "80");

        // Equity is 900 at 80; 400 of it stands in the position; 500 / 80 is 6.25.
        assertThat(rig.venue.quantity(PERP)).hasToString("11.2");
    }

    @Test
    void aReduceOnlyOrderClosesNoMoreThanIsHeldAndEndsWhenNothingIsLeft() {
        VenueRig rig = new VenueRig(models("0", "0", 0, "100"), "1000", "1");
        rig.submit(market(BTC, Side.BUY, "2"));
        rig.submit(market(BTC, Side.SELL, "3").with(OrderConditions.GTC.withReduceOnly()));
        flat(rig, BTC, "100");
        flat(rig, BTC, "100");

        assertThat(rig.said())
                .containsExactly(
                        "1 accepted",
                        "2 accepted",
                        "1 filled 2 @ 100 TAKER at 0s",
                        "2 filled 2 @ 100 TAKER at 0s",
                        "2 cancelled: reduce-only: there is nothing left to reduce");
        assertThat(rig.held()).isEqualTo("0");
    }

    @Test
    void closingIsAlwaysPossibleAlsoWhenTheMoneyIsGone() {
        VenueRig rig = rig("1000", "1");
        rig.submit(market(BTC, Side.SELL, "9"));
        flat(rig, BTC, "100");
        rig.submit(market(BTC, Side.BUY, "9"));
        flat(rig, BTC, "500");

        assertThat(rig.held()).isEqualTo("0");
        assertThat(rig.said()).contains("2 filled 9 @ 500 TAKER at 60s");
    }

    @Test
    void aFillOrKillThatReducesIsNotFilledInPart() {
        VenueRig rig = new VenueRig(models("0", "0", 0, "100"), "1000", "1");
        rig.submit(market(BTC, Side.BUY, "2"));
        rig.submit(market(BTC, Side.SELL, "3").with(OrderConditions.FOK.withReduceOnly()));
        flat(rig, BTC, "100");

        assertThat(rig.said()).contains("2 cancelled: FOK: not filled at once");
        assertThat(rig.held()).isEqualTo("2");
    }
}

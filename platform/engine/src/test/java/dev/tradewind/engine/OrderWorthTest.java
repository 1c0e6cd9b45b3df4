package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.INVERSE;
import static dev.tradewind.engine.Rig.PERP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.junit.jupiter.api.Test;

/** What limits see of an order must not depend on how it is asked for: by its price, in parts, or by an amendment. */
class OrderWorthTest {
    private final Rig rig = new Rig(new SilentRules(), Rig.LIVE);

    private double fact(String name) {
        return rig.last(OrderJudged.class).facts().number(Check.numberNames().indexOf(name));
    }

    private void place(Instrument instrument, Side side, String quantity, String price) {
        rig.place(OrderRequest.limit(instrument.id(), side, Quantity.of(quantity), Price.of(price)));
    }

    @Test
    void aLimitBeyondTheMarketIsWorthWhatTheMarketPays() {
        rig.price(PERP, "100");
        place(PERP, Side.SELL, "10", "91");
        assertThat(fact("notional")).isEqualTo(1_000);
        assertThat(fact("positionNotionalAfter")).isEqualTo(1_000);
        assertThat(fact("price")).isEqualTo(91);
        place(PERP, Side.BUY, "10", "91");
        assertThat(fact("notional")).isEqualTo(910);
        rig.price(INVERSE, "100");
        // 100 of the quote currency each, which are worth the less the higher the price.
        place(INVERSE, Side.BUY, "10", "125");
        assertThat(fact("notional")).isEqualTo(10);
        place(INVERSE, Side.SELL, "10", "125");
        assertThat(fact("notional")).isEqualTo(8);
    }

    @Test
    void aStopBelowTheMarketIsWorthWhatItWillTradeAt() {
        rig.price(PERP, "100");
        rig.place(OrderRequest.stop(PERP.id(), Side.SELL, Quantity.of("10"), Price.of("95")));
        assertThat(fact("notional")).isEqualTo(950);
    }

    @Test
    void anOrderThatWaitsFarFromTheMarketDoesNotMakeWhatIsHeldLookSmall() {
        rig.trade(PERP, Side.BUY, "10", "100");
        place(PERP, Side.BUY, "10", "50");
        assertThat(fact("positionNotionalAfter")).isEqualTo(1_500);
        assertThat(fact("grossExposureAfter")).isEqualTo(1_500);
        assertThat(fact("netExposureAfter")).isEqualTo(1_500);
    }

    @Test
    void whatIsHeldShortKeepsTheHigherValue() {
        rig.trade(PERP, Side.SELL, "10", "100");
        place(PERP, Side.SELL, "10", "150");
        assertThat(fact("positionNotionalAfter")).isEqualTo(3_000);
        place(PERP, Side.SELL, "10", "95");
        // With the order before, at the price at which both would trade now.
        assertThat(fact("positionNotionalAfter")).isEqualTo(3_000);
    }

    @Test
    void anAmendmentThatIsNotAnsweredCountsWithTheMostThatMayFill() {
        rig.price(PERP, "100");
        OrderState first =
                rig.accepted(OrderRequest.limit(PERP.id(), Side.BUY, Quantity.of("1"), Price.of("100")));
        rig.act(context -> context.amend(first.id(), Quantity.of("20"), OrderPrices.limit(Price.of("100"))));
        assertThat(first.status()).isEqualTo(OrderStatus.PENDING_AMEND);
        place(PERP, Side.BUY, "1", "100");
        assertThat(fact("positionQuantityAfter")).isEqualTo(21);
        assertThat(fact("positionNotionalAfter")).isEqualTo(2_100);
        assertThat(fact("capitalUseAfter") * fact("equity")).isEqualTo(2_100);
    }

    @Test
    void anOrderThatWasDeniedUsesUpNoRate() {
        rig.price(PERP, "100");
        OrderRequest good = OrderRequest.limit(PERP.id(), Side.BUY, Quantity.of("1"), Price.of("100"));
        // Nothing is held that it could reduce.
        OrderRequest bad = good.with(new OrderConditions(TimeInForce.GTC, 0, false, true));
        rig.act(context -> {
            context.submit(good);
            for (int i = 0; i < 5; i++) {
                context.submit(bad);
            }
            context.submit(good.withQuantity(Quantity.of("2")));
        });
        assertThat(rig.events(OrderDenied.class)).hasSize(5);
        assertThat(fact("ordersLastMinute")).isEqualTo(1);
        assertThat(fact("duplicatesLastSecond")).isZero();
        rig.act(context -> {
            context.submit(good);
            context.submit(bad);
            context.submit(good);
        });
        assertThat(fact("ordersLastSecond")).isEqualTo(1);
        assertThat(fact("duplicatesLastSecond")).isEqualTo(1);
    }
}

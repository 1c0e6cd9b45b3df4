package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Brackets, and pairs of which one cancels the other. */
class LinkedOrdersTest {
    private static final Bracket BOTH = new Bracket(Price.of("110"), Price.of("90"));

    private final Rig rig = new Rig();

    private static OrderRequest buy(String quantity) {
        return OrderRequest.market(BTC.id(), Side.BUY, Quantity.of(quantity));
    }

    private List<OrderState> open() {
        return List.copyOf(rig.engine.ledger().orders().open());
    }

    private List<OrderState> bracketed(String quantity) {
        OrderState entry = rig.accepted(buy(quantity).withBracket(BOTH));
        rig.fill(entry, "100", quantity);
        List<OrderState> exits = open();
        exits.forEach(rig::accept);
        return exits;
    }

    @Test
    void aFilledEntryGetsAStopAndATargetThatOnlyReduce() {
        List<OrderState> exits = bracketed("2");

        assertThat(exits).extracting(order -> order.request().type()).containsExactly(OrderType.STOP, OrderType.LIMIT);
        assertThat(exits).allMatch(order -> order.request().conditions().reduceOnly());
        assertThat(exits).allMatch(order -> order.request().side() == Side.SELL);
        assertThat(exits).allMatch(order -> order.request().quantity().equals(Quantity.of("2")));
        assertThat(exits).allMatch(order -> order.strategy().equals("obedient"));
    }

    @Test
    void eachPartOfAnEntryGetsExitsOfItsOwnSize() {
        OrderState entry = rig.accepted(buy("2").withBracket(BOTH));
        rig.fill(entry, "100", "0.5");
        rig.fill(entry, "101", "1.5");

        assertThat(open()).extracting(order -> order.request().quantity().toString())
                .containsExactly("0.5", "0.5", "1.5", "1.5");
    }

    @Test
    void aTargetThatFillsWhollyTakesTheStopBack() {
        List<OrderState> exits = bracketed("2");
        rig.fill(exits.get(1), "110", "2");

        assertThat(rig.commands(CancelOrder.class)).extracting(CancelOrder::orderId).containsExactly(exits.get(0).id());
        assertThat(exits.get(0).status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        rig.cancelled(exits.get(0));
        assertThat(open()).isEmpty();
    }

    @Test
    void aTargetThatFillsInPartShrinksTheStopToWhatIsLeft() {
        List<OrderState> exits = bracketed("2");
        rig.fill(exits.get(1), "110", "0.5");

        AmendOrder amend = rig.commands(AmendOrder.class).getLast();
        assertThat(amend.orderId()).isEqualTo(exits.get(0).id());
        assertThat(amend.quantity()).isEqualTo(Quantity.of("1.5"));
        rig.amended(exits.get(0), amend.clientOrderId(), "1.5", amend.request().prices());
        rig.fill(exits.get(0), "90", "1.5");
        assertThat(rig.held(BTC)).isEqualTo("0");
        assertThat(rig.commands(CancelOrder.class)).extracting(CancelOrder::orderId).containsExactly(exits.get(1).id());
    }

    @Test
    void oneLegAloneIsABracketToo() {
        OrderState entry = rig.accepted(buy("1").withBracket(new Bracket(null, Price.of("90"))));
        rig.fill(entry, "100", "1");

        assertThat(open()).singleElement().satisfies(order -> {
            assertThat(order.request().type()).isEqualTo(OrderType.STOP);
            assertThat(order.links().group()).isZero();
        });
    }

    @Test
    void aFillOfOneOfAPairCancelsTheOtherAndAPairIsWholeOrNotAtAll() {
        List<OrderId> ids = new ArrayList<>();
        rig.act(context -> ids.addAll(context.submitOneCancelsOther(
                OrderRequest.limit(BTC.id(), Side.BUY, Quantity.of("1"), Price.of("95")),
                OrderRequest.stop(BTC.id(), Side.BUY, Quantity.of("1"), Price.of("105")))));
        ids.forEach(id -> rig.accept(rig.order(id)));
        rig.fill(rig.order(ids.get(0)), "95", "0.1");
        assertThat(rig.order(ids.get(1)).status()).isEqualTo(OrderStatus.PENDING_CANCEL);

        for (boolean badFirst : new boolean[] {true, false}) {
            OrderRequest good = OrderRequest.limit(BTC.id(), Side.BUY, Quantity.of("1"), Price.of("95"));
            OrderRequest bad = OrderRequest.stop(BTC.id(), Side.BUY, Quantity.of("1.0001"), Price.of("105"));
            List<OrderId> pair = new ArrayList<>();
            rig.act(context -> pair.addAll(
                    context.submitOneCancelsOther(badFirst ? bad : good, badFirst ? good : bad)));
            assertThat(rig.order(pair.get(badFirst ? 0 : 1)).status()).isEqualTo(OrderStatus.DENIED);
            assertThat(rig.order(pair.get(badFirst ? 1 : 0)).status()).isEqualTo(OrderStatus.PENDING_CANCEL);
        }
    }

    @Test
    void anEntryThatOnlyClosesTheOtherSideNeedsNoExits() {
        rig.trade(BTC, Side.SELL, "2", "100");
        OrderState entry = rig.accepted(buy("1").withBracket(BOTH));
        int sent = rig.commands(SubmitOrder.class).size();
        rig.fill(entry, "100", "1");

        assertThat(rig.commands(SubmitOrder.class)).hasSize(sent);
        assertThat(open()).isEmpty();
    }
}

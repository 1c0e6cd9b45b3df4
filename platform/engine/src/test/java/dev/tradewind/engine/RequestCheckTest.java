package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Orders that make no sense are denied with a code and the values, and never leave. */
class RequestCheckTest {
    private static final Quantity ONE = Quantity.of("1");
    private static final InstrumentId XYZ = new InstrumentId("XYZ", "SIM");
    private static final OrderRequest MARKET = OrderRequest.market(BTC.id(), Side.BUY, ONE);
    private static final OrderRequest LIMIT = OrderRequest.limit(BTC.id(), Side.BUY, ONE, Price.of("99"));
    private static final OrderRequest STOP = OrderRequest.stop(BTC.id(), Side.BUY, ONE, Price.of("101"));

    private record Bad(String code, String inText, OrderRequest request) {}

    private static Bad bad(String code, String inText, OrderRequest request) {
        return new Bad(code, inText, request);
    }

    private static Bracket bracket(@Nullable String profit, @Nullable String loss) {
        return new Bracket(profit == null ? null : Price.of(profit), loss == null ? null : Price.of(loss));
    }

    private static Stream<Bad> badOnes() {
        OrderPrices all = new OrderPrices(Price.of("1"), Price.of("1"), Decimal.ONE);
        return Stream.of(
                bad("UNKNOWN_INSTRUMENT", "XYZ.SIM", OrderRequest.market(XYZ, Side.BUY, ONE)),
                bad("NO_QUANTITY", "positive", MARKET.withQuantity(Quantity.ZERO)),
                bad("OFF_LOT", "1.0005", MARKET.withQuantity(Quantity.of("1.0005"))),
                bad("LIMIT_PRICE", "needs a limit", LIMIT.withPrices(OrderPrices.NONE)),
                bad("LIMIT_PRICE", "no use for a limit", MARKET.withPrices(LIMIT.prices())),
                bad("STOP_PRICE", "needs a stop", STOP.withPrices(OrderPrices.NONE)),
                bad("STOP_PRICE", "no use for a stop", LIMIT.withPrices(
                        new OrderPrices(Price.of("99"), Price.of("99"), null))),
                bad("TRAILING_OFFSET", "no use for a trailing", STOP.withPrices(
                        new OrderPrices(null, Price.of("101"), Decimal.ONE))),
                bad("TRAILING_OFFSET", "needs a trailing", OrderRequest.trailingStop(
                        BTC.id(), Side.BUY, ONE, Decimal.ONE).withPrices(OrderPrices.NONE)),
                bad("TRAILING_OFFSET", "0.005", OrderRequest.trailingStop(
                        BTC.id(), Side.BUY, ONE, Decimal.parse("0.005"))),
                bad("TRAILING_OFFSET", "-1", OrderRequest.trailingStop(BTC.id(), Side.BUY, ONE, Decimal.of(-1))),
                bad("LIMIT_PRICE", "TRAILING_STOP", OrderRequest.trailingStop(BTC.id(), Side.BUY, ONE, Decimal.ONE)
                        .withPrices(all)),
                bad("BAD_PRICE", "-99", LIMIT.withPrices(OrderPrices.limit(Price.of("-99")))),
                bad("BAD_PRICE", "0", STOP.withPrices(OrderPrices.stop(Price.of("0")))),
                bad("OFF_TICK", "99.001", LIMIT.withPrices(OrderPrices.limit(Price.of("99.001")))),
                bad("EXPIRED", "over", LIMIT.with(OrderConditions.goodTill(1))),
                bad("POST_ONLY", "only a limit", MARKET.with(OrderConditions.GTC.withPostOnly())),
                bad("TIME_IN_FORCE", "FOK", STOP.with(OrderConditions.FOK)),
                bad("TIME_IN_FORCE", "IOC", LIMIT.with(OrderConditions.IOC.withPostOnly())),
                bad("BRACKET", "above", MARKET.withBracket(bracket("90", "110"))),
                bad("BRACKET", "below", new OrderRequest(
                        BTC.id(), Side.SELL, OrderType.MARKET, ONE, OrderPrices.NONE, OrderConditions.GTC,
                        bracket("110", "90"), "")),
                bad("OFF_TICK", "take-profit", MARKET.withBracket(bracket("110.001", null))),
                bad("BAD_PRICE", "stop-loss", MARKET.withBracket(bracket(null, "-1"))),
                bad("REDUCE_ONLY", "no position", MARKET.with(OrderConditions.GTC.withReduceOnly())));
    }

    @TestFactory
    Stream<DynamicTest> whatMakesNoSenseIsDeniedWithItsCode() {
        return badOnes().map(bad -> DynamicTest.dynamicTest(bad.code() + " " + bad.inText(), () -> {
            Rig rig = new Rig();
            var order = rig.place(bad.request());
            assertThat(order.status()).isEqualTo(OrderStatus.DENIED);
            OrderDenied denied = rig.last(OrderDenied.class);
            assertThat(denied.code()).isEqualTo(bad.code());
            assertThat(denied.reason()).contains(bad.inText());
            assertThat(rig.commands).isEmpty();
            assertThat(rig.updates).hasSize(1);
            assertThat(rig.updates.getFirst().reason()).isEqualTo(denied.reason());
        }));
    }

    @Test
    void aBracketOnAReduceOnlyOrderIsDenied() {
        Rig rig = new Rig();
        rig.trade(BTC, Side.SELL, "1", "100");
        rig.place(MARKET.with(OrderConditions.GTC.withReduceOnly()).withBracket(bracket("110", "90")));
        assertThat(rig.last(OrderDenied.class).code()).isEqualTo("BRACKET");
    }

    @Test
    void aReduceOnlyOrderIsCutToThePosition() {
        Rig rig = new Rig();
        rig.trade(BTC, Side.SELL, "1", "100");
        var order = rig.place(MARKET.withQuantity(Quantity.of("3")).with(OrderConditions.GTC.withReduceOnly()));
        assertThat(order.request().quantity()).isEqualTo(ONE);
        assertThat(order.status()).isEqualTo(OrderStatus.SUBMITTED);
    }

    @Test
    void everyKindOfGoodOrderLeaves() {
        Rig rig = new Rig();
        for (OrderRequest request : List.of(
                MARKET,
                LIMIT,
                STOP,
                OrderRequest.stopLimit(BTC.id(), Side.SELL, ONE, Price.of("99"), Price.of("98.5")),
                OrderRequest.trailingStop(BTC.id(), Side.SELL, ONE, Decimal.parse("0.5")),
                LIMIT.with(OrderConditions.GTC.withPostOnly()),
                LIMIT.with(OrderConditions.IOC),
                MARKET.with(OrderConditions.FOK),
                LIMIT.with(OrderConditions.goodTill(Long.MAX_VALUE)),
                MARKET.withBracket(bracket("110", "90")))) {
            assertThat(rig.place(request).status()).as("%s", request).isEqualTo(OrderStatus.SUBMITTED);
        }
        assertThat(rig.commands).hasSize(10);
    }
}

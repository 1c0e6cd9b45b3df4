package dev.tradewind.simulation.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderCommand.AmendOrder;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.order.VenueEvent.Accepted;
import dev.tradewind.sdk.order.VenueEvent.Amended;
import dev.tradewind.sdk.order.VenueEvent.Cancelled;
import dev.tradewind.sdk.order.VenueEvent.Filled;
import dev.tradewind.sdk.order.VenueEvent.Rejected;
import dev.tradewind.sdk.order.VenueEvent.Triggered;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.synthetic.SyntheticMarket;
import dev.tradewind.simulation.synthetic.SyntheticTicks;
import dev.tradewind.simulation.synthetic.TickMarket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SyntheticVenueTest implements VenueListener {
    private static final long SECOND = 1_000_000_000L;
    private static final Instrument DEMO = Instruments.shipped().require("DEMO");
    private static final Instrument PERPETUAL = Instruments.shipped().require("DEMO-PERP");

    private final List<MarketEvent> news = new ArrayList<>();
    private final List<VenueEvent> reports = new ArrayList<>();
    private final FeedBook book = new FeedBook(DEMO);
    private SyntheticVenue venue = venue(TickMarket.of(7, List.of(DEMO)), "1000000");
    private long sent;

    private static SyntheticVenue venue(TickMarket market, String cash) {
        return new SyntheticVenue(
                market,
                new VenueTerms(
                        BasicModels.feeBasisPoints(Decimal.ONE, Decimal.of(5)),
                        BasicModels.constantLatency(0),
                        Money.of(cash, "USD"),
                        Decimal.of(2)));
    }

    @Override
    public void onMarket(MarketEvent event) {
        news.add(event);
        if (event instanceof BookSnapshot snapshot && snapshot.instrument().equals(DEMO.id())) {
            book.apply(snapshot);
        } else if (event instanceof BookDelta delta && delta.instrument().equals(DEMO.id())) {
            book.apply(delta);
        }
    }

    @Override
    public void onOrder(VenueEvent event) {
        reports.add(event);
    }

    private void pass(long nanos) {
        venue.advanceTo(venue.nanos() + nanos);
    }

    private void begin() {
        venue.start(this);
        pass(SECOND);
    }

    private Price best(Side side) {
        return Price.ofUnscaled(book.priceUnscaled(side, 0), book.scales().price());
    }

    private Price beyond(Price price, int ticks) {
        return new Price(price.value().plus(DEMO.steps().tick().times(Decimal.of(ticks))));
    }

    private ClientOrderId submit(OrderRequest request) {
        ClientOrderId id = new ClientOrderId("me", 0, ++sent);
        venue.execute(new SubmitOrder(new OrderId(sent), id, request, venue.nanos(), Long.MAX_VALUE));
        return id;
    }

    private static OrderRequest market(Side side, String quantity) {
        return OrderRequest.market(DEMO.id(), side, Quantity.of(quantity));
    }

    private <T extends VenueEvent> List<T> of(Class<T> type) {
        return reports.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private Decimal filled() {
        return of(Filled.class).stream()
                .map(event -> event.fill().quantity().value())
                .reduce(Decimal.ZERO, Decimal::plus);
    }

    @Test
    void withoutOrdersTheMarketIsTheRecordedOne() {
        begin();
        pass(60 * SECOND);

        List<MarketEvent> recorded = new ArrayList<>();
        try (var reader = SyntheticTicks.of(TickMarket.of(7, List.of(DEMO)), DEMO.id(), 70 * SECOND).open()) {
            while (reader.advance() && reader.receivedNanos() <= venue.nanos()) {
                recorded.add(reader.event());
            }
        }
        assertThat(news).isEqualTo(recorded);
    }

    @Test
    void ourOrderIsSeenInTheBookAndTradesOnTheTape() {
        begin();
        Price inside = beyond(best(Side.BUY), -20);
        submit(OrderRequest.limit(DEMO.id(), Side.BUY, Quantity.of("12.3457"), inside));
        long before = book.quantityAtUnscaled(Side.BUY, inside.value().unscaledAt(book.scales().price()));
        pass(0);

        long after = book.quantityAtUnscaled(Side.BUY, inside.value().unscaledAt(book.scales().price()));
        assertThat(after - before).isEqualTo(123_457);
        news.clear();
        submit(market(Side.SELL, "0.5"));
        pass(0);
        assertThat(news.stream().filter(TradeTick.class::isInstance).map(TradeTick.class::cast))
                .isNotEmpty()
                .allMatch(trade -> trade.aggressor() == Side.SELL);
        assertThat(filled()).isEqualTo(Decimal.parse("0.5"));
    }

    @Test
    void aLargeOrderMovesTheMarketAndTheOthersBringItBack() {
        begin();
        Price before = best(Side.SELL);
        submit(market(Side.BUY, "25"));
        pass(0);

        Price hit = best(Side.SELL);
        assertThat(hit.isAbove(beyond(before, 4))).isTrue();
        pass(120 * SECOND);
        SyntheticVenue without = venue(TickMarket.of(7, List.of(DEMO)), "1");
        SyntheticVenueTest calm = new SyntheticVenueTest();
        calm.venue = without;
        calm.begin();
        calm.pass(120 * SECOND);
        long moved = book.priceUnscaled(Side.SELL, 0) - calm.book.priceUnscaled(Side.SELL, 0);
        assertThat(Math.abs(moved)).isLessThan(hit.value().minus(before.value()).unscaledAt(2));
    }

    @Test
    void aRestingOrderFillsLaterAsAMakerAtItsPrice() {
        begin();
        Price touch = best(Side.BUY);
        submit(OrderRequest.limit(DEMO.id(), Side.BUY, Quantity.of("1"), touch));
        pass(0);
        assertThat(reports).hasOnlyElementsOfType(Accepted.class);
        for (int i = 0; i < 6_000 && of(Filled.class).isEmpty(); i++) {
            pass(SECOND / 10);
        }

        Filled first = of(Filled.class).get(0);
        assertThat(first.fill().liquidity()).isEqualTo(Liquidity.MAKER);
        assertThat(first.fill().price()).isEqualTo(touch);
        assertThat(first.fill().fee().amount())
                .isEqualTo(touch.value().times(first.fill().quantity().value()).times(Decimal.parse("0.0001")));
    }

    @Test
    void twoOrdersOfOursDoNotTradeWithEachOther() {
        begin();
        Price high = beyond(best(Side.BUY), 1).isBelow(best(Side.SELL)) ? beyond(best(Side.BUY), 1) : best(Side.BUY);
        ClientOrderId resting = submit(OrderRequest.limit(DEMO.id(), Side.BUY, Quantity.of("0.1"), high));
        ClientOrderId taking = submit(OrderRequest.limit(
                DEMO.id(), Side.SELL, Quantity.of("500"), beyond(high, 0)).with(OrderConditions.IOC));
        pass(0);

        assertThat(of(Cancelled.class)).anyMatch(event -> event.clientOrderId().equals(taking)
                && event.reason().contains("same account"));
        assertThat(of(Filled.class)).noneMatch(event -> event.clientOrderId().equals(resting));
    }

    @Test
    void aStopThatWaitsCanBeMovedAndThenTriggers() {
        begin();
        Price far = beyond(best(Side.SELL), 2_000);
        ClientOrderId id = submit(OrderRequest.stop(DEMO.id(), Side.BUY, Quantity.of("0.2"), far));
        pass(SECOND);
        assertThat(of(Accepted.class)).hasSize(1);
        OrderRequest near = OrderRequest.stop(DEMO.id(), Side.BUY, Quantity.of("0.3"), beyond(best(Side.BUY), -500));
        venue.execute(new AmendOrder(new OrderId(1), id, new ClientOrderId("me", 0, 99), near, venue.nanos()));
        pass(SECOND);

        assertThat(reports).hasAtLeastOneElementOfType(Filled.class).extracting(VenueEvent::clientOrderId)
                .containsOnly(id);
        assertThat(reports.subList(0, 3)).hasExactlyElementsOfTypes(Accepted.class, Amended.class, Triggered.class);
        assertThat(filled()).isEqualTo(Decimal.parse("0.3"));
    }

    @Test
    void anAmendmentBelowWhatWasFilledIsRefused() {
        begin();
        ClientOrderId id = submit(OrderRequest.limit(
                DEMO.id(), Side.BUY, Quantity.of("500"), beyond(best(Side.SELL), 1)));
        pass(0);
        assertThat(filled().signum()).isPositive();
        OrderRequest less = OrderRequest.limit(
                DEMO.id(), Side.BUY, new Quantity(filled()), beyond(best(Side.SELL), 1));
        venue.execute(new AmendOrder(new OrderId(1), id, new ClientOrderId("me", 0, 98), less, venue.nanos()));
        pass(0);

        assertThat(of(VenueEvent.AmendRejected.class)).extracting(VenueEvent.AmendRejected::reason)
                .containsExactly("that much has been filled already");
    }

    @Test
    void whatTheAccountCannotPayIsRefusedOpenOrdersIncluded() {
        venue = venue(TickMarket.of(7, List.of(DEMO)), "1000");
        begin();
        Price low = beyond(best(Side.BUY), -100);
        submit(market(Side.BUY, "30"));
        submit(OrderRequest.limit(DEMO.id(), Side.BUY, Quantity.of("15"), low));
        submit(OrderRequest.limit(DEMO.id(), Side.BUY, Quantity.of("15"), low));
        pass(0);

        assertThat(of(Rejected.class)).extracting(event -> event.clientOrderId().counter()).containsExactly(1L, 3L);
        assertThat(of(Rejected.class)).extracting(Rejected::reason).containsOnly("insufficient balance");
    }

    @Test
    void commandsTakeTheirTimeAndMayArriveTooLate() {
        venue = new SyntheticVenue(
                TickMarket.of(7, List.of(DEMO)),
                new VenueTerms(
                        BasicModels.feeBasisPoints(Decimal.ZERO),
                        BasicModels.constantLatency(5_000_000),
                        Money.of("1000", "USD"),
                        Decimal.ONE));
        begin();
        long now = venue.nanos();
        submit(market(Side.BUY, "0.1"));
        OrderRequest late = market(Side.BUY, "0.1");
        venue.execute(new SubmitOrder(new OrderId(9), new ClientOrderId("me", 0, 9), late, now, now + 1));
        venue.advanceTo(now + 4_999_999);
        assertThat(reports).isEmpty();
        venue.advanceTo(now + 5_000_000);

        assertThat(reports).isNotEmpty().allMatch(event -> event.eventNanos() == now + 5_000_000);
        assertThat(of(Rejected.class)).extracting(Rejected::reason).containsExactly("it arrived after its validity");
    }

    @Test
    void theAccountIsWhatTheFillsMakeOfIt() {
        begin();
        for (int i = 0; i < 20; i++) {
            submit(market(i % 3 == 0 ? Side.SELL : Side.BUY, "0.7"));
            pass(SECOND / 2);
        }

        Decimal cash = Decimal.of(1_000_000);
        Decimal held = Decimal.ZERO;
        for (Filled event : of(Filled.class)) {
            Decimal quantity = event.fill().quantity().value();
            Decimal worth = quantity.times(event.fill().price().value());
            held = event.side() == Side.BUY ? held.plus(quantity) : held.minus(quantity);
            cash = event.side() == Side.BUY ? cash.minus(worth) : cash.plus(worth);
            cash = cash.minus(event.fill().fee().amount());
        }
        assertThat(of(Filled.class)).hasSizeGreaterThanOrEqualTo(20);
        assertThat(venue.cash(DEMO.settlement())).isEqualTo(cash);
        assertThat(venue.quantity(DEMO)).isEqualTo(held);
    }

    @Test
    void aPositionInAPerpetualPaysFunding() {
        long beforeEight = SyntheticMarket.DEFAULT_START_NANOS + 8 * 3_600 * SECOND - 2 * SECOND;
        venue = venue(TickMarket.of(7, List.of(DEMO, PERPETUAL)).startingAt(beforeEight), "1000000");
        begin();
        submit(OrderRequest.market(PERPETUAL.id(), Side.BUY, Quantity.of("2")));
        pass(0);
        Decimal before = venue.cash(PERPETUAL.settlement());
        pass(5 * SECOND);

        FundingRate rate = news.stream()
                .filter(FundingRate.class::isInstance)
                .map(FundingRate.class::cast)
                .findFirst()
                .orElseThrow();
        double paid = before.minus(venue.cash(PERPETUAL.settlement())).toDouble();
        assertThat(paid / rate.rate().toDouble()).isBetween(2 * 950.0, 2 * 1_050.0);
    }

    @Test
    void anOrderIsNotCancelledUnderAnotherInstrument() {
        venue = venue(TickMarket.of(7, List.of(DEMO, PERPETUAL)), "1000000");
        begin();
        ClientOrderId id = submit(OrderRequest.limit(
                DEMO.id(), Side.BUY, Quantity.of("1"), beyond(best(Side.BUY), -50)));
        venue.execute(new CancelOrder(PERPETUAL.id(), new OrderId(1), id, venue.nanos()));
        pass(0);

        assertThat(of(Cancelled.class)).isEmpty();
        assertThat(of(VenueEvent.CancelRejected.class)).hasSize(1);
    }

    @Test
    void whatTheVenueCannotDoIsSaid() {
        begin();
        submit(OrderRequest.trailingStop(DEMO.id(), Side.SELL, Quantity.of("1"), Decimal.ONE));
        submit(market(Side.BUY, "1").with(OrderConditions.GTC.withReduceOnly()));
        submit(market(Side.BUY, "1").with(OrderConditions.GTC.withPostOnly()));
        submit(OrderRequest.limit(DEMO.id(), Side.BUY, Quantity.of("0.001"), Price.of("100")));
        submit(market(Side.BUY, "1").withPrices(OrderPrices.limit(Price.of("0.001"))));
        pass(0);

        assertThat(of(Rejected.class)).extracting(Rejected::reason).satisfiesExactly(
                one -> assertThat(one).contains("TRAILING_STOP"),
                one -> assertThat(one).contains("reduce-only"),
                one -> assertThat(one).contains("post-only is for limit orders"),
                one -> assertThat(one).contains("minimum of 1"),
                one -> assertThat(one).contains("multiples of 0.01"));
    }

    @Test
    void timeNeverGoesBackAndTermsMustMakeSense() {
        begin();

        assertThatThrownBy(() -> venue.advanceTo(venue.nanos() - 1)).hasMessageContaining("never goes back");
        assertThatThrownBy(() -> venue(TickMarket.of(7, List.of(DEMO)), "0")).hasMessageContaining("some cash");
        assertThatThrownBy(() -> venue(
                        TickMarket.of(7, List.of(DEMO, Instruments.shipped().require("AAPL"))), "1"))
                .hasMessageContaining("[NASDAQ, SYNTHETIC]");
    }
}

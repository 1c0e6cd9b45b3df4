package dev.tradewind.simulation.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.venue.OpeningAccount.OpeningOrder;
import dev.tradewind.simulation.venue.OpeningAccount.OpeningPosition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaperVenueTest {
    private static final Currency USDT = Currency.of("USDT");
    private static final Instrument BTC = new Instrument(
            new InstrumentId("BTCUSDT", "BINANCE"),
            InstrumentKind.SPOT,
            new TradingSteps(Decimal.parse("0.01"), Decimal.parse("0.001"), Decimal.parse("0.001"), Decimal.ZERO),
            ContractTerms.spot(Currency.of("BTC"), USDT),
            "BTC/USDT");
    private static final long MILLI = 1_000_000L;
    private static final long START = 1_700_000_000_000L * MILLI;

    private final List<VenueEvent> told = new ArrayList<>();
    private final List<Long> when = new ArrayList<>();
    private long now = START;
    private long updates;
    private int orders;
    private PaperVenue venue = open(new OpeningAccount(
            "one", List.of(Money.of("100000", "USDT")), List.of(), List.of()), "a-");

    private PaperVenue open(OpeningAccount opening, String session) {
        return open(opening, session, Decimal.ONE);
    }

    private PaperVenue open(OpeningAccount opening, String session, Decimal leverage) {
        BookModels models = new BookModels(
                BasicModels.feeBasisPoints(Decimal.of(10)),
                BasicModels.slippageBasisPoints(Decimal.ZERO),
                BasicModels.constantLatency(30 * MILLI),
                20 * MILLI,
                QueueModel.CONSERVATIVE);
        return new PaperVenue(List.of(BTC), models, leverage, session, opening, now, event -> {
            told.add(event);
            when.add((now - START) / MILLI);
        });
    }

    private void at(long millis) {
        now = START + millis * MILLI;
        venue.advanceTo(now);
    }

    private void book(long millis, long bid, long ask, long quantity) {
        now = START + millis * MILLI;
        venue.onMarket(
                new BookSnapshot(BTC.id(), now, ++updates, BookLevels.ofUnscaled(
                        new Scales(2, 3), 1, new long[] {bid, ask}, new long[] {quantity, quantity})),
                now);
    }

    private void trade(long millis, String price, String quantity, Side aggressor) {
        now = START + millis * MILLI;
        venue.onMarket(TradeTick.of(BTC.id(), now, Price.of(price), Quantity.of(quantity), aggressor, ""), now);
    }

    private ClientOrderId submit(OrderRequest request) {
        ClientOrderId id = new ClientOrderId("one", 0, ++orders);
        venue.execute(new SubmitOrder(new OrderId(orders), id, request, now, now + 2_000 * MILLI));
        return id;
    }

    private List<String> names() {
        return told.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    @Test
    void anOrderMeetsTheBookAsItIsKnownWhenItArrivesAndTheReportTakesItsTimeBack() {
        book(0, 10_000, 10_001, 5_000);
        submit(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("1")));
        book(20, 10_010, 10_011, 5_000);
        assertThat(venue.nextNanos()).isEqualTo(START + 30 * MILLI);
        at(49);
        assertThat(told).isEmpty();
        at(50);

        assertThat(names()).containsExactly("Accepted", "Filled");
        VenueEvent.Filled filled = (VenueEvent.Filled) told.get(1);
        assertThat(filled.fill().price()).isEqualTo(Price.of("100.11"));
        assertThat(filled.eventNanos()).isEqualTo(START + 30 * MILLI);
        assertThat(when).containsExactly(50L, 50L);
        assertThat(venue.quantity(BTC)).isEqualTo(Decimal.ONE);
        assertThat(venue.cash(USDT)).isEqualTo(Decimal.parse("99899.78989"));
    }

    @Test
    void whatMakesNoSenseIsRefusedWhenItWouldArrive() {
        ClientOrderId odd = submit(OrderRequest.limit(BTC.id(), Side.BUY, Quantity.of("1"), Price.of("100.005")));
        at(60);
        assertThat(told).hasSize(1).first().isInstanceOf(VenueEvent.Rejected.class);
        venue.execute(new CancelOrder(BTC.id(), new OrderId(1), odd, now));
        at(120);
        assertThat(names()).containsExactly("Rejected", "CancelRejected");
    }

    @Test
    void spotIsNotSoldShortWithoutLeverage() {
        book(0, 10_000, 10_001, 5_000);
        submit(OrderRequest.market(BTC.id(), Side.SELL, Quantity.of("1")));
        at(100);
        assertThat(told).singleElement().isInstanceOfSatisfying(VenueEvent.Rejected.class, rejected -> assertThat(
                        rejected.reason())
                .isEqualTo("insufficient balance: it sells 1 and 0 is held; without leverage spot cannot be sold"
                        + " short"));

        told.clear();
        submit(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("1")));
        at(200);
        submit(OrderRequest.limit(BTC.id(), Side.SELL, Quantity.of("0.8"), Price.of("101")));
        submit(OrderRequest.limit(BTC.id(), Side.SELL, Quantity.of("0.8"), Price.of("101")));
        at(300);
        assertThat(names()).containsExactly("Accepted", "Filled", "Accepted", "Accepted");
        book(400, 10_200, 10_201, 5_000);
        at(500);

        // Both were covered when they came; the second sells what is left and ends.
        assertThat(venue.quantity(BTC)).isEqualTo(Decimal.ZERO);
        assertThat(venue.working()).isEmpty();
        assertThat(names()).endsWith("Filled", "Filled", "Cancelled");
    }

    @Test
    void withLeverageItIs() {
        venue = open(
                new OpeningAccount("one", List.of(Money.of("100000", "USDT")), List.of(), List.of()),
                "m-",
                Decimal.of(2));
        book(0, 10_000, 10_001, 5_000);
        submit(OrderRequest.market(BTC.id(), Side.SELL, Quantity.of("1")));
        at(100);
        assertThat(names()).containsExactly("Accepted", "Filled");
        assertThat(venue.quantity(BTC)).isEqualTo(Decimal.of(-1));
    }

    @Test
    void openedAgainItHasCashPositionsAndOrdersAndNoIdTwice() {
        book(0, 10_000, 10_001, 5_000);
        submit(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("2")));
        ClientOrderId rests = submit(OrderRequest.limit(BTC.id(), Side.BUY, Quantity.of("1"), Price.of("99.50")));
        ClientOrderId stop = submit(OrderRequest.stop(BTC.id(), Side.SELL, Quantity.of("2"), Price.of("90")));
        at(100);
        assertThat(venue.working()).extracting(OpeningOrder::id).containsExactly(rests, stop);
        List<String> before = tradeIds();
        Decimal cash = venue.cash(USDT);

        venue = open(
                new OpeningAccount(
                        "one",
                        List.of(new Money(cash, USDT)),
                        List.of(new OpeningPosition(BTC.id(), Decimal.of(2), Decimal.parse("200.02"))),
                        venue.working()),
                "b-");
        assertThat(venue.working()).extracting(OpeningOrder::id).containsExactly(rests, stop);
        book(200, 9_950, 9_960, 3_000);
        // What the level shows first stands before it.
        trade(210, "99.50", "3", Side.SELL);
        at(300);
        assertThat(venue.working()).hasSize(2);
        trade(310, "99.50", "1", Side.SELL);
        at(400);
        assertThat(venue.working()).extracting(OpeningOrder::id).containsExactly(stop);
        book(450, 8_950, 8_960, 9_000);
        trade(460, "89.50", "1", Side.SELL);
        at(600);

        assertThat(venue.quantity(BTC)).isEqualTo(Decimal.ONE);
        assertThat(names()).endsWith("Triggered", "Filled");
        assertThat(tradeIds()).doesNotHaveDuplicates().containsAll(before).hasSize(before.size() + 2);
    }

    private List<String> tradeIds() {
        return told.stream()
                .filter(VenueEvent.Filled.class::isInstance)
                .map(event -> ((VenueEvent.Filled) event).fill().tradeId())
                .toList();
    }

    @Test
    void whatIsNotTradedThereCannotBeTakenOver() {
        InstrumentId other = new InstrumentId("ETHUSDT", "BINANCE");
        assertThatThrownBy(() -> open(
                        new OpeningAccount(
                                "one",
                                List.of(),
                                List.of(new OpeningPosition(other, Decimal.ONE, Decimal.ONE)),
                                List.of()),
                        "c-"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ETHUSDT.BINANCE");
    }
}

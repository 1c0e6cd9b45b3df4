package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static dev.tradewind.engine.Rig.ETH;
import static dev.tradewind.engine.Rig.MINUTE;
import static dev.tradewind.engine.Rig.PERP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.engine.ledger.LedgerEvent.StrategyStarted;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What rules can know beside the order itself. Rules here say nothing: what they saw is read from the journal. */
class CircumstancesTest {
    private static final long SECOND = 1_000_000_000L;

    private final Rig rig = new Rig(new SilentRules(), Rig.LIVE);

    private double fact(String name) {
        return rig.last(OrderJudged.class).facts().number(Check.numberNames().indexOf(name));
    }

    private static OrderRequest limit(Instrument instrument, Side side, String quantity, String price) {
        return OrderRequest.limit(instrument.id(), side, Quantity.of(quantity), Price.of(price));
    }

    private static OrderRequest market(Instrument instrument, Side side, String quantity) {
        return OrderRequest.market(instrument.id(), side, Quantity.of(quantity));
    }

    /** The ledger as the journal and as a snapshot give it: what rules see afterwards must be the same. */
    private void assertThatRestartsChangeNothing() {
        byte[] live = LedgerSnapshot.write(rig.engine.ledger());
        Ledger folded = new Ledger();
        rig.events.forEach(folded::evolve);
        assertThat(LedgerSnapshot.write(folded)).isEqualTo(live);
        assertThat(LedgerSnapshot.write(LedgerSnapshot.read(live))).isEqualTo(live);
    }

    @Test
    void messagesAreNewOrdersAmendmentsAndCancelsAndNoCancelIsJudged() {
        OrderState order = rig.accepted(limit(BTC, Side.BUY, "1", "90"));
        assertThat(fact("messagesLastSecond")).isZero();
        rig.act(context -> {
            context.amend(order.id(), Quantity.of("2"), OrderPrices.limit(Price.of("90")));
            context.submit(limit(BTC, Side.BUY, "3", "90"));
        });
        assertThat(fact("messagesLastSecond")).isEqualTo(1);
        assertThat(fact("messagesToday")).isEqualTo(2);
        int judged = rig.events(OrderJudged.class).size();
        rig.act(context -> {
            context.cancel(new OrderId(2));
            assertThat(rig.events(OrderJudged.class)).hasSize(judged);
            context.submit(limit(BTC, Side.BUY, "4", "90"));
        });
        assertThat(fact("messagesLastSecond")).isEqualTo(1);
        assertThat(fact("messagesToday")).isEqualTo(4);
        assertThatRestartsChangeNothing();
        rig.tick(24 * 60 * MINUTE);
        rig.place(limit(BTC, Side.BUY, "5", "90"));
        assertThat(fact("messagesToday")).isZero();
        assertThat(fact("orderTradeRatio")).isZero();
    }

    @Test
    void messagesPerOrderThatTradedAreTheRatioAndVolumeCountsWhereItIsMore() {
        rig.trade(BTC, Side.BUY, "1", "100");
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("orderTradeRatio")).isZero();
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("orderTradeRatio")).isEqualTo(1);
        rig.place(limit(BTC, Side.BUY, "6", "90"));
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("orderTradeRatio")).isEqualTo(8);
        rig.place(market(ETH, Side.BUY, "1"));
        assertThat(fact("orderTradeRatio")).isZero();
        assertThatRestartsChangeNothing();
    }

    @Test
    void anOrderThatIsAmendedAgainAndAgainCountsEachOfItsTradesAndOnlyWhatIsOpenOfIt() {
        OrderState quote = rig.accepted(limit(BTC, Side.BUY, "4", "90"));
        for (int i = 1; i <= 3; i++) {
            rig.fill(quote, "90", "1");
            Quantity more = quote.request().quantity().plus(Quantity.of("1"));
            rig.act(context -> context.amend(quote.id(), more, OrderPrices.limit(Price.of("90"))));
            rig.amended(quote, quote.attempts().getLast(), more.toString(), quote.request().prices());
        }
        rig.place(market(BTC, Side.BUY, "1"));
        // Four messages, each about 4 that were open, and three trades of 1.
        assertThat(fact("orderTradeRatio")).isEqualTo(Math.rint((16.0 / 3 - 1) * 1e6) / 1e6);
        assertThatRestartsChangeNothing();
    }

    @Test
    void ownOrdersThatMayStandInTheBookAreMetAtEitherPriceOfAnAmendment() {
        OrderState ask = rig.accepted(limit(BTC, Side.SELL, "2", "110"));
        rig.place(limit(BTC, Side.BUY, "1", "105"));
        assertThat(fact("selfTradeQuantity")).isZero();
        rig.act(context -> context.amend(ask.id(), Quantity.of("2"), OrderPrices.limit(Price.of("104"))));
        assertThat(ask.status()).isEqualTo(OrderStatus.PENDING_AMEND);
        rig.place(limit(BTC, Side.BUY, "1", "105"));
        assertThat(fact("selfTradeQuantity")).isEqualTo(2);
        rig.fill(ask, "110", "0.5");
        rig.place(limit(BTC, Side.BUY, "1", "110"));
        assertThat(fact("selfTradeQuantity")).isEqualTo(1.5);
        rig.place(limit(BTC, Side.SELL, "1", "105"));
        assertThat(fact("selfTradeQuantity")).isEqualTo(3);
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("selfTradeQuantity")).isZero();
    }

    @Test
    void theMostThatTradedInAnHourStaysThroughARestartUntilAPersonStartsTheStrategyAgain() {
        for (int i = 0; i < 3; i++) {
            rig.trade(BTC, Side.BUY, "1", "100");
        }
        rig.tick(5 * 60 * MINUTE);
        rig.price(BTC, "100");
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("peakExecutionsPerHour")).isEqualTo(3);
        assertThatRestartsChangeNothing();
        rig.restart();
        rig.price(BTC, "100");
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("peakExecutionsPerHour")).isEqualTo(3);

        rig.send(new Input.StopStrategy(rig.nowNanos(), "obedient", "looked at"));
        LedgerEvent again = new StrategyStarted(rig.nowNanos(), "obedient", "");
        rig.events.add(again);
        rig.engine.evolve(again);
        rig.restart();
        rig.price(BTC, "100");
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("peakExecutionsPerHour")).isZero();
        assertThatRestartsChangeNothing();
    }

    @Test
    void partsOfOneOrderAreOneExecution() {
        OrderState order = rig.accepted(market(BTC, Side.BUY, "3"));
        rig.fill(order, "100", "1");
        rig.fill(order, "100", "1");
        rig.fill(order, "100", "1");
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("peakExecutionsPerHour")).isEqualTo(1);
        assertThat(fact("orderTradeRatio")).isZero();
    }

    @Test
    void aRoundTripIsLostByItsFeesTooAndOneThatIsWonOrADayThatEndsEndsTheStreak() {
        rig.trade(PERP, Side.BUY, "1", "100");
        rig.trade(PERP, Side.SELL, "1", "99");
        rig.trade(PERP, Side.BUY, "1", "100");
        OrderState dear = rig.accepted(market(PERP, Side.SELL, "2"));
        rig.fill(dear, new Fill("dear", Price.of("101"), Quantity.of("2"), Money.of("1.01", "USDT"), Liquidity.TAKER));
        rig.place(market(PERP, Side.SELL, "1"));
        assertThat(fact("losingTrips")).isEqualTo(2);
        assertThatRestartsChangeNothing();
        rig.trade(PERP, Side.BUY, "0.5", "90");
        rig.place(market(PERP, Side.SELL, "1"));
        assertThat(fact("losingTrips")).isEqualTo(2);
        rig.trade(PERP, Side.BUY, "0.5", "102");
        rig.place(market(PERP, Side.SELL, "1"));
        assertThat(fact("losingTrips")).isZero();

        rig.trade(PERP, Side.BUY, "1", "100");
        rig.trade(PERP, Side.SELL, "1", "99");
        rig.place(market(PERP, Side.SELL, "1"));
        assertThat(fact("losingTrips")).isEqualTo(1);
        rig.tick(24 * 60 * MINUTE);
        rig.price(PERP, "100");
        rig.place(market(PERP, Side.SELL, "1"));
        assertThat(fact("losingTrips")).isZero();
        assertThatRestartsChangeNothing();
    }

    @Test
    void theHourIsThatOfBarsAndSinglePricesAndOfNothingLonger() {
        bar(Timeframe.HOUR_1, "130", "90", "100");
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("rangePercent")).isEqualTo(40);
        assertThat(fact("windowDeviationPercent")).isZero();
        bar(Timeframe.DAY_1, "900", "1", "100");
        rig.send(new Input.MarketData(rig.nowNanos() + SECOND, TradeTick.of(
                BTC.id(), rig.nowNanos() + SECOND, Price.of("80"), Quantity.of("1"), null, "")));
        rig.place(limit(BTC, Side.BUY, "1", "99"));
        assertThat(fact("rangePercent")).isEqualTo(62.5);
        // The mean of two closes of 100 that the rig and the bar brought, and of the trade at 80.
        assertThat(fact("windowDeviationPercent")).isEqualTo((99 - 280.0 / 3) / (280.0 / 3) * 100, within(1e-9));
        rig.tick(61 * MINUTE);
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("rangePercent")).isZero();
    }

    private void bar(Timeframe timeframe, String high, String low, String close) {
        long at = rig.nowNanos() + MINUTE;
        rig.send(new Input.MarketData(at, Bar.of(BTC.id(), timeframe, at, close, high, low, close, "10")));
    }

    @Test
    void theDaysVolumeIsKnownOnceADayWasSeenAndForgetsWhatIsOlder() {
        bar(Timeframe.HOUR_1, "100", "100", "100");
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("volumeSharePercent")).isZero();
        long start = rig.nowNanos();
        for (int hour = 1; hour <= 30; hour++) {
            rig.tick(60 * MINUTE - MINUTE);
            bar(Timeframe.HOUR_1, "100", "100", "100");
        }
        assertThat(rig.nowNanos() - start).isEqualTo(30 * 60 * MINUTE);
        rig.place(market(BTC, Side.BUY, "1"));
        // Each hour has a bar of 10.
        assertThat(fact("volumeSharePercent")).isEqualTo(100.0 / 240, within(1e-9));
        rig.tick(3 * 24 * 60 * MINUTE);
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("volumeSharePercent")).isZero();
    }

    private void past(Timeframe timeframe, long agoMinutes, long count, String high, String low, String close) {
        List<Bar> bars = new ArrayList<>();
        long length = timeframe.nanos();
        long end = timeframe.startOf(rig.nowNanos()) - agoMinutes * MINUTE;
        for (long i = count - 1; i >= 0; i--) {
            bars.add(Bar.of(BTC.id(), timeframe, end - i * length, close, high, low, close, "10"));
        }
        rig.send(new Input.TellHistory(rig.nowNanos(), BTC.id(), Engine.WINDOWS, bars));
    }

    @Test
    void whatRulesKnowOfTheHourAndTheDayBeginsWithBarsOfThePast() {
        rig.tick(30 * 60 * MINUTE);
        rig.restart();
        rig.send(new Input.MarketData(rig.nowNanos(), trade("100", "2")));
        rig.place(market(BTC, Side.BUY, "1"));
        assertThat(fact("volumeSharePercent")).isZero();
        assertThat(fact("rangePercent")).isZero();
        past(Timeframe.HOUR_1, 0, 25, "500", "1", "100");
        past(Timeframe.MINUTE_1, 10, 30, "110", "95", "102");
        // Told twice, as by two feeds: what is counted already is not again.
        past(Timeframe.HOUR_1, 0, 25, "500", "1", "100");
        rig.place(market(BTC, Side.BUY, "1"));
        // 23 whole hours before this one, in which a trade of 2 was seen; an hour's range says nothing of its minutes.
        assertThat(fact("volumeSharePercent")).isEqualTo(100.0 / 232, within(1e-9));
        assertThat(fact("rangePercent")).isEqualTo(15);
        double mean = (30 * 102 + 100) / 31.0;
        rig.place(limit(BTC, Side.BUY, "1", "110"));
        assertThat(fact("windowDeviationPercent")).isEqualTo((110 - mean) / mean * 100, within(1e-9));
        // They are no prices: what the position is worth is the market's word alone.
        assertThat(rig.engine.position(BTC.id())).isNotNull();
        assertThatRestartsChangeNothing();
    }

    private TradeTick trade(String price, String quantity) {
        return TradeTick.of(BTC.id(), rig.nowNanos(), Price.of(price), Quantity.of(quantity), Side.BUY, "");
    }

    @Test
    void theBookSaysWhatAnOrderWouldTakeAndCost() {
        rig.send(new Input.MarketData(rig.nowNanos(), new BookSnapshot(BTC.id(), rig.nowNanos(), Sequences.UNKNOWN,
                BookLevels.of(List.of(level("99", "1")), List.of(level("100", "1"), level("101", "2"),
                        level("101.01", "50"))))));
        rig.place(market(BTC, Side.BUY, "2"));
        assertThat(fact("visibleQuantity")).isEqualTo(3);
        assertThat(fact("bookSharePercent")).isEqualTo(200.0 / 3, within(1e-9));
        assertThat(fact("slippagePercent")).isEqualTo(0.5, within(1e-9));
        rig.place(market(BTC, Side.BUY, "5"));
        assertThat(fact("slippagePercent")).isEqualTo(0.8, within(1e-9));
        rig.place(limit(BTC, Side.BUY, "5", "100"));
        assertThat(fact("bookSharePercent")).isEqualTo(100.0 / 3, within(1e-9));
        assertThat(fact("slippagePercent")).isZero();
        rig.place(limit(BTC, Side.BUY, "5", "99.99"));
        assertThat(fact("visibleQuantity")).isEqualTo(3);
        assertThat(fact("bookSharePercent")).isZero();
        rig.place(market(ETH, Side.BUY, "5"));
        assertThat(fact("visibleQuantity")).isZero();
    }

    private static PriceLevel level(String price, String quantity) {
        return new PriceLevel(Price.of(price), Quantity.of(quantity));
    }

    @Test
    void capitalCountsTheWorseSideOfEachInstrumentAndNetExposureTheSignedSum() {
        rig.trade(PERP, Side.SELL, "100", "100");
        rig.accepted(limit(BTC, Side.BUY, "100", "90"));
        rig.accepted(limit(BTC, Side.SELL, "50", "110"));
        rig.place(limit(ETH, Side.BUY, "200", "100"));
        assertThat(fact("equity")).isEqualTo(100_000);
        assertThat(fact("capitalUseAfter")).isEqualTo((10_000 + 9_000 + 20_000) / 100_000.0, within(1e-12));
        assertThat(fact("netExposureAfter")).isEqualTo(10_000);
        assertThat(fact("netLeverageAfter")).isEqualTo(0.1);
        assertThat(fact("concentrationAfterPercent")).isEqualTo(20);
    }
}

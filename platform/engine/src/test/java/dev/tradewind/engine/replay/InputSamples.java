package dev.tradewind.engine.replay;

import dev.tradewind.engine.Input;
import dev.tradewind.engine.Rig;
import dev.tradewind.engine.VenueStatement;
import dev.tradewind.engine.guard.Distance;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.DataFault;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueQueries.Balance;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;

/** One input of every kind, with every kind of market event and report among them. */
final class InputSamples {
    static final long TIME = 1_700_000_000_123_456_789L;
    private static final InstrumentId BTC = Rig.BTC.id();
    private static final ClientOrderId ID = new ClientOrderId("acc1", 2, 77);
    private static final Fill FILL = new Fill(
            "T-9", Price.of("27000.10"), Quantity.of("0.75"), Money.of("-0.0001", "BNB"), Liquidity.MAKER);

    private InputSamples() {}

    static List<Input> all() {
        List<Input> all = new ArrayList<>();
        market().forEach(event -> all.add(new Input.MarketData(TIME, event)));
        reports().forEach(event -> all.add(new Input.VenueReport(TIME, event)));
        all.add(new Input.ClockTick(TIME));
        all.add(new Input.AddInstrument(TIME, Rig.INVERSE));
        all.add(new Input.MoveCash(TIME, Money.of("-12.5", "USDT"), "fee"));
        all.add(new Input.SetRate(TIME, Currency.of("EUR"), Currency.of("USD"), Decimal.parse("1.08")));
        all.add(new Input.StartStrategies(TIME));
        all.add(new Input.SwitchKill(TIME, true, "venue:SIM", "Ann", "drill", true));
        all.add(new Input.AnswerHold(TIME, new OrderId(300), true, "Ann"));
        all.add(new Input.GrantOverride(TIME, new OrderId(301), TIME + 60, "Ann", "a client's wish"));
        all.add(new Input.Restarted(TIME, "killed"));
        all.add(new Input.Reconcile(TIME, statement()));
        all.add(new Input.Reconcile(TIME, VenueStatement.unanswered("SIM", TIME - 1)));
        all.add(new Input.ResumeAccount(TIME, "Ann"));
        all.add(new Input.StopStrategy(TIME, "sma", "asked for"));
        all.add(new Input.SetGuard(TIME, "sma", BTC, GuardSpec.stop(new Distance.Percent(Decimal.parse("2.5")))
                .withTarget(new Distance.At(Price.of("31000")))
                .withTrailing(new Distance.Atr(Decimal.parse("1.5"), 14, Timeframe.HOUR_1, Decimal.of(3)))
                .withLongest(3_600_000_000_000L)));
        all.add(new Input.RemoveGuard(TIME, BTC, "enough"));
        all.add(new Input.CancelByHand(TIME, null, "Ann"));
        all.add(new Input.CancelByHand(TIME, new OrderId(300), "Ann"));
        all.add(new Input.Flatten(TIME, null, "drill"));
        all.add(new Input.Flatten(TIME, BTC, "drill"));
        all.add(new Input.SetDataQuality(
                TIME, new DataQuality(BTC, List.of(DataFault.STALE, DataFault.OUTLIER), "nothing for 5 s")));
        all.add(new Input.TellHistory(
                TIME,
                BTC,
                "sma",
                List.of(
                        Bar.of(BTC, Timeframe.MINUTE_1, TIME - 9, "100", "101", "99", "100", "12"),
                        Bar.of(BTC, Timeframe.MINUTE_1, TIME - 1, "100.5", "101", "99.25", "100", "12.345"))));
        all.add(new Input.NoteFeedSource(TIME, "SIM", "backup", "the other is down"));
        all.add(new Input.ActivateRules(TIME, "6ac7e14f", "a limit"));
        return all;
    }

    private static List<MarketEvent> market() {
        BookLevels levels = BookLevels.ofUnscaled(
                new Scales(2, 3), 1, new long[] {2_700_000, 2_700_100}, new long[] {5, 0});
        return List.of(
                Bar.of(BTC, Timeframe.MINUTE_1, TIME, "100.5", "101", "99.25", "100", "12.345"),
                TradeTick.of(BTC, TIME, Price.of("27000.1"), Quantity.of("0.5"), null, "t 1 ↗"),
                TradeTick.of(BTC, TIME, Price.of("27000.1"), Quantity.of("0.5"), Side.SELL, ""),
                new Quote(
                        BTC,
                        TIME,
                        new PriceLevel(Price.of("27000"), Quantity.of("1")),
                        new PriceLevel(Price.of("27000.01"), Quantity.of("2.5"))),
                new BookDelta(BTC, TIME, BookDelta.Sequences.contiguous(8, 9), levels),
                new BookSnapshot(BTC, TIME, BookDelta.Sequences.UNKNOWN, levels),
                new FundingRate(Rig.PERP.id(), TIME, Decimal.parse("-0.0001")));
    }

    private static List<VenueEvent> reports() {
        return List.of(
                new VenueEvent.Accepted(BTC, ID, "V1", TIME - 1),
                new VenueEvent.Rejected(BTC, ID, "no", TIME - 1),
                new VenueEvent.Filled(BTC, ID, Side.SELL, FILL, TIME - 1),
                new VenueEvent.Cancelled(BTC, ID, "gone", TIME - 1),
                new VenueEvent.Expired(BTC, ID, TIME - 1),
                new VenueEvent.Triggered(BTC, ID, TIME - 1),
                new VenueEvent.Amended(
                        BTC,
                        ID,
                        new ClientOrderId("acc1", 2, 78),
                        Quantity.of("2"),
                        OrderPrices.stopLimit(Price.of("1"), Price.of("2")),
                        TIME - 1),
                new VenueEvent.AmendRejected(BTC, ID, "late", TIME - 1),
                new VenueEvent.CancelRejected(BTC, ID, "late", TIME - 1),
                new VenueEvent.FateUnknown(BTC, ID, "time out", TIME - 1));
    }

    private static VenueStatement statement() {
        VenueOrder.Ids ids = new VenueOrder.Ids(ID.toString(), "V1");
        return new VenueStatement(
                "SIM",
                TIME - 5,
                new VenueStatement.Coverage(true, true, true, false, true, TIME - 99),
                List.of(new VenueOrder(
                        ids,
                        OrderRequest.limit(BTC, Side.BUY, Quantity.of("2"), Price.of("26999.5")),
                        new VenueOrder.Progress(
                                VenueOrder.State.WORKING,
                                Quantity.of("0.75"),
                                Decimal.parse("20250.075"),
                                TIME - 9,
                                TIME - 8))),
                List.of(new VenueFill(BTC, ids, Side.BUY, FILL, TIME - 8)),
                List.of(new Balance(Currency.of("USDT"), Decimal.of(5), Decimal.parse("0.5"))),
                List.of(new VenueStatement.Holding(Rig.PERP.id(), Decimal.of(-3))));
    }
}

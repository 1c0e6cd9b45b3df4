package dev.tradewind.engine.ledger;

import dev.tradewind.engine.guard.Distance;
import dev.tradewind.engine.guard.ExitCause;
import dev.tradewind.engine.guard.GuardLevels;
import dev.tradewind.engine.guard.GuardRole;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.DataFault;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Bracket;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;

/** One event of every type, with every optional part in it. */
final class Samples {
    static final long TIME = 1_700_000_000_123_456_789L;

    private static final OrderId ID = new OrderId(300);
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "SIM");
    private static final ClientOrderId ATTEMPT = new ClientOrderId("acc1", 2, 77);
    private static final OrderPrices PRICES =
            new OrderPrices(Price.of("27000.5"), Price.of("26999.99"), Decimal.parse("0.25"));
    private static final Fill FILL = new Fill(
            "T-9", Price.of("27000.10"), Quantity.of("0.75"), Money.of("-0.0001", "BNB"), Liquidity.MAKER);
    private static final Instrument INSTRUMENT = new Instrument(
            new InstrumentId("BTC.PERP", "SIM"),
            InstrumentKind.PERPETUAL,
            new TradingSteps(
                    Decimal.parse("0.5"), Decimal.ONE, Decimal.of(2), Decimal.parse("123456789012345678901234567890")),
            new ContractTerms(
                    Currency.of("BTC"), Currency.of("USD"), Currency.of("BTC"), Decimal.of(100), true),
            "BTC/USD");
    private static final OrderRequest REQUEST = new OrderRequest(
            BTC,
            Side.SELL,
            OrderType.STOP_LIMIT,
            Quantity.of("1.50"),
            PRICES,
            new OrderConditions(TimeInForce.GTD, TIME + 1, true, true),
            new Bracket(Price.of("25000"), Price.of("28000")),
            "Ausbruch ↗ 😀");
    private static final Verdict VERDICT = new Verdict(
            Decision.REDUCE,
            Decimal.parse("0.333333333333333333"),
            List.of(
                    new Reason("B", Decision.REDUCE, 1.5, 0.5, "too much"),
                    new Reason("A", Decision.ALLOW, -0.0, Double.NaN, "")));

    private Samples() {}

    static List<LedgerEvent> accountEvents() {
        return List.of(
                new LedgerEvent.InstrumentAdded(TIME, INSTRUMENT),
                new LedgerEvent.CashMoved(TIME, Money.of("-1000000000000000000000.5", "USDT"), "withdrawn"),
                new LedgerEvent.RateSet(TIME, Currency.of("EUR"), Currency.of("USD"), Decimal.parse("1.08")),
                new LedgerEvent.RuleSetActivated(TIME, "abc123"),
                new LedgerEvent.KillSwitchSet(TIME, true, "strategy:sma", "Ann", "drill"),
                new LedgerEvent.DayStarted(TIME, 1234.5, Double.NaN),
                new LedgerEvent.StrategyStarted(TIME, "sma", "{fast=10}"),
                new LedgerEvent.StrategyHalted(TIME, "sma", "onBar: java.lang.ArithmeticException"),
                new LedgerEvent.SignalSkipped(TIME, "sma", BTC, Side.BUY, "too small"),
                new LedgerEvent.RequestRefused(TIME, "", "nothing to cancel"),
                new LedgerEvent.VenueAnomaly(TIME, BTC, "Filled twice"),
                new LedgerEvent.UnknownOrderFilled(TIME, BTC, Side.SELL, ATTEMPT, FILL, TIME - 5));
    }

    static List<LedgerEvent> orderEvents() {
        return List.of(
                new LedgerEvent.OrderInitialised(TIME, ID, "sma", REQUEST, new OrderLinks(299, 298)),
                new LedgerEvent.OrderJudged(TIME, ID, VERDICT, new CheckFacts(1, new double[] {1, -2.5, 1e300})),
                new LedgerEvent.OrderDenied(TIME, ID, "OFF_LOT", "no multiple of the lot"),
                new LedgerEvent.OrderHeld(TIME, ID, "ask"),
                new LedgerEvent.OrderReduced(TIME, ID, Quantity.of("0.10"), "less"),
                new LedgerEvent.OrderSubmitted(TIME, ID, ATTEMPT),
                new LedgerEvent.OrderAccepted(TIME, ID, "V1", TIME - 1),
                new LedgerEvent.OrderRejected(TIME, ID, "no", TIME - 1),
                new LedgerEvent.OrderFilled(TIME, ID, FILL, TIME - 1),
                new LedgerEvent.OrderTriggered(TIME, ID, TIME - 1),
                new LedgerEvent.OrderCancelled(TIME, ID, "gone", TIME - 1),
                new LedgerEvent.OrderExpired(TIME, ID, TIME - 1),
                new LedgerEvent.CancelRequested(TIME, ID, "enough"),
                new LedgerEvent.CancelRefused(TIME, ID, "too late"),
                new LedgerEvent.AmendRequested(TIME, ID, ATTEMPT, Quantity.of("2"), PRICES),
                new LedgerEvent.OrderAmended(TIME, ID, ATTEMPT, Quantity.of("2"), OrderPrices.NONE),
                new LedgerEvent.AmendRefused(TIME, ID, "too late"),
                new LedgerEvent.OrderFateUnknown(TIME, ID, "no answer in 2 s"),
                new LedgerEvent.OrderInDoubt(TIME, ID, "restarted"),
                new LedgerEvent.OrderNeverArrived(TIME, ID, "asked"));
    }

    static List<LedgerEvent> runningEvents() {
        GuardSpec spec = new GuardSpec(
                new Distance.Percent(Decimal.parse("2.5")),
                new Distance.At(Price.of("31000")),
                new Distance.Atr(Decimal.parse("1.5"), 14, Timeframe.HOUR_1, Decimal.of(3)),
                null,
                3_600_000_000_000L);
        GuardLevels levels = new GuardLevels(
                Side.SELL,
                Decimal.parse("27000.1"),
                new GuardLevels.Exits(Decimal.of(28000), null, Decimal.of(29000), Decimal.of(300), Decimal.of(26500)),
                new GuardLevels.Times(TIME - 9, Long.MAX_VALUE));
        Decimal one = Decimal.ONE;
        return List.of(
                new LedgerEvent.PortfolioMarked(TIME, 1000.5, Double.NaN, false),
                new LedgerEvent.AccountRestarted(TIME, "crash"),
                new LedgerEvent.AccountHalted(TIME, "no answer"),
                new LedgerEvent.AccountResumed(TIME, "Ann"),
                new LedgerEvent.VenueReconciled(TIME, "SIM", TIME - 3, true, 2, 1),
                new LedgerEvent.DifferenceSeen(TIME, "SIM", "BTC", Decimal.parse("-0.5"), one),
                new LedgerEvent.DifferenceGone(TIME, "SIM", "BTC"),
                new LedgerEvent.BalanceAdjusted(TIME, "SIM", Currency.of("BTC"), Decimal.ZERO, one, "deposit"),
                new LedgerEvent.PositionAdjusted(TIME, BTC, one, Decimal.of(-2), Decimal.parse("27000.5"), "venue"),
                new LedgerEvent.ForeignOrderSeen(TIME, BTC, "web_1", "V77", "by hand"),
                new LedgerEvent.ForeignFillBooked(TIME, BTC, Side.SELL, "V78", FILL, TIME - 5),
                new LedgerEvent.GuardSet(TIME, BTC, "sma", spec, true),
                new LedgerEvent.GuardRemoved(TIME, BTC, "asked for"),
                new LedgerEvent.GuardArmed(TIME, BTC, levels),
                new LedgerEvent.GuardTrailed(TIME, BTC, Decimal.of(26000), Decimal.of(26300)),
                new LedgerEvent.GuardDisarmed(TIME, BTC, "closed"),
                new LedgerEvent.GuardOrderPlaced(TIME, BTC, GuardRole.TARGET, ID),
                new LedgerEvent.ExitStarted(TIME, BTC, ExitCause.TIME, "sma", "too long"),
                new LedgerEvent.ExitEnded(TIME, BTC, "flat"),
                new LedgerEvent.DataQualityChanged(
                        TIME, new DataQuality(BTC, List.of(DataFault.GAP, DataFault.CLOCK), "3 trades are missing")),
                new LedgerEvent.HistoryTold(TIME, BTC, "sma", 30, TIME - 60, TIME - 1),
                new LedgerEvent.OverrideGranted(
                        TIME, ID, "sma", REQUEST, List.of("BIG", "RARE"), TIME + 60, "Ann", "a client's wish"),
                new LedgerEvent.OverrideUsed(TIME, ID, new OrderId(301), "Ann"),
                new LedgerEvent.FeedSourceChanged(TIME, "SIM", "backup", "the other is down"));
    }
}

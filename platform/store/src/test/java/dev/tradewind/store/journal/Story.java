package dev.tradewind.store.journal;

import dev.tradewind.engine.ledger.CheckFacts;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What could happen in an account, made up from a seed: batches that a ledger accepts. */
public final class Story {
    public static final InstrumentId BTC = new InstrumentId("BTCUSDT", "SIM");
    private static final long START = 1_700_000_000_000_000_000L;

    private final String shard;
    private final Random random;
    private long order;
    private long time = START;
    private int step;

    public Story(String shard, long seed) {
        this.shard = shard;
        this.random = new Random(seed);
    }

    /** The next batch: the first opens the account, every further one is an order's life or something about it. */
    public JournalBatch next() {
        BatchInput input = new BatchInput(1, Bytes.of(("input " + step).getBytes(StandardCharsets.UTF_8)));
        Bytes feeds = Bytes.of(new byte[] {1, (byte) step});
        return JournalBatch.of(shard, random.nextInt(4) == 0 ? null : input, feeds, events());
    }

    public List<LedgerEvent> events() {
        time += 1_000_000_000L;
        if (step++ == 0) {
            return opening();
        }
        return switch (random.nextInt(12)) {
            case 0 -> {
                double equity = random.nextInt(3) == 0 ? Double.NaN : 1000 + step;
                yield List.of(new LedgerEvent.DayStarted(time, equity, 2000));
            }
            case 1 -> List.of(new LedgerEvent.SignalSkipped(time, "sma", BTC, Side.BUY, "too small"));
            case 2 -> List.of(new LedgerEvent.CashMoved(time, Money.of("12.5", "USDT"), "deposit"));
            case 3 -> denied();
            case 4 -> amended();
            case 5 ->
                List.of(new LedgerEvent.UnknownOrderFilled(
                        time,
                        BTC,
                        Side.SELL,
                        new ClientOrderId("other", 0, step),
                        fill(Quantity.of("0.01")),
                        time - 7));
            case 6 ->
                List.of(
                        new LedgerEvent.VenueAnomaly(time, BTC, "filled twice"),
                        new LedgerEvent.RequestRefused(time, "sma", "nothing to cancel"),
                        new LedgerEvent.KillSwitchSet(time, step % 2 == 0, "firm", "Ann", "drill"));
            default -> traded();
        };
    }

    private List<LedgerEvent> opening() {
        Instrument instrument = new Instrument(
                BTC,
                InstrumentKind.SPOT,
                new TradingSteps(Decimal.parse("0.01"), Decimal.parse("0.001"), Decimal.parse("0.001"), Decimal.ONE),
                new ContractTerms(
                        Currency.of("BTC"), Currency.of("USDT"), Currency.of("USDT"), Decimal.ONE, false),
                "BTC/USDT");
        return List.of(
                new LedgerEvent.InstrumentAdded(time, instrument),
                new LedgerEvent.CashMoved(time, Money.of("100000", "USDT"), "opening"),
                new LedgerEvent.RateSet(time, Currency.of("EUR"), Currency.of("USDT"), Decimal.parse("1.08")),
                new LedgerEvent.RuleSetActivated(time, "rules-1"),
                new LedgerEvent.StrategyStarted(time, "sma", "{fast=10}"));
    }

    private void initialise(List<LedgerEvent> events, Decision decision) {
        OrderId id = new OrderId(++order);
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        OrderRequest request = OrderRequest.limit(BTC, side, Quantity.of("0.02"), price()).withReason("cross");
        Reason reason = new Reason("NOTIONAL", decision, 54, 50, "order of 54 over the limit of 50");
        Verdict verdict = decision == Decision.ALLOW ? Verdict.ALLOW : new Verdict(decision, null, List.of(reason));
        double[] facts = new double[21];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = i + random.nextInt(1000) / 8.0;
        }
        events.add(new LedgerEvent.OrderInitialised(time, id, "sma", request, OrderLinks.NONE));
        events.add(new LedgerEvent.OrderJudged(time, id, verdict, new CheckFacts(1, facts)));
    }

    private List<LedgerEvent> denied() {
        List<LedgerEvent> events = new ArrayList<>();
        initialise(events, Decision.DENY);
        events.add(new LedgerEvent.OrderDenied(time, new OrderId(order), "NOTIONAL", "too large"));
        return events;
    }

    private void submit(List<LedgerEvent> events) {
        initialise(events, Decision.ALLOW);
        OrderId id = new OrderId(order);
        events.add(new LedgerEvent.OrderSubmitted(time, id, new ClientOrderId("paper", 0, 2 * order)));
        events.add(new LedgerEvent.OrderAccepted(time + 1, id, "V" + order, time - 3));
    }

    private List<LedgerEvent> traded() {
        List<LedgerEvent> events = new ArrayList<>();
        submit(events);
        OrderId id = new OrderId(order);
        events.add(new LedgerEvent.OrderFilled(time + 2, id, fill(Quantity.of("0.01")), time));
        if (random.nextInt(4) == 0) {
            events.add(new LedgerEvent.CancelRequested(time + 3, id, "enough"));
            events.add(new LedgerEvent.OrderCancelled(time + 4, id, "asked", time));
        } else if (random.nextInt(8) > 0) {
            events.add(new LedgerEvent.OrderFilled(time + 3, id, fill(Quantity.of("0.01")), time));
        }
        return events;
    }

    private List<LedgerEvent> amended() {
        List<LedgerEvent> events = new ArrayList<>();
        submit(events);
        OrderId id = new OrderId(order);
        ClientOrderId replacement = new ClientOrderId("paper", 0, 2 * order + 1);
        OrderPrices prices = OrderPrices.limit(price());
        events.add(new LedgerEvent.AmendRequested(time + 2, id, replacement, Quantity.of("0.03"), prices));
        events.add(new LedgerEvent.OrderAmended(time + 3, id, replacement, Quantity.of("0.03"), prices));
        events.add(new LedgerEvent.OrderFateUnknown(time + 4, id, "no answer in 2 s"));
        return events;
    }

    private Fill fill(Quantity quantity) {
        return new Fill(
                "T" + step + "-" + random.nextInt(1_000_000),
                price(),
                quantity,
                Money.of("0.02", "USDT"),
                Liquidity.TAKER);
    }

    private Price price() {
        return Price.of("27000." + (10 + random.nextInt(90)));
    }
}

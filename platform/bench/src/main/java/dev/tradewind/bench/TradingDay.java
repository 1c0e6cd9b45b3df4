package dev.tradewind.bench;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.CheckFacts;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
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
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.BatchInput;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.journal.JournalBatch;
import dev.tradewind.store.journal.JournalWriter;
import dev.tradewind.store.journal.Ownership;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A day of an account in the journal, as a node writes it: orders that are decided, accepted and filled, and marks. */
final class TradingDay {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "SIM");
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long APART_NANOS = 80_000_000L;
    private static final int FACTS = 21;
    private static final int MARK_EVERY = 20;
    private static final int INPUT_BYTES = 60;
    private static final int FEED_BYTES = 24;
    private static final int PATIENCE_SECONDS = 60;

    private final String shard;
    private final JournalWriter writer;
    private final ByteWriter scratch = new ByteWriter();
    private final AtomicLong durable = new AtomicLong();
    private long appended;
    private long events;
    private long time = START;
    private long order;

    private TradingDay(String shard, JournalWriter writer) {
        this.shard = shard;
        this.writer = writer;
    }

    /** Writes a day of so many ledger events, or two more. */
    static void write(Database database, String shard, int events) throws InterruptedException {
        try (Ownership ownership = new Ownership(database, "bench");
                JournalWriter writer = new JournalWriter(database)) {
            writer.open(ownership.acquire(shard, Duration.ZERO));
            TradingDay day = new TradingDay(shard, writer);
            day.open();
            while (day.events < events) {
                day.trade();
            }
            day.await();
        }
    }

    private void open() throws InterruptedException {
        Instrument instrument = new Instrument(
                BTC,
                InstrumentKind.SPOT,
                new TradingSteps(Decimal.parse("0.01"), Decimal.parse("0.001"), Decimal.parse("0.001"), Decimal.ONE),
                new ContractTerms(Currency.of("BTC"), Currency.of("USDT"), Currency.of("USDT"), Decimal.ONE, false),
                "BTC/USDT");
        append(List.of(
                new LedgerEvent.InstrumentAdded(time, instrument),
                new LedgerEvent.CashMoved(time, Money.of("100000", "USDT"), "opening"),
                new LedgerEvent.RuleSetActivated(time, "rules-1"),
                new LedgerEvent.StrategyStarted(time, "sma", "{fast=10}")));
    }

    private void trade() throws InterruptedException {
        time += APART_NANOS;
        OrderId id = new OrderId(++order);
        Side side = order % 2 == 0 ? Side.SELL : Side.BUY;
        Price price = Price.of("27000." + (10 + order % 90));
        Quantity quantity = Quantity.of("0.02");
        OrderRequest request = OrderRequest.limit(BTC, side, quantity, price).withReason("quote");
        double[] facts = new double[FACTS];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = i + order % 1000 / 8.0;
        }
        append(List.of(
                new LedgerEvent.OrderInitialised(time, id, "sma", request, OrderLinks.NONE),
                new LedgerEvent.OrderJudged(time, id, Verdict.ALLOW, new CheckFacts(1, facts)),
                new LedgerEvent.OrderSubmitted(time, id, new ClientOrderId("day", 0, order))));
        append(List.of(new LedgerEvent.OrderAccepted(time + 1, id, "V" + order, time)));
        Fill fill = new Fill("T" + order, price, quantity, Money.of("0.02", "USDT"), Liquidity.MAKER);
        append(List.of(new LedgerEvent.OrderFilled(time + 2, id, fill, time)));
        if (order % MARK_EVERY == 0) {
            append(List.of(new LedgerEvent.PortfolioMarked(time + 3, 100_000, 100_001, true)));
        }
    }

    private void append(List<LedgerEvent> made) throws InterruptedException {
        events += made.size();
        BatchInput input = new BatchInput(1, Bytes.of(new byte[INPUT_BYTES]));
        JournalBatch batch = JournalBatch.of(shard, input, Bytes.of(new byte[FEED_BYTES]), made, scratch);
        while (writer.append(batch, result -> {
                    if (result.isDurable()) {
                        durable.incrementAndGet();
                    }
                })
                == JournalWriter.NO_ROOM) {
            writer.awaitRoom(Duration.ofSeconds(1));
        }
        appended++;
    }

    private void await() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (durable.get() < appended) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("of " + appended + " batches " + durable + " got to disk in time");
            }
            Thread.sleep(1);
        }
    }
}

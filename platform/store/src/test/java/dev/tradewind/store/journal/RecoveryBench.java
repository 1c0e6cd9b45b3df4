package dev.tradewind.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.CheckFacts;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.ledger.LedgerSnapshot;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.TestServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures how long a day with a million events takes to come back, without a snapshot and with one of 5,000 batches
 * before, as a node keeps them:
 *
 * <pre>mvn -pl platform/store -am test -Dtest=RecoveryBench -Dbench=true -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@EnabledIfSystemProperty(named = "bench", matches = "true")
class RecoveryBench {
    private static final int EVENTS = Integer.getInteger("bench.events", 1_000_000);
    private static final int SNAPSHOT_EVERY = 5_000;
    private static final int ROUNDS = 3;
    private static final int FACTS = 21;

    private final ByteWriter scratch = new ByteWriter();
    private long events;
    private long time;
    private long order;

    @Test
    void aDayWithAMillionEvents() throws Exception {
        try (Database database = TestServer.database()) {
            long began = System.nanoTime();
            write(database);
            System.out.printf("%d events written in %.1f s%n", events, (System.nanoTime() - began) / 1e9);
            Recovery recovery = new Recovery(database);
            byte[] folded = new byte[0];
            for (int round = 0; round < ROUNDS; round++) {
                folded = measure(recovery, "no snapshot");
            }
            long last = new Journal(database).head("day").sequence();
            Recovery.Recovered before = recovery.recover("day", last - SNAPSHOT_EVERY, batch -> {});
            new Snapshots(database).save(before.head(), before.ledger());
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(measure(recovery, "snapshot " + SNAPSHOT_EVERY + " batches ago")).isEqualTo(folded);
            }
        }
    }

    private static byte[] measure(Recovery recovery, String what) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        Recovery.Recovered recovered = recovery.recover("day");
        System.out.printf(
                "%-28s %8d batches, %8d events folded in %.2f s, %.2f s CPU of this process%n",
                what,
                recovered.head().sequence() - recovered.snapshot(),
                recovered.events(),
                (System.nanoTime() - began) / 1e9,
                (system.getProcessCpuTime() - cpu) / 1e9);
        return LedgerSnapshot.write(recovered.ledger());
    }

    private void write(Database database) throws Exception {
        try (Ownership ownership = new Ownership(database, "bench");
                JournalWriter writer = new JournalWriter(database)) {
            writer.open(ownership.acquire("day", Duration.ZERO));
            Appends appends = new Appends(writer);
            append(appends, new Story("day", 1).events());
            while (events < EVENTS) {
                trade(appends);
            }
            appends.await();
        }
    }

    /** An order as a node journals it: decided, accepted, filled; every twentieth a mark of the portfolio. */
    private void trade(Appends appends) {
        time += 80_000_000L;
        OrderId id = new OrderId(++order);
        Side side = order % 2 == 0 ? Side.BUY : Side.SELL;
        Price price = Price.of("27000." + (10 + order % 90));
        OrderRequest request =
                OrderRequest.limit(Story.BTC, side, Quantity.of("0.02"), price).withReason("quote");
        double[] facts = new double[FACTS];
        for (int i = 0; i < facts.length; i++) {
            facts[i] = i + order % 1000 / 8.0;
        }
        append(
                appends,
                List.of(
                        new LedgerEvent.OrderInitialised(time, id, "sma", request, OrderLinks.NONE),
                        new LedgerEvent.OrderJudged(time, id, Verdict.ALLOW, new CheckFacts(1, facts)),
                        new LedgerEvent.OrderSubmitted(time, id, new ClientOrderId("day", 0, order))));
        append(appends, List.of(new LedgerEvent.OrderAccepted(time + 1, id, "V" + order, time)));
        Fill fill = new Fill("T" + order, price, Quantity.of("0.02"), Money.of("0.02", "USDT"), Liquidity.MAKER);
        append(appends, List.of(new LedgerEvent.OrderFilled(time + 2, id, fill, time)));
        if (order % 20 == 0) {
            append(appends, List.of(new LedgerEvent.PortfolioMarked(time + 3, 100_000, 100_001, true)));
        }
    }

    private void append(Appends appends, List<LedgerEvent> made) {
        events += made.size();
        BatchInput input = new BatchInput(1, Bytes.of(new byte[60]));
        appends.append(JournalBatch.of("day", input, Bytes.of(new byte[24]), made, scratch));
    }
}

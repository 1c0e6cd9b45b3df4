package dev.tradewind.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.database.TestServer;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.journal.JournalBatch;
import dev.tradewind.store.journal.JournalWriter;
import dev.tradewind.store.journal.Ownership;
import dev.tradewind.store.market.Feed;
import dev.tradewind.store.market.FeedTick;
import dev.tradewind.store.market.TickStore;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures, in one run, the bare writer (events of 128 bytes into a table of two columns, one commit for all that
 * wait), the journal's writer with batches of the same size, and storing ticks:
 *
 * <pre>mvn -pl platform/store -am test -Dtest=StoreBench -Dbench=true -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
@EnabledIfSystemProperty(named = "bench", matches = "true")
class StoreBench {
    private static final int EVENT_BYTES = 128;
    private static final int ROUNDS = 4;
    private static final int TICKS_PER_COMMIT = 10_000;
    private static final int TICK_COMMITS = 100;

    /** One measured run. */
    private record Figures(
            String name, int inFlight, double perSecond, double p50Millis, double p99Millis, double cpu) {
        void print() {
            System.out.printf(
                    "%-16s %5d in flight  %9.0f/s  p50 %6.3f ms  p99 %6.3f ms  %4.1f us CPU of this process each%n",
                    name, inFlight, perSecond, p50Millis, p99Millis, cpu);
        }
    }

    /** Takes an event, and calls back when it is durable. */
    private interface Sink {
        void append(Runnable durable) throws InterruptedException;
    }

    @Test
    void writersAndTicks() throws Exception {
        try (Database database = TestServer.database()) {
            for (int inFlight : new int[] {64, 1_024}) {
                int events = inFlight * 2_000;
                List<Figures> bare = new ArrayList<>();
                List<Figures> journal = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    bare.add(bareWriter(database, inFlight, Math.min(events, 600_000)));
                    journal.add(journalWriter(database, inFlight, Math.min(events, 600_000), round));
                }
                // The first round of each warms up.
                bare.subList(1, ROUNDS).forEach(Figures::print);
                journal.subList(1, ROUNDS).forEach(Figures::print);
                double share = median(journal) / median(bare);
                System.out.printf("journal / bare at %d in flight: %.0f %%%n", inFlight, 100 * share);
                assertThat(share).isPositive();
            }
            ticks(database);
        }
    }

    private static double median(List<Figures> rounds) {
        double[] rates = rounds.subList(1, ROUNDS).stream().mapToDouble(Figures::perSecond).sorted().toArray();
        return rates[rates.length / 2];
    }

    private static Figures measure(String name, int inFlight, int events, Sink sink) throws InterruptedException {
        Semaphore free = new Semaphore(inFlight);
        long[] nanos = new long[events];
        AtomicInteger done = new AtomicInteger();
        long cpu = processCpuNanos();
        long began = System.nanoTime();
        for (int i = 0; i < events; i++) {
            free.acquire();
            long sent = System.nanoTime();
            sink.append(() -> {
                nanos[done.getAndIncrement()] = System.nanoTime() - sent;
                free.release();
            });
        }
        free.acquire(inFlight);
        double seconds = (System.nanoTime() - began) / 1e9;
        double cpuMicros = (processCpuNanos() - cpu) / 1e3 / events;
        Arrays.sort(nanos);
        return new Figures(
                name, inFlight, events / seconds, nanos[events / 2] / 1e6, nanos[events / 100 * 99] / 1e6, cpuMicros);
    }

    private static long processCpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static Figures journalWriter(Database database, int inFlight, int events, int round) throws Exception {
        String shard = "bench-" + inFlight + "-" + round;
        ByteWriter scratch = new ByteWriter();
        Bytes event = Bytes.of(new byte[EVENT_BYTES]);
        try (Ownership ownership = new Ownership(database, "bench");
                JournalWriter writer = new JournalWriter(database)) {
            writer.open(ownership.acquire(shard, Duration.ZERO));
            return measure("JournalWriter", inFlight, events, durable -> {
                JournalBatch batch = JournalBatch.of(shard, null, event, List.of(), scratch);
                writer.append(batch, result -> {
                    if (!result.isDurable()) {
                        throw new IllegalStateException(result.toString());
                    }
                    durable.run();
                });
            });
        }
    }

    private static Figures bareWriter(Database database, int inFlight, int events) throws Exception {
        try (Connection owner = database.connectAsOwner("bench");
                Statement statement = owner.createStatement()) {
            statement.execute("drop table if exists tradewind.bare");
            statement.execute("create table tradewind.bare (id bigint primary key, payload bytea not null)");
        }
        ArrayBlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(16_384);
        Thread thread = Thread.ofPlatform().start(() -> drain(database, queue, events));
        Figures figures = measure("bare writer", inFlight, events, queue::put);
        thread.join();
        return figures;
    }

    private static void drain(Database database, ArrayBlockingQueue<Runnable> queue, int events) {
        String insert = "insert into tradewind.bare select * from unnest(?::bigint[], ?::bytea[])";
        try (Connection connection = database.connectAsOwner("bench");
                PreparedStatement statement = connection.prepareStatement(insert)) {
            List<Runnable> waiting = new ArrayList<>();
            long id = 0;
            while (id < events) {
                waiting.clear();
                waiting.add(queue.take());
                queue.drainTo(waiting, 1_023);
                long[] ids = new long[waiting.size()];
                byte[][] payloads = new byte[waiting.size()][];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = ++id;
                    payloads[i] = new byte[EVENT_BYTES];
                }
                statement.setObject(1, ids);
                statement.setArray(2, connection.createArrayOf("bytea", payloads));
                statement.executeUpdate();
                waiting.forEach(Runnable::run);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void ticks(Database database) {
        TickStore store = new TickStore(database);
        Feed feed = store.feed("bench");
        InstrumentId instrument = new InstrumentId("BTCUSDT", "SIM");
        Scales scales = new Scales(2, 3);
        long start = 1_709_294_400_000_000_000L;
        long sequence = 0;
        long spent = 0;
        long cpu = 0;
        for (int commit = 0; commit < TICK_COMMITS; commit++) {
            List<FeedTick> ticks = new ArrayList<>(TICKS_PER_COMMIT);
            for (int i = 0; i < TICKS_PER_COMMIT; i++) {
                sequence++;
                long nanos = start + sequence * 1_000_000L;
                ticks.add(new FeedTick.Trade(
                        sequence,
                        nanos,
                        TradeTick.ofUnscaled(
                                instrument, nanos, scales, 2_700_000 + sequence % 1000, 5, null, "T" + sequence)));
            }
            long cpuBefore = processCpuNanos();
            long began = System.nanoTime();
            store.store(feed, ticks);
            if (commit >= TICK_COMMITS / 10) {
                spent += System.nanoTime() - began;
                cpu += processCpuNanos() - cpuBefore;
            }
        }
        long counted = (long) TICKS_PER_COMMIT * (TICK_COMMITS - TICK_COMMITS / 10);
        System.out.printf(
                "ticks stored     %9.0f/s, %d a commit, %.2f us CPU of this process each%n",
                counted / (spent / 1e9), TICKS_PER_COMMIT, cpu / 1e3 / counted);
        assertThat(store.lastSequence(feed)).isEqualTo(sequence);
    }
}

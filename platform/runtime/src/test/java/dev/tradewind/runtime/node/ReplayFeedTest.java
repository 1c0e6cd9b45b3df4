package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.runtime.node.ReplayFeed.MissingTicks;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.simulation.venue.SyntheticVenueFactory;
import dev.tradewind.store.market.FeedTick;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever an inbox dropped and wherever an engine began anew, a replay gives what the inbox gave. */
class ReplayFeedTest {
    private static final long START = 1_000;
    private static final Scales SCALES = new Scales(2, 0);
    private static final List<Instrument> INSTRUMENTS = instruments();

    private static List<Instrument> instruments() {
        try (var venue = new SyntheticVenueFactory(1_700_000_000_000_000_000L, Map.of())
                .connect(
                        dev.tradewind.sdk.strategy.Parameters.of(
                                new SyntheticVenueFactory(1_700_000_000_000_000_000L, Map.of()).parameters(), Map.of()),
                        mode -> true)) {
            return List.copyOf(venue.instruments().subList(0, 2));
        } catch (dev.tradewind.sdk.plugin.VenueException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a shard took and noted. */
    private record Batch(FeedPosition position, List<ReplayFeed.Taken> taken) {}

    /** A market that says something at random, and somebody who takes it now and then. */
    private static final class Recording implements MarketFeed.TickSink {
        private final List<FeedTick> stored = new ArrayList<>();
        private final List<Batch> batches = new ArrayList<>();
        private final Inbox inbox = new Inbox(new Inbox.Bounds(6, 100, 10));
        private final MarketFeed feed = new MarketFeed("S", INSTRUMENTS, this, START);
        private final Interleaving interleaving = new Interleaving("S", inbox.generation());
        private final List<ReplayFeed.Taken> taken = new ArrayList<>();
        private final Random random;
        private final long[] sequences = {0, 0};
        private long nanos;

        Recording(long seed) {
            random = new Random(seed);
            LinkedHashSet<InstrumentId> traded = new LinkedHashSet<>();
            INSTRUMENTS.forEach(one -> traded.add(one.id()));
            feed.subscribe(
                    new MarketFeed.Taker() {
                        @Override
                        public boolean offerMarket(long receivedNanos, MarketEvent event, long number) {
                            if (event instanceof Bar && random.nextInt(4) == 0) {
                                inbox.skip(receivedNanos, number);
                                return true;
                            }
                            return inbox.offerMarket(receivedNanos, event, number);
                        }

                        @Override
                        public void offerBooks(
                                long receivedNanos, Iterable<? extends MarketEvent> books, long number) {
                            inbox.offerBooks(receivedNanos, books, number);
                        }
                    },
                    traded);
        }

        @Override
        public void accept(String name, long number, long receivedNanos, MarketEvent event) {
            stored.add(FeedTick.of(number, receivedNanos, event));
        }

        void run(int steps) throws InterruptedException {
            for (int i = 0; i < steps; i++) {
                int what = random.nextInt(20);
                if (what < 12) {
                    say();
                } else if (what < 18) {
                    take(random.nextInt(9));
                } else if (what == 18) {
                    batch();
                } else if (random.nextInt(6) == 0) {
                    inbox.restartMarket();
                    interleaving.restart(inbox.generation());
                    taken.clear();
                }
            }
            take(100);
            batch();
        }

        private void say() {
            int which = random.nextInt(2);
            InstrumentId id = INSTRUMENTS.get(which).id();
            nanos += 200_000_000L;
            long previous = sequences[which];
            BookLevels levels = BookLevels.ofUnscaled(
                    SCALES, 1, new long[] {10_000 - random.nextInt(5), 10_001 + random.nextInt(5)}, new long[] {1, 2});
            if (previous == 0 || random.nextInt(15) == 0) {
                sequences[which]++;
                feed.onMarket(new BookSnapshot(id, nanos, sequences[which], levels), nanos + 5);
            } else if (random.nextInt(3) > 0) {
                feed.onMarket(
                        TradeTick.ofUnscaled(id, nanos, SCALES, 10_000 + random.nextInt(9), 1, null, "t" + nanos),
                        nanos + 5);
            } else {
                sequences[which]++;
                feed.onMarket(
                        new BookDelta(id, nanos, new BookDelta.Sequences(previous, previous + 1, previous + 1), levels),
                        nanos + 5);
            }
        }

        private void take(int most) throws InterruptedException {
            for (int i = 0; i < most && inbox.size() > 0; i++) {
                Inbox.Item item = inbox.take(1);
                if (item instanceof Inbox.Market market) {
                    interleaving.market(market, market.receivedNanos());
                    taken.add(new ReplayFeed.Taken(market.number(), market.receivedNanos(), market.event()));
                } else if (item instanceof Inbox.Skipped skipped) {
                    interleaving.skip(skipped.number());
                }
            }
        }

        private void batch() {
            batches.add(new Batch(interleaving.take(nanos), List.copyOf(taken)));
            taken.clear();
        }
    }

    private static ReplayFeed replay(List<FeedTick> stored) {
        List<InstrumentId> traded = INSTRUMENTS.stream().map(Instrument::id).toList();
        return new ReplayFeed(
                (from, to, consumer) -> stored.stream()
                        .filter(one -> one.sequence() >= from && one.sequence() <= to)
                        .forEach(consumer),
                new SessionSetup.FeedSetup("S", START, INSTRUMENTS, traded));
    }

    @Property(tries = 400)
    void theSameIsTakenInTheSameOrder(@ForAll long seed) throws Exception {
        Recording recording = new Recording(seed);
        recording.run(300);
        ReplayFeed replay = replay(recording.stored);
        long generation = 0;
        for (Batch batch : recording.batches) {
            if (batch.position().generation() != generation) {
                generation = batch.position().generation();
                replay.restart();
            }
            List<ReplayFeed.Taken> again = new ArrayList<>();
            for (int i = 0; i < batch.position().items(); i++) {
                again.add(replay.next(batch.position().leftOutBefore(i), batch.position().applied()));
            }
            assertThat(again.toString()).isEqualTo(batch.taken().toString());
        }
    }

    @Test
    void anEventThatIsMissingIsNamed() throws Exception {
        Recording recording = new Recording(new SplittableRandom(1).nextLong());
        recording.say();
        recording.take(10);
        for (int i = 0; i < 8; i++) {
            recording.say();
            recording.take(10);
        }
        recording.batch();
        long missing = recording.stored.remove(5).sequence();
        ReplayFeed replay = replay(recording.stored);
        FeedPosition position = recording.batches.getFirst().position();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < position.items(); i++) {
                        replay.next(position.leftOutBefore(i), position.applied());
                    }
                })
                .isInstanceOf(MissingTicks.class)
                .hasMessageContaining("events " + missing + " to");
    }
}

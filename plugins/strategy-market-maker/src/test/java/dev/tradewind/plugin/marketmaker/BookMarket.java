package dev.tradewind.plugin.marketmaker;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.testkit.TestMarket;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A generated book of ten levels a side that wanders by a tick now and then, with trades at its best prices: the same
 * on every machine. An event every 20 milliseconds, received 5 later.
 */
record BookMarket(long seed, int steps) implements TickSeries {
    private static final long STEP_NANOS = 20_000_000L;
    private static final long DELAY_NANOS = 5_000_000L;
    private static final int LEVELS = 10;
    private static final Scales SCALES = new Scales(2, 3);

    @Override
    public Instrument instrument() {
        return TestMarket.DEMO;
    }

    @Override
    public TickReader open() {
        return new Reader();
    }

    private final class Reader implements TickReader {
        private final SplittableRandom random = new SplittableRandom(seed);
        private long bestBid = 10_000;
        private int step = -1;
        private MarketEvent event = snapshot();

        @Override
        public boolean advance() {
            step++;
            if (step > 0 && step < steps) {
                event = random.nextInt(3) == 0 ? trade() : delta();
            }
            return step < steps;
        }

        private long nanos() {
            return Math.max(0, step) * STEP_NANOS;
        }

        private BookSnapshot snapshot() {
            long[] prices = new long[2 * LEVELS];
            long[] quantities = new long[2 * LEVELS];
            for (int i = 0; i < LEVELS; i++) {
                prices[i] = bestBid - i;
                prices[LEVELS + i] = bestBid + 1 + i;
                quantities[i] = quantity();
                quantities[LEVELS + i] = quantity();
            }
            return new BookSnapshot(
                    instrument().id(), nanos(), 1, BookLevels.ofUnscaled(SCALES, LEVELS, prices, quantities));
        }

        private long quantity() {
            return 100L + random.nextInt(3_000);
        }

        private BookDelta delta() {
            List<long[]> bids = new ArrayList<>();
            List<long[]> asks = new ArrayList<>();
            int move = random.nextInt(8);
            if (move == 0) {
                asks.add(new long[] {bestBid + 1, 0});
                asks.add(new long[] {bestBid + 1 + LEVELS, quantity()});
                bids.add(new long[] {bestBid + 1, quantity()});
                bids.add(new long[] {bestBid + 1 - LEVELS, 0});
                bestBid++;
            } else if (move == 1) {
                bids.add(new long[] {bestBid, 0});
                bids.add(new long[] {bestBid - LEVELS, quantity()});
                asks.add(new long[] {bestBid, quantity()});
                asks.add(new long[] {bestBid + LEVELS, 0});
                bestBid--;
            } else {
                bids.add(new long[] {bestBid - random.nextInt(LEVELS), quantity()});
                asks.add(new long[] {bestBid + 1 + random.nextInt(LEVELS), quantity()});
            }
            List<long[]> all = new ArrayList<>(bids);
            all.addAll(asks);
            BookLevels levels = BookLevels.ofUnscaled(
                    SCALES,
                    bids.size(),
                    all.stream().mapToLong(level -> level[0]).toArray(),
                    all.stream().mapToLong(level -> level[1]).toArray());
            return new BookDelta(instrument().id(), nanos(), Sequences.NONE, levels);
        }

        private TradeTick trade() {
            Side aggressor = random.nextBoolean() ? Side.BUY : Side.SELL;
            long price = aggressor == Side.BUY ? bestBid + 1 : bestBid;
            return TradeTick.ofUnscaled(
                    instrument().id(), nanos(), SCALES, price, quantity(), aggressor, Integer.toString(step));
        }

        @Override
        public long receivedNanos() {
            return nanos() + DELAY_NANOS;
        }

        @Override
        public MarketEvent event() {
            return event;
        }

        @Override
        public String dataHash() {
            return "generated";
        }

        @Override
        public void close() {}
    }
}

package dev.tradewind.simulation.backtest;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.simulation.venue.QueueModel;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** Makes small backtests on ticks. */
final class TickRuns {
    static final long MILLI = 1_000_000L;

    private TickRuns() {}

    static BookModels models(String maker, String taker, long latencyNanos, long returnNanos, QueueModel queue) {
        return new BookModels(
                BasicModels.feeBasisPoints(Decimal.parse(maker), Decimal.parse(taker)),
                BasicModels.slippageBasisPoints(Decimal.ONE),
                BasicModels.constantLatency(latencyNanos),
                returnNanos,
                queue);
    }

    static TickBacktest backtest(
            List<TickSeries> series, Strategy strategy, BookModels models, long feedNanos, Decimal leverage) {
        EngineConfig config = new EngineConfig(
                "test",
                0,
                Runs.USDT,
                new EntrySize.Fixed(Decimal.ONE),
                Decimal.ZERO,
                EngineConfig.HardLimits.BACKTEST,
                5);
        return new TickBacktest(new TickSetup(
                config,
                new NoRules(),
                List.of(new NamedStrategy("tested", "", strategy)),
                series,
                new TickSetup.Venue(models, feedNanos, Money.of("10000", "USDT"), leverage),
                BacktestSetup.Limits.DEFAULT));
    }

    /** What a random market shows. */
    enum Kind {
        BOOK,
        BOOK_AND_TRADES,
        QUOTES,
        TRADES
    }

    /** A market that walks around 100 in random steps, with some chaos in its times. */
    static TickSeries walk(Instrument instrument, Kind kind, int steps, Random random) {
        List<MemoryTicks.Received> ticks = new ArrayList<>();
        Walk walk = new Walk(instrument, random);
        long received = 0;
        for (int i = 0; i < steps; i++) {
            received += random.nextInt(4) == 0 ? 0 : random.nextLong(300 * MILLI);
            long happened = received - random.nextLong(-5 * MILLI, 40 * MILLI);
            MarketEvent event =
                    switch (kind) {
                        case BOOK -> walk.book(happened);
                        case BOOK_AND_TRADES ->
                            i > 0 && random.nextInt(3) == 0 ? walk.trade(happened) : walk.book(happened);
                        case QUOTES -> walk.quote(happened);
                        case TRADES -> walk.trade(happened);
                    };
            ticks.add(new MemoryTicks.Received(received, event));
        }
        return new MemoryTicks(instrument, ticks);
    }

    /** A book that moves: every step is the difference to the one before. */
    private static final class Walk {
        private static final Scales SCALES = new Scales(2, 3);
        private static final int LEVELS = 6;

        private final Instrument instrument;
        private final Random random;
        private NavigableMap<Long, Long> bids = new TreeMap<>();
        private NavigableMap<Long, Long> asks = new TreeMap<>();
        private long middle = 10_000;
        private long updates;

        Walk(Instrument instrument, Random random) {
            this.instrument = instrument;
            this.random = random;
        }

        MarketEvent book(long nanos) {
            middle = Math.max(500, middle + random.nextInt(-4, 5));
            NavigableMap<Long, Long> newBids = side(-1);
            NavigableMap<Long, Long> newAsks = side(1);
            boolean snapshot = updates == 0 || random.nextInt(50) == 0;
            BookLevels levels = snapshot
                    ? levels(newBids, newAsks)
                    : levels(difference(bids, newBids), difference(asks, newAsks));
            bids = newBids;
            asks = newAsks;
            updates++;
            return snapshot
                    ? new BookSnapshot(instrument.id(), nanos, updates, levels)
                    : new BookDelta(instrument.id(), nanos, Sequences.contiguous(updates, updates), levels);
        }

        private NavigableMap<Long, Long> side(int direction) {
            NavigableMap<Long, Long> side = new TreeMap<>();
            for (int i = 0; i < LEVELS; i++) {
                side.put(middle + direction * (1L + i + random.nextInt(2)), 1L + random.nextInt(5_000));
            }
            return side;
        }

        private static NavigableMap<Long, Long> difference(
                NavigableMap<Long, Long> before, NavigableMap<Long, Long> after) {
            NavigableMap<Long, Long> changed = new TreeMap<>(after);
            before.keySet().forEach(price -> changed.putIfAbsent(price, 0L));
            return changed;
        }

        private static BookLevels levels(NavigableMap<Long, Long> bids, NavigableMap<Long, Long> asks) {
            List<Long> prices = new ArrayList<>(bids.descendingKeySet());
            List<Long> quantities = new ArrayList<>(bids.descendingMap().values());
            prices.addAll(asks.keySet());
            quantities.addAll(asks.values());
            return BookLevels.ofUnscaled(
                    SCALES,
                    bids.size(),
                    prices.stream().mapToLong(Long::longValue).toArray(),
                    quantities.stream().mapToLong(Long::longValue).toArray());
        }

        MarketEvent quote(long nanos) {
            middle = Math.max(500, middle + random.nextInt(-4, 5));
            return new Quote(instrument.id(), nanos, level(middle - 1), level(middle + 1));
        }

        private PriceLevel level(long price) {
            return new PriceLevel(Price.ofUnscaled(price, 2), Quantity.ofUnscaled(random.nextInt(5_000), 3));
        }

        MarketEvent trade(long nanos) {
            middle += random.nextInt(-2, 3);
            Side aggressor = random.nextBoolean() ? Side.BUY : Side.SELL;
            return TradeTick.ofUnscaled(
                    instrument.id(),
                    nanos,
                    SCALES,
                    middle + aggressor.sign() * (long) random.nextInt(3),
                    1 + random.nextInt(4_000),
                    random.nextInt(5) == 0 ? null : aggressor,
                    "");
        }
    }
}

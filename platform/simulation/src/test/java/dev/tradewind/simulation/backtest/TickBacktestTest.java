package dev.tradewind.simulation.backtest;

import static dev.tradewind.simulation.backtest.Runs.BTC;
import static dev.tradewind.simulation.backtest.Runs.ETH;
import static dev.tradewind.simulation.backtest.TickRuns.MILLI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.simulation.backtest.MemoryTicks.Received;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.venue.QueueModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** In which order things happen in a run on ticks, by which clock, and how it ends. */
class TickBacktestTest {
    private final List<String> seen = new ArrayList<>();

    private static PriceLevel level(String price, String quantity) {
        return new PriceLevel(Price.of(price), Quantity.of(quantity));
    }

    private static Received snapshot(Instrument instrument, long received, long happened, String bid, String ask) {
        return new Received(
                received * MILLI,
                new BookSnapshot(
                        instrument.id(),
                        happened * MILLI,
                        1,
                        BookLevels.of(List.of(level(bid, "5")), List.of(level(ask, "5")))));
    }

    private static Received delta(long received, long happened, long number, String removed, String added) {
        return new Received(
                received * MILLI,
                new BookDelta(
                        BTC.id(),
                        happened * MILLI,
                        Sequences.contiguous(number, number),
                        BookLevels.of(List.of(), List.of(level(removed, "0"), level(added, "5")))));
    }

    private static Received trade(Instrument instrument, long received, String price) {
        return new Received(
                received * MILLI,
                TradeTick.of(
                        instrument.id(), received * MILLI, Price.of(price), Quantity.of("1"), Side.SELL, ""));
    }

    /** Notes when what came, and buys at the first book. */
    private final class Noting implements Strategy {
        private boolean bought;

        @Override
        public void onBook(MarketEvent event, StrategyContext context) {
            seen.add(context.nowNanos() / MILLI + " book");
            if (!bought) {
                bought = true;
                context.submit(OrderRequest.market(event.instrument(), Side.BUY, Quantity.of("1")));
            }
        }

        @Override
        public void onTrade(TradeTick trade, StrategyContext context) {
            seen.add(context.nowNanos() / MILLI + " " + trade.instrument().symbol());
        }

        @Override
        public void onOrder(OrderUpdate update, StrategyContext context) {
            if (update.fill() != null) {
                seen.add(context.nowNanos() / MILLI + " fill @ " + update.fill().price());
            }
        }
    }

    private TickOutcome run(Strategy strategy, long there, long back, long feed, TickSeries... series) {
        return TickRuns.backtest(
                        List.of(series),
                        strategy,
                        TickRuns.models("0", "0", there * MILLI, back * MILLI, QueueModel.CONSERVATIVE),
                        feed * MILLI,
                        Decimal.ONE)
                .run(BacktestListener.NONE);
    }

    @Test
    void anOrderMeetsTheBookThatTheVenueHasWhenItArrivesNotTheOneThatWasSeen() {
        TickSeries series = new MemoryTicks(
                BTC,
                List.of(
                        snapshot(BTC, 10, 0, "100", "101"),
                        delta(25, 15, 2, "101", "102"),
                        delta(60, 50, 3, "102", "103")));
        run(new Noting(), 6, 7, 0, series);
        // Seen at 10, there at 16, when the ask had been 102 for a millisecond; heard of at 23, before that book at 25.
        assertThat(seen).containsExactly("10 book", "23 fill @ 102", "25 book", "60 book");
    }

    @Test
    void withoutLatencyAnOrderMeetsTheBookThatCausedIt() {
        TickSeries series = new MemoryTicks(
                BTC, List.of(snapshot(BTC, 10, 10, "100", "101"), delta(11, 11, 2, "101", "102")));
        run(new Noting(), 0, 0, 0, series);
        assertThat(seen).containsExactly("10 book", "10 fill @ 101", "11 book");
    }

    @Test
    void aSlowerFeedComesLaterAndTheVenueDoesNotWaitForIt() {
        TickSeries series = new MemoryTicks(
                BTC, List.of(snapshot(BTC, 10, 10, "100", "101"), delta(11, 11, 2, "101", "102")));
        run(new Noting(), 0, 0, 5, series);
        assertThat(seen).containsExactly("15 book", "15 fill @ 102", "16 book");
    }

    @Test
    void timersGoOffAtTheirOwnTimeBetweenEvents() {
        Strategy ticking = new Strategy() {
            @Override
            public void onStart(StrategyContext context) {
                context.setTimer("t", context.nowNanos() + 100 * MILLI);
            }

            @Override
            public void onTimer(String name, StrategyContext context) {
                seen.add(context.nowNanos() / MILLI + " timer");
                context.setTimer("t", context.nowNanos() + 100 * MILLI);
            }

            @Override
            public void onTrade(TradeTick trade, StrategyContext context) {
                seen.add(context.nowNanos() / MILLI + " trade");
            }
        };
        run(ticking, 0, 0, 0, new MemoryTicks(BTC, List.of(trade(BTC, 50, "1"), trade(BTC, 350, "1"))));
        assertThat(seen).containsExactly("50 trade", "150 timer", "250 timer", "350 timer", "350 trade");
    }

    @Test
    void severalSeriesAreMergedByTheTimeOfReceipt() {
        run(
                new Noting(),
                0,
                0,
                0,
                new MemoryTicks(BTC, List.of(trade(BTC, 1, "10"), trade(BTC, 5, "10"))),
                new MemoryTicks(ETH, List.of(trade(ETH, 1, "20"), trade(ETH, 3, "20"))));
        assertThat(seen).containsExactly("1 BTCUSDT", "1 ETHUSDT", "3 ETHUSDT", "5 BTCUSDT");
    }

    @Test
    void everyLevelAndEveryTradeIsAnEventAndTheMiddleIsSampledEachSecond() {
        List<Bar> samples = new ArrayList<>();
        TickBacktest backtest = TickRuns.backtest(
                List.of(new MemoryTicks(
                        BTC,
                        List.of(
                                snapshot(BTC, 0, 0, "100", "101"),
                                delta(500, 500, 2, "101", "103"),
                                trade(BTC, 700, "103"),
                                delta(1500, 1500, 3, "103", "102")))),
                new Strategy() {},
                TickRuns.models("0", "0", 0, 0, QueueModel.CONSERVATIVE),
                0,
                Decimal.ONE);
        TickOutcome outcome = backtest.run(new BacktestListener() {
            @Override
            public void onBar(Bar bar, double equity) {
                samples.add(bar);
                assertThat(equity).isEqualTo(10_000);
            }
        });
        assertThat(outcome.events()).isEqualTo(7);
        assertThat(backtest.progress()).isEqualTo(7);
        assertThat(samples).extracting(Bar::close).containsExactly(Price.of("101.5"), Price.of("101"));
        assertThat(samples).extracting(Bar::open).containsExactly(Price.of("100.5"), Price.of("101.5"));
    }

    @Test
    void fundingIsInBothBooks() {
        TickSeries series = new MemoryTicks(
                Runs.PERP,
                List.of(
                        snapshot(Runs.PERP, 0, 0, "100", "101"),
                        new Received(5 * MILLI, new FundingRate(Runs.PERP.id(), 5 * MILLI, Decimal.parse("0.01")))));
        TickBacktest backtest = TickRuns.backtest(
                List.of(series),
                new Noting(),
                TickRuns.models("0", "0", 0, 0, QueueModel.CONSERVATIVE),
                0,
                Decimal.ONE);
        backtest.run(BacktestListener.NONE);
        Decimal cash = backtest.engine().ledger().cash(Runs.USDT);
        assertThat(cash).isEqualTo(Decimal.parse("9998.995"));
        assertThat(backtest.venue().cash(Runs.USDT)).isEqualTo(cash);
    }

    @Test
    void aStrategyThatFailsEndsTheRunAndIsNamed() {
        Strategy failing = new Strategy() {
            @Override
            public void onTrade(TradeTick trade, StrategyContext context) {
                throw new IllegalStateException("no idea");
            }
        };
        assertThatThrownBy(() -> run(failing, 0, 0, 0, new MemoryTicks(BTC, List.of(trade(BTC, 1, "10")))))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("the strategy tested failed in onTrade after event 1")
                .hasMessageContaining("no idea");
    }

    @Test
    void ticksThatRunBackwardsAreRefused() {
        assertThatThrownBy(() -> run(
                        new Noting(), 0, 0, 0, new MemoryTicks(BTC, List.of(trade(BTC, 2, "10"), trade(BTC, 1, "10")))))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("not in order of time");
    }

    @Test
    void noTicksAreARunToo() {
        TickOutcome outcome = run(new Noting(), 0, 0, 0, new MemoryTicks(BTC, List.of()));
        assertThat(outcome.events()).isZero();
        assertThat(run(new Noting(), 0, 0, 0).events()).isZero();
    }

    /** What is decided and filled up to a moment does not depend on what comes after it. */
    @Property(tries = 100)
    void nothingLooksAhead(@ForAll long seed) {
        Random random = new Random(seed);
        TickRuns.Kind kind = TickRuns.Kind.values()[random.nextInt(TickRuns.Kind.values().length)];
        List<Received> all = ((MemoryTicks) TickRuns.walk(BTC, kind, 200, random)).ticks();
        int cut = 50 + random.nextInt(100);
        List<Received> first = all.subList(0, cut);
        long lastNanos = first.get(cut - 1).nanos();
        // Events that had happened at the venue by then and were received later do count: they are left out.
        long certain = Math.min(lastNanos, all.get(cut).event().eventNanos()) - 1;

        List<String> whole = filledUntil(certain, all, seed);
        assertThat(filledUntil(certain, first, seed)).isEqualTo(whole);
    }

    private static List<String> filledUntil(long nanos, List<Received> ticks, long seed) {
        List<String> fills = new ArrayList<>();
        TickRuns.backtest(
                        List.of(new MemoryTicks(BTC, ticks)),
                        new RandomTickTrader(seed),
                        TickRuns.models("1", "5", 3 * MILLI, 2 * MILLI, QueueModel.LOGARITHMIC),
                        0,
                        Decimal.ONE)
                .run(new BacktestListener() {
                    @Override
                    public void onEvent(LedgerEvent event) {
                        if (event instanceof OrderFilled filled && filled.timeNanos() <= nanos) {
                            fills.add(filled.toString());
                        }
                    }
                });
        return fills;
    }
}

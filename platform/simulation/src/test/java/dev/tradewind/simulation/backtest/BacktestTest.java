package dev.tradewind.simulation.backtest;

import static dev.tradewind.simulation.backtest.Runs.BTC;
import static dev.tradewind.simulation.backtest.Runs.ETH;
import static dev.tradewind.simulation.backtest.Runs.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.BarSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order things happen in a run, and how it ends. */
class BacktestTest {
    private final List<String> seen = new ArrayList<>();

    /** Notes every bar, and buys one of each instrument at its first. */
    private final class Buyer implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            seen.add(bar.instrument().symbol() + " " + bar.eventNanos() / MINUTE);
            for (var instrument : context.instruments()) {
                if (context.position(instrument.id()).isFlat() && context.openOrders(instrument.id()).isEmpty()) {
                    context.enter(instrument.id(), Side.BUY, "go");
                }
            }
        }
    }

    private final BacktestListener fills = new BacktestListener() {
        @Override
        public void onEvent(LedgerEvent event) {
            if (event instanceof OrderFilled filled) {
                seen.add("fill at " + filled.fill().price() + " at " + filled.venueNanos() / MINUTE);
            }
        }
    };

    private Backtest run(Strategy strategy, BarSeries... series) {
        Backtest backtest = Runs.backtest(List.of(series), strategy, Runs.models("0", "0", 0, "100"), Decimal.ONE);
        backtest.run(fills);
        return backtest;
    }

    @Test
    void endsComeBeforeStartsAndOtherwiseTheOrderOfTheSeriesDecides() {
        run(
                new Buyer(),
                Runs.flat(BTC, Timeframe.MINUTE_1, "10", "11", "12"),
                Runs.flat(ETH, Timeframe.MINUTE_1, "20", "21", "22"));

        // Both are decided at the end of BTC's first bar and fill at the next open of each.
        assertThat(seen)
                .containsExactly(
                        "BTCUSDT 1",
                        "ETHUSDT 1",
                        "fill at 11 at 1",
                        "fill at 21 at 1",
                        "BTCUSDT 2",
                        "ETHUSDT 2",
                        "BTCUSDT 3",
                        "ETHUSDT 3");
    }

    @Test
    void seriesOfDifferentLengthsOfBarsAreMergedByTime() {
        Backtest outcome = run(
                new Buyer(),
                Runs.flat(BTC, Timeframe.parse("3m"), "10", "11"),
                Runs.flat(ETH, Timeframe.MINUTE_1, "20", "21", "22", "23"));

        assertThat(seen)
                .containsExactly(
                        "ETHUSDT 1",
                        "fill at 21 at 1",
                        "ETHUSDT 2",
                        "BTCUSDT 3",
                        "ETHUSDT 3",
                        "fill at 11 at 3",
                        "ETHUSDT 4",
                        "BTCUSDT 6");
        assertThat(outcome.progress()).isEqualTo(6);
    }

    @Test
    void noBarsAndOneBarAreRunsToo() {
        Backtest none = run(new Buyer(), Runs.flat(BTC, Timeframe.MINUTE_1));
        assertThat(none.progress()).isZero();
        assertThat(none.engine().portfolio().equity().amount()).isEqualTo(Decimal.of(10_000));
        Backtest one = run(new Buyer(), Runs.flat(BTC, Timeframe.MINUTE_1, "10"));
        assertThat(one.progress()).isEqualTo(1);
        assertThat(one.engine().ledger().orders().open()).hasSize(1);
        assertThat(run(new Buyer()).progress()).isZero();
        Backtest half =
                run(new Buyer(), Runs.flat(BTC, Timeframe.MINUTE_1), Runs.flat(ETH, Timeframe.MINUTE_1, "10", "11"));
        assertThat(half.progress()).isEqualTo(2);
    }

    @Test
    void aStrategyThatFailsEndsTheRunAndIsNamed() {
        Strategy failing = new Strategy() {
            @Override
            public void onBar(Bar bar, StrategyContext context) {
                context.position(new InstrumentId("XYZ", "SIM"));
            }
        };

        assertThatThrownBy(() -> run(failing, Runs.flat(BTC, Timeframe.MINUTE_1, "10", "11")))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("tested")
                .hasMessageContaining("onBar")
                .hasMessageContaining("after bar 1")
                .hasMessageContaining("XYZ.SIM");
    }

    @Test
    @Timeout(20)
    void aStrategyThatDoesNotComeBackIsNamed() {
        Strategy endless = new Strategy() {
            @Override
            public void onBar(Bar bar, StrategyContext context) {
                while (context.nowNanos() > 0) {
                    Thread.onSpinWait();
                    if (Thread.currentThread().isInterrupted()) {
                        return;
                    }
                }
            }
        };
        Backtest run = new Backtest(
                new BacktestSetup(
                        new EngineConfig(
                                "test",
                                0,
                                Runs.USDT,
                                new EntrySize.AllIn(),
                                Decimal.ZERO,
                                EngineConfig.HardLimits.BACKTEST,
                                1),
                        new NoRules(),
                        List.of(new Engine.NamedStrategy("spinner", "", endless)),
                        List.of(Runs.flat(BTC, Timeframe.MINUTE_1, "10")),
                        new BacktestSetup.Venue(
                                Runs.models("0", "0", 0, "100"),
                                Money.of("1", "USDT"),
                                Decimal.ONE),
                        new BacktestSetup.Limits(Duration.ofMillis(500))));

        assertThatThrownBy(() -> run.runWatched(BacktestListener.NONE, done -> {}))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("spinner")
                .hasMessageContaining("has not come back");
        assertThat(run.progress()).isZero();
    }

    @Test
    void timersGoOffAtTheOpenAtOrAfterTheirTime() {
        Strategy timed = new Strategy() {
            @Override
            public void onStart(StrategyContext context) {
                context.setTimer("early", MINUTE + 1);
                context.setTimer("never", 100 * MINUTE);
            }

            @Override
            public void onTimer(String name, StrategyContext context) {
                seen.add(name + " " + context.nowNanos() / MINUTE);
            }
        };

        run(timed, Runs.flat(BTC, Timeframe.MINUTE_1, "10", "11", "12"));

        assertThat(seen).containsExactly("early 2");
    }

    @Test
    void barsThatGoBackInTimeAreRefused() {
        List<Bar> bars = List.of(
                Bar.of(BTC.id(), Timeframe.MINUTE_1, 2 * MINUTE, "1", "1", "1", "1", "1"),
                Bar.of(BTC.id(), Timeframe.MINUTE_1, MINUTE, "1", "1", "1", "1", "1"));

        assertThatThrownBy(() -> run(new Buyer(), Runs.series(BTC, Timeframe.MINUTE_1, bars)))
                .isInstanceOf(BacktestException.class)
                .hasMessageContaining("BTCUSDT.SIM")
                .hasMessageContaining("not in order");
    }
}

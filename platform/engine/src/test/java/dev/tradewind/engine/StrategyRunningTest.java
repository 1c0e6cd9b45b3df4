package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static dev.tradewind.engine.Rig.ETH;
import static dev.tradewind.engine.Rig.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.StrategyHalted;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.CancelOrder;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Callbacks, timers, bars made of bars, and strategies that misbehave. */
class StrategyRunningTest {
    private static final Quantity ONE = Quantity.of("1");
    private static final OrderRequest OFF_LOT = OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("0.0001"));

    private final List<LedgerEvent> events = new ArrayList<>();
    private final List<OrderCommand> commands = new ArrayList<>();
    private final Output output = new Output() {
        @Override
        public void event(LedgerEvent event) {
            events.add(event);
        }

        @Override
        public void command(OrderCommand command) {
            commands.add(command);
        }
    };

    private Engine start(Strategy... strategies) {
        List<NamedStrategy> named = new ArrayList<>();
        for (int i = 0; i < strategies.length; i++) {
            named.add(new NamedStrategy("s" + i, "", strategies[i]));
        }
        Engine engine = new Engine(Rig.config(Rig.LIVE), new NoRules(), named);
        engine.decide(new Input.AddInstrument(0, BTC), output);
        engine.decide(new Input.AddInstrument(0, ETH), output);
        engine.decide(new Input.MoveCash(0, Money.of("1000", "USDT"), "start"), output);
        engine.decide(new Input.StartStrategies(0), output);
        return engine;
    }

    private void bar(Engine engine, long endMinute, String... ohlcv) {
        long end = endMinute * MINUTE;
        engine.decide(new Input.MarketData(end, Bar.of(BTC.id(), Timeframe.MINUTE_1, end, ohlcv)), output);
    }

    private void flat(Engine engine, long endMinute) {
        bar(engine, endMinute, "100", "100", "100", "100", "1");
    }

    /** Notes the bars of some timeframes. */
    private static final class Collector implements Strategy {
        final List<Bar> bars = new ArrayList<>();
        private final List<String> timeframes;

        Collector(String... timeframes) {
            this.timeframes = List.of(timeframes);
        }

        @Override
        public void onStart(StrategyContext context) {
            timeframes.forEach(timeframe -> context.subscribeBars(BTC.id(), Timeframe.parse(timeframe)));
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            assertThat(bar.eventNanos()).isLessThanOrEqualTo(context.nowNanos());
            bars.add(bar);
        }
    }

    @Test
    void longerBarsAreMadeOfClosedShorterOnesAndEndWithTheirLast() {
        Collector five = new Collector("5m");
        Collector all = new Collector();
        Engine engine = start(five, all);
        bar(engine, 1, "10", "12", "9", "11", "1");
        bar(engine, 2, "11", "15", "11", "14.5", "2.5");
        bar(engine, 3, "14", "14", "8", "9", "1");
        bar(engine, 4, "9", "10", "9", "10", "0");
        assertThat(five.bars).isEmpty();
        bar(engine, 5, "10", "10", "10", "10", "1");

        assertThat(five.bars)
                .containsExactly(Bar.of(
                        BTC.id(), Timeframe.parse("5m"), 5 * MINUTE, "10", "15", "8", "10", "5.5"));
        assertThat(all.bars).hasSize(5);
    }

    @Test
    void aGapAtTheEndClosesAnIntervalWhenTheNextBarComesAndEmptyIntervalsMakeNoBar() {
        Collector five = new Collector("5m", "1h");
        Engine engine = start(five);
        bar(engine, 3, "10", "12", "9", "11", "1");
        bar(engine, 4, "11", "11", "11", "11", "1");
        bar(engine, 17, "20", "20", "20", "20", "1");
        assertThat(five.bars)
                .containsExactly(Bar.of(BTC.id(), Timeframe.parse("5m"), 5 * MINUTE, "10", "12", "9", "11", "2"));
        bar(engine, 61, "30", "30", "30", "30", "1");
        assertThat(five.bars)
                .contains(
                        Bar.of(BTC.id(), Timeframe.parse("5m"), 20 * MINUTE, "20", "20", "20", "20", "1"),
                        Bar.of(BTC.id(), Timeframe.HOUR_1, 60 * MINUTE, "10", "20", "9", "20", "3"))
                .hasSize(3);
    }

    @Property(tries = 60)
    void everyLongerBarIsWhatItsMinutesSay(@ForAll long seed) {
        Random random = new Random(seed);
        Collector derived = new Collector("5m", "1h", "1d");
        Collector minutes = new Collector();
        Engine engine = start(derived, minutes);
        long end = random.nextInt(3000);
        for (int i = 0; i < 2000; i++) {
            end += random.nextInt(20) == 0 ? 1 + random.nextInt(200) : 1;
            int open = 100 + random.nextInt(50);
            int close = 100 + random.nextInt(50);
            bar(
                    engine,
                    end,
                    "" + open,
                    "" + (Math.max(open, close) + random.nextInt(5)),
                    "" + (Math.min(open, close) - random.nextInt(5)),
                    "" + close,
                    "" + random.nextInt(9));
        }
        for (Bar bar : derived.bars) {
            List<Bar> inside = minutes.bars.stream()
                    .filter(minute -> minute.openNanos() >= bar.openNanos() && minute.eventNanos() <= bar.eventNanos())
                    .toList();
            assertThat(bar.openNanos()).isEqualTo(bar.timeframe().startOf(bar.openNanos()));
            assertThat(bar.open()).isEqualTo(inside.getFirst().open());
            assertThat(bar.close()).isEqualTo(inside.getLast().close());
            assertThat(bar.high()).isEqualTo(inside.stream().map(Bar::high).max(Price::compareTo).orElseThrow());
            assertThat(bar.low()).isEqualTo(inside.stream().map(Bar::low).min(Price::compareTo).orElseThrow());
            assertThat(bar.volume()).isEqualTo(inside.stream().map(Bar::volume).reduce(Quantity.ZERO, Quantity::plus));
        }
        long expected = minutes.bars.stream()
                .map(minute -> Timeframe.HOUR_1.startOf(minute.openNanos()))
                .distinct()
                .count();
        long hours = derived.bars.stream().filter(bar -> bar.timeframe().equals(Timeframe.HOUR_1)).count();
        // The last hour is still open, unless its last minute was the last bar.
        assertThat(hours).isBetween(expected - 1, expected);
    }

    @Test
    void timersGoOffInOrderOnceAndAreReplacedByName() {
        List<String> rung = new ArrayList<>();
        Engine engine = start(new Strategy() {
            @Override
            public void onStart(StrategyContext context) {
                context.setTimer("b", 2 * MINUTE);
                context.setTimer("a", 2 * MINUTE);
                context.setTimer("moved", MINUTE);
                context.setTimer("moved", 5 * MINUTE);
                context.setTimer("gone", MINUTE);
                context.cancelTimer("gone");
                context.setTimer("early", MINUTE);
            }

            @Override
            public void onTimer(String name, StrategyContext context) {
                rung.add(name + context.nowNanos() / MINUTE);
                if (name.equals("a")) {
                    context.setTimer("again", context.nowNanos());
                }
            }
        });
        assertThat(engine.nextTimerNanos()).isEqualTo(MINUTE);
        engine.decide(new Input.ClockTick(3 * MINUTE), output);
        assertThat(rung).containsExactly("early3", "b3", "a3", "again3");
        flat(engine, 5);
        assertThat(rung).endsWith("moved5");
        assertThat(engine.nextTimerNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aStrategyThatThrowsIsHaltedItsEntriesCancelledAndItsNeighboursGoOn() {
        Collector neighbour = new Collector();
        Engine engine = start(
                new Strategy() {
                    @Override
                    public void onStart(StrategyContext context) {
                        context.submit(OrderRequest.limit(BTC.id(), Side.BUY, ONE, Price.of("90")));
                        context.setTimer("later", 10 * MINUTE);
                    }

                    @Override
                    public void onBar(Bar bar, StrategyContext context) {
                        throw new IllegalStateException("oops");
                    }
                },
                neighbour);
        flat(engine, 1);
        flat(engine, 2);

        assertThat(neighbour.bars).hasSize(2);
        assertThat(events.stream().filter(StrategyHalted.class::isInstance)).singleElement()
                .satisfies(event -> assertThat(((StrategyHalted) event).reason()).contains("onBar").contains("oops"));
        assertThat(Objects.requireNonNull(engine.failure()).strategy()).isEqualTo("s0");
        assertThat(Objects.requireNonNull(engine.ledger().strategy("s0")).halted()).isTrue();
        assertThat(commands.stream().filter(CancelOrder.class::isInstance)).hasSize(1);
        assertThat(engine.nextTimerNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aStrategyThatNeverStopsAskingIsHalted() {
        Engine engine = start(new Strategy() {
            @Override
            public void onBar(Bar bar, StrategyContext context) {
                while (context.nowNanos() > 0) {
                    context.submit(OFF_LOT);
                }
            }
        });
        flat(engine, 1);
        assertThat(Objects.requireNonNull(engine.failure()).cause()).hasMessageContaining("more than 50 requests");
    }

    @Test
    void aStrategyThatSwallowsTheRefusalOfTooManyRequestsIsHaltedAllTheSame() {
        Engine engine = start(new Strategy() {
            @Override
            public void onBar(Bar bar, StrategyContext context) {
                for (int i = 0; i < 60; i++) {
                    try {
                        context.submit(OFF_LOT);
                    } catch (RuntimeException e) {
                        return;
                    }
                }
            }
        });
        flat(engine, 1);
        assertThat(Objects.requireNonNull(engine.failure()).cause()).hasMessageContaining("more than 50 requests");
    }

    @Test
    void aStrategyThatAnswersEveryDenialWithAnOrderIsHaltedAndItsQuietNeighbourIsNot() {
        Strategy stubborn = new Strategy() {
            @Override
            public void onBar(Bar bar, StrategyContext context) {
                context.submit(OFF_LOT);
            }

            @Override
            public void onOrder(OrderUpdate update, StrategyContext context) {
                context.submit(OFF_LOT);
            }
        };
        Strategy busy = new Strategy() {
            @Override
            public void onBar(Bar bar, StrategyContext context) {
                for (int i = 0; i < 45; i++) {
                    context.submit(OFF_LOT);
                }
            }
        };
        Engine engine = start(busy, stubborn);
        flat(engine, 1);

        assertThat(Objects.requireNonNull(engine.ledger().strategy("s1")).halted()).isTrue();
        assertThat(Objects.requireNonNull(engine.ledger().strategy("s0")).halted()).isFalse();
    }

    @Test
    void aTimerThatIsSetForNowForEverIsHalted() {
        Engine engine = start(new Strategy() {
            @Override
            public void onStart(StrategyContext context) {
                context.setTimer("t", MINUTE);
            }

            @Override
            public void onTimer(String name, StrategyContext context) {
                context.setTimer("t", 0);
            }
        });
        engine.decide(new Input.ClockTick(MINUTE), output);
        assertThat(Objects.requireNonNull(engine.failure()).callback()).isEqualTo("onTimer");
    }

    @Test
    void askingForBarsLaterThanTheStartOrForAnUnknownInstrumentIsAFailure() {
        Engine engine = start(new Strategy() {
            @Override
            public void onBar(Bar bar, StrategyContext context) {
                context.subscribeBars(BTC.id(), Timeframe.HOUR_1);
            }
        });
        flat(engine, 1);
        assertThat(Objects.requireNonNull(engine.failure()).cause()).hasMessageContaining("onStart only");
    }

    @Property(tries = 30)
    void theSameSeedGivesTheSameBytesAndNoAttemptIsUsedTwice(@ForAll long seed) {
        RandomRun run = new RandomRun(seed).run(300);
        assertThat(new RandomRun(seed).run(300).journal()).isEqualTo(run.journal());
        Set<ClientOrderId> used = new LinkedHashSet<>();
        for (OrderCommand command : run.commands) {
            if (command instanceof OrderCommand.SubmitOrder submit) {
                assertThat(used.add(submit.clientOrderId())).isTrue();
            } else if (command instanceof OrderCommand.AmendOrder amend) {
                assertThat(used.add(amend.replacement())).isTrue();
            }
        }
    }

    @Test
    void attemptsGoOnCountingAfterARecovery() {
        RandomRun run = new RandomRun(8).run(300);
        Engine recovered = RandomRun.newEngine();
        run.events.forEach(recovered::evolve);
        List<OrderCommand> sent = new ArrayList<>();
        Output sink = new Output() {
            @Override
            public void event(LedgerEvent event) {}

            @Override
            public void command(OrderCommand command) {
                sent.add(command);
            }
        };
        long now = run.events.getLast().timeNanos();
        for (int i = 1; i < 200; i++) {
            long end = now + i * MINUTE;
            Bar bar = Bar.of(BTC.id(), Timeframe.MINUTE_1, end, "100", "100", "100", "100", "1");
            recovered.decide(new Input.MarketData(end, bar), sink);
        }
        long last = run.engine.ledger().lastAttempt();
        assertThat(sent.stream().filter(OrderCommand.SubmitOrder.class::isInstance))
                .isNotEmpty()
                .allMatch(command -> command.clientOrderId().counter() > last);
    }

    @Test
    void entriesAndExitsOfTheContextAreWhatTheConfigurationSays() {
        Rig rig = new Rig();
        rig.act(context -> context.enter(BTC.id(), Side.BUY, "up"));
        OrderRequest entry = ((OrderCommand.SubmitOrder) rig.commands.getLast()).request();
        assertThat(entry.quantity()).isEqualTo(ONE);
        rig.act(context -> assertThat(context.exit(BTC.id(), "flat")).isEmpty());
        rig.trade(BTC, Side.SELL, "2.5", "100");
        rig.act(context -> context.exit(BTC.id(), "out"));
        OrderRequest exit = ((OrderCommand.SubmitOrder) rig.commands.getLast()).request();
        assertThat(exit.side()).isEqualTo(Side.BUY);
        assertThat(exit.quantity()).isEqualTo(Quantity.of("2.5"));
        assertThat(exit.conditions()).isEqualTo(OrderConditions.GTC.withReduceOnly());
    }
}

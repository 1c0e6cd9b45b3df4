package dev.tradewind.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.testkit.impure.ImpureFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** Each check refuses a strategy that is bad in just that way, and says what to do. */
class StrategyContractTest {
    private static final Quantity ONE = Quantity.of("1");

    /** What the strategies below must not have. */
    private static final Map<Long, Double> SEEN = new LinkedHashMap<>();

    private static int instances;

    private static StrategyContract contract(StrategyFactory factory) {
        return new StrategyContract() {
            @Override
            protected StrategyFactory factory() {
                return factory;
            }
        };
    }

    private static StrategyContract contract(Supplier<Strategy> maker) {
        return contract(BadFactory.of(maker));
    }

    private static void run(List<DynamicTest> tests) throws Throwable {
        for (DynamicTest test : tests) {
            test.getExecutable().execute();
        }
    }

    private static OrderRequest buy(Bar bar) {
        return OrderRequest.market(bar.instrument(), Side.BUY, ONE);
    }

    @Test
    void refusesANameThatIsNotKebabCase() {
        BadFactory bad = new BadFactory("My Idea", "Buys at every bar and never sells.", List.of(), p -> new Idle());
        assertThatThrownBy(contract(bad)::saysWhatItIsCalledAndWhatItDoes)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("'My Idea' is not in kebab-case");
    }

    @Test
    void refusesADescriptionThatSaysNothing() {
        BadFactory bad = new BadFactory("idle", "Trades.", List.of(), p -> new Idle());
        assertThatThrownBy(contract(bad)::saysWhatItIsCalledAndWhatItDoes)
                .hasMessageContaining("says too little");
    }

    private static BadFactory withParameters(ParameterSpec... specs) {
        return new BadFactory("bad", "Buys at every bar and never sells.", List.of(specs), p -> new Idle());
    }

    @Test
    void refusesParametersThatNobodyCanUse() {
        ParameterSpec good = ParameterSpec.wholeNumber("bars", "Bars to wait", 1, 1, 9);
        assertThatThrownBy(contract(withParameters(good, good))::documentsItsParameters)
                .hasMessageContaining("'bars' is declared twice");
        ParameterSpec blank = ParameterSpec.wholeNumber("bars", " ", 1, 1, 9);
        assertThatThrownBy(contract(withParameters(blank))::documentsItsParameters)
                .hasMessageContaining("'bars' has no description");
        ParameterSpec shouting = ParameterSpec.flag("BARS", "Whether to wait", true);
        assertThatThrownBy(contract(withParameters(shouting))::documentsItsParameters)
                .hasMessageContaining("'BARS' is not in kebab-case");
        ParameterSpec endless = ParameterSpec.wholeNumber("bars", "Bars to wait", 1, 1, Long.MAX_VALUE);
        assertThatThrownBy(contract(withParameters(endless))::documentsItsParameters)
                .hasMessageContaining("goes beyond what Parameters.wholeNumber can read");
        ParameterSpec twice = ParameterSpec.choice("mode", "How to trade", "a", "a", "a");
        assertThatThrownBy(contract(withParameters(twice))::documentsItsParameters)
                .hasMessageContaining("options that are blank or stand twice");
    }

    @Test
    void refusesDefaultsThatItsOwnFactoryRefuses() {
        BadFactory bad = new BadFactory("bad", "Buys at every bar and never sells.", List.of(), p -> {
            throw new IllegalArgumentException("fast must be below slow");
        });
        assertThatThrownBy(contract(bad)::makesANewInstanceFromItsDefaults)
                .hasMessageContaining("its own defaults")
                .hasMessageContaining("fast must be below slow");
    }

    @Test
    void refusesOneInstanceForAllRuns() {
        Strategy single = new Idle();
        assertThatThrownBy(contract(() -> single)::makesANewInstanceFromItsDefaults)
                .hasMessageContaining("the same instance twice");
    }

    @Test
    void refusesABoundThatFailsWithoutNamingTheParameter() {
        ParameterSpec bars = ParameterSpec.wholeNumber("bars", "Bars to wait", 1, 0, 9);
        BadFactory bad = new BadFactory("bad", "Buys at every bar and never sells.", List.of(bars), p -> {
            if (p.wholeNumber("bars") == 0) {
                throw new IllegalArgumentException("no");
            }
            return new Idle();
        });
        assertThatThrownBy(() -> run(contract(bad).takesOrExplainsEachParameterAtItsBounds()))
                .hasMessageContaining("{bars=0} it throws 'no', which names no parameter");
        BadFactory worse = new BadFactory("bad", "Buys at every bar and never sells.", List.of(bars), p -> {
            double[] window = new double[p.wholeNumber("bars")];
            window[0] = 1;
            return new Idle();
        });
        assertThatThrownBy(() -> run(contract(worse).takesOrExplainsEachParameterAtItsBounds()))
                .hasMessageContaining("inside the declared bounds")
                .hasMessageContaining("ArrayIndexOutOfBounds");
    }

    @Test
    void refusesAStrategyThatFailsOnSomeMarket() {
        assertThatThrownBy(() -> run(contract(DividesByTheMove::new).survivesEveryMarket()))
                .hasMessageContaining("on the market 'gaps'")
                .hasMessageContaining("failed in onBar")
                .hasMessageContaining("does not divide by zero");
    }

    @Test
    void refusesAStrategyThatNeedsDataToStart() {
        assertThatThrownBy(() -> run(contract(NeedsAPriceAtStart::new).survivesEveryMarket()))
                .hasMessageContaining("on the market 'no bars'")
                .hasMessageContaining("onStart");
    }

    @Test
    void refusesShortsThatAreNotDeclared() throws Throwable {
        assertThatThrownBy(() -> run(contract(SellsFirst::new).survivesEveryMarket()))
                .hasMessageContaining("it went short")
                .hasMessageContaining("usesShorts()");
        run(new StrategyContract() {
            @Override
            protected StrategyFactory factory() {
                return BadFactory.of(SellsFirst::new);
            }

            @Override
            protected boolean usesShorts() {
                return true;
            }
        }.survivesEveryMarket());
    }

    @Test
    void refusesAStrategyThatNeverTrades() {
        assertThatThrownBy(contract(Idle::new)::tradesOnAtLeastOneMarket)
                .hasMessageContaining("placed no order on any generated market");
    }

    @Test
    void refusesStateThatOutlivesTheInstance() {
        instances = 0;
        assertThatThrownBy(contract(CountsInstances::new)::doesTheSameEachTime)
                .hasMessageContaining("it is not deterministic: run twice in a row");
    }

    @Test
    void refusesAClock() {
        assertThatThrownBy(contract(TradesOnTheClock::new)::doesTheSameEachTime)
                .hasMessageContaining("it is not deterministic");
    }

    @Test
    void refusesOneThatRemembersTheFutureFromAnEarlierRun() {
        SEEN.clear();
        assertThatThrownBy(() -> run(contract(Peeks::new).doesNotLookAhead()))
                .hasMessageContaining("it looks ahead")
                .hasMessageContaining("keep nothing from an earlier run");
    }

    @Test
    void refusesOneThatAnswersDenialsWithOrders() {
        assertThatThrownBy(contract(Insists::new)::takesNoForAnAnswer)
                .hasMessageContaining("when every order is denied")
                .hasMessageContaining("wait for the next signal");
    }

    @Test
    void refusesTooManyOrdersABar() {
        assertThatThrownBy(contract(Floods::new)::takesNoForAnAnswer)
                .hasMessageContaining("it placed 30 orders at bar 1, more than 20");
    }

    @Test
    void refusesOneThatAsksForMoreThanTheEngineAllows() {
        assertThatThrownBy(() -> run(contract(Drowns::new).survivesEveryMarket()))
                .hasMessageContaining("more than 100 requests in one event");
    }

    @Test
    void refusesOneThatMixesUpInstruments() {
        assertThatThrownBy(contract(MixesUp::new)::runsOnSeveralInstruments)
                .hasMessageContaining("it mixes up instruments")
                .hasMessageContaining("tradesEachInstrumentAlone()");
    }

    @Test
    void findsEachForbiddenCallByClassAndMethod() {
        List<String> findings = ClassScan.findings(ImpureFactory.class);
        assertThat(findings).hasSize(16);
        assertThat(String.join("\n", findings))
                .contains("ImpureFactory$Helper.clocks (line ")
                .contains("java.lang.System.currentTimeMillis: a strategy has no clock but context.nowNanos()")
                .contains("java.lang.System.nanoTime")
                .contains("ImpureFactory$Impure refers to java.time.Instant.now")
                .contains("java.time.LocalDate.now")
                .contains("java.lang.Math.random: a strategy has no randomness but context.random()")
                .contains("new java.util.Random")
                .contains("java.lang.Math.sin: its last digits may differ between machines; use StrictMath")
                .contains("java.lang.Thread.onSpinWait: a strategy runs on the engine's thread alone")
                .contains("java.util.concurrent.Executors.newSingleThreadExecutor")
                .contains("java.util.concurrent.CompletableFuture.runAsync")
                .contains("parallelStream")
                .contains("ImpureFactory$Impure.onBar (line ")
                .contains("java.nio.file.Files.exists: a strategy reads and writes nothing")
                .contains("ImpureFactory has the static field runs, which can change");
        assertThatThrownBy(contract(new ImpureFactory())::usesNothingButItsContext)
                .hasMessageContaining("strategy impure uses what would make its results differ");
    }

    @Test
    void findsNothingInAGoodStrategyAndAsksForANameOfALambda() {
        assertThat(ClassScan.findings(MomentumFactory.class)).isEmpty();
        Runnable lambda = () -> {};
        assertThat(ClassScan.findings(lambda.getClass()))
                .singleElement()
                .asString()
                .contains("make the factory a class with a name");
    }

    private static final class Idle implements Strategy {}

    private static final class DividesByTheMove implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            long move = bar.highUnscaled() - bar.lowUnscaled();
            if (1000 / move > 500) {
                context.submit(buy(bar));
            }
        }
    }

    private static final class NeedsAPriceAtStart implements Strategy {
        @Override
        public void onStart(StrategyContext context) {
            InstrumentId id = context.instruments().getFirst().id();
            Objects.requireNonNull(context.position(id).averagePrice(), "no price at start");
        }
    }

    private static final class SellsFirst implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (context.position(bar.instrument()).isFlat()) {
                context.enter(bar.instrument(), Side.SELL, "down");
            }
        }
    }

    private static final class CountsInstances implements Strategy {
        private final int number = ++instances;

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (bar.closeUnscaled() % 7 == number % 7) {
                context.submit(buy(bar));
            }
        }
    }

    private static final class TradesOnTheClock implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            context.submit(OrderRequest.market(bar.instrument(), Side.BUY, ONE)
                    .withReason("at " + System.nanoTime()));
        }
    }

    private static final class Peeks implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            SEEN.put(bar.eventNanos(), bar.closeAsDouble());
            Double next = SEEN.get(bar.eventNanos() + bar.timeframe().nanos());
            if (next != null && next > bar.closeAsDouble()) {
                context.submit(buy(bar));
            }
        }
    }

    private static final class Insists implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (context.openOrders(bar.instrument()).isEmpty()) {
                context.submit(buy(bar));
            }
        }

        @Override
        public void onOrder(OrderUpdate update, StrategyContext context) {
            if (update.status() == OrderStatus.DENIED) {
                context.submit(update.order().request());
            }
        }
    }

    private static final class Floods implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            for (int i = 0; i < 30; i++) {
                context.submit(buy(bar));
            }
        }
    }

    private static final class Drowns implements Strategy {
        @Override
        public void onBar(Bar bar, StrategyContext context) {
            for (int i = 0; i < 200; i++) {
                context.submit(buy(bar));
            }
        }
    }

    private static final class MixesUp implements Strategy {
        private final List<Double> closes = new ArrayList<>();

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            closes.add(bar.closeAsDouble());
            if (closes.size() > 1 && closes.getLast() > closes.get(closes.size() - 2)) {
                context.submit(buy(bar));
            }
        }
    }
}

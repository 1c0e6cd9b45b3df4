package dev.tradewind.testkit;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.strategy.StrategyFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every strategy must do, as tests. A plugin extends it and names its factory:
 *
 * <pre>{@code
 * class MyIdeaContractTest extends StrategyContract {
 *     protected StrategyFactory factory() {
 *         return new MyIdeaFactory();
 *     }
 * }
 * }</pre>
 *
 * <p>The other methods declare what the strategy can do and with what it is tried; override those that do not fit. A
 * failure says what is wrong and what to do about it.
 */
public abstract class StrategyContract {
    private static final int FEW_BARS = 300;

    /** A new factory of the strategy. */
    protected abstract StrategyFactory factory();

    /** Values to try beside the defaults, each a set of parameters; none unless overridden. */
    protected List<Map<String, String>> parametersToTry() {
        return List.of();
    }

    /** Instruments of the runs with several; at least two. */
    protected List<Instrument> instruments() {
        return List.of(TestMarket.DEMO, TestMarket.OTHER);
    }

    /** Length of the bars; longer ones that the strategy subscribes to are made of them. */
    protected Timeframe timeframe() {
        return Timeframe.MINUTE_1;
    }

    /** Whether it may hold short positions. */
    protected boolean usesShorts() {
        return false;
    }

    /** Whether it trades each instrument by that instrument's own bars; false for pairs and baskets. */
    protected boolean tradesEachInstrumentAlone() {
        return true;
    }

    /** Whether it is expected to place an order on at least one of the generated markets. */
    protected boolean tradesOnGeneratedMarkets() {
        return true;
    }

    /** How many orders it may place between two bars when all are refused. */
    protected int maxOrdersPerBar() {
        return 20;
    }

    private List<Map<String, String>> allParameters() {
        List<Map<String, String>> all = new ArrayList<>();
        all.add(Map.of());
        all.addAll(parametersToTry());
        return all;
    }

    private List<RunChecks> runs() {
        return allParameters().stream()
                .map(parameters -> new RunChecks(factory(), parameters))
                .toList();
    }

    private MemorySeries bars(TestMarket market) {
        return market.every(timeframe()).series();
    }

    private List<TestMarket> markets() {
        return List.of(
                TestMarket.empty(),
                TestMarket.oneBar(),
                TestMarket.random(1, 1_000),
                TestMarket.trending(2),
                TestMarket.swinging(3),
                TestMarket.gaps(4),
                TestMarket.flat(500),
                TestMarket.rising(500),
                TestMarket.falling(500),
                TestMarket.zeroVolume(5),
                TestMarket.wild(6),
                TestMarket.tiny(7),
                TestMarket.huge(8));
    }

    @Test
    public final void saysWhatItIsCalledAndWhatItDoes() {
        new FactoryChecks(factory()).name();
    }

    @Test
    public final void documentsItsParameters() {
        new FactoryChecks(factory()).parameters();
    }

    @Test
    public final void makesANewInstanceFromItsDefaults() {
        new FactoryChecks(factory()).defaults();
    }

    @TestFactory
    public final List<DynamicTest> takesOrExplainsEachParameterAtItsBounds() {
        FactoryChecks checks = new FactoryChecks(factory());
        List<Map<String, String>> values = checks.extremes();
        values.addAll(parametersToTry());
        return values.stream()
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
                    if (checks.creates(one)) {
                        MemorySeries few = bars(TestMarket.random(9, FEW_BARS));
                        new RunChecks(factory(), one).survives("random", usesShorts(), few);
                    }
                }))
                .toList();
    }

    @TestFactory
    public final List<DynamicTest> survivesEveryMarket() {
        return markets().stream()
                .map(market -> DynamicTest.dynamicTest(market.name(), () -> {
                    for (RunChecks run : runs()) {
                        run.survives(market.name(), usesShorts(), bars(market));
                    }
                }))
                .toList();
    }

    /** A strategy that never trades would pass all the other checks. */
    @Test
    public final void tradesOnAtLeastOneMarket() {
        long orders = 0;
        for (TestMarket market : markets()) {
            for (RunChecks run : runs()) {
                orders += run.survives(market.name(), usesShorts(), bars(market)).orders().size();
            }
        }
        if (orders == 0 && tradesOnGeneratedMarkets()) {
            throw new AssertionError("strategy " + factory().name() + " placed no order on any generated market, so"
                    + " that these checks say nothing about it: give parametersToTry() with which it trades within"
                    + " 1,500 bars, or override tradesOnGeneratedMarkets()");
        }
    }

    @Test
    public final void doesTheSameEachTime() {
        for (RunChecks run : runs()) {
            run.repeats(bars(TestMarket.trending(11)), bars(TestMarket.random(12, FEW_BARS)));
        }
    }

    @TestFactory
    public final List<DynamicTest> doesNotLookAhead() {
        return List.of(TestMarket.trending(21), TestMarket.swinging(22), TestMarket.gaps(23)).stream()
                .map(market -> DynamicTest.dynamicTest(market.name(), () -> {
                    for (RunChecks run : runs()) {
                        run.seesNoFuture(bars(market), bars(TestMarket.random(24, 1_500)));
                    }
                }))
                .toList();
    }

    @Test
    public final void takesNoForAnAnswer() {
        for (RunChecks run : runs()) {
            run.takesNoForAnAnswer(maxOrdersPerBar(), bars(TestMarket.trending(31)));
            run.takesNoForAnAnswer(maxOrdersPerBar(), bars(TestMarket.swinging(32)));
        }
    }

    @Test
    public final void runsOnSeveralInstruments() {
        List<MemorySeries> all = new ArrayList<>();
        for (Instrument instrument : instruments()) {
            all.add(bars(TestMarket.trending(41 + all.size()).of(instrument)));
        }
        for (RunChecks run : runs()) {
            run.survives("several instruments", usesShorts(), all.toArray(new MemorySeries[0]));
            if (tradesEachInstrumentAlone()) {
                run.keepsInstrumentsApart(all);
            }
        }
    }

    @Test
    public final void usesNothingButItsContext() {
        List<String> findings = ClassScan.findings(factory().getClass());
        if (!findings.isEmpty()) {
            throw new AssertionError("strategy " + factory().name() + " uses what would make its results differ"
                    + " between runs:\n  " + String.join("\n  ", findings));
        }
    }
}

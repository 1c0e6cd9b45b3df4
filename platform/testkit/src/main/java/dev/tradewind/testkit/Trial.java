package dev.tradewind.testkit;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.LedgerCodec;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.backtest.Backtest;
import dev.tradewind.simulation.backtest.BacktestListener;
import dev.tradewind.simulation.backtest.BacktestOutcome;
import dev.tradewind.simulation.backtest.BacktestSetup;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.VenueModels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A backtest of one strategy on a small market, with everything that happened kept for reading:
 *
 * <pre>{@code
 * TrialResult result = Trial.of(factory).with("fast", "5").on(TestMarket.trending(1).series()).run();
 * }</pre>
 *
 * <p>Unless changed: 10,000 of the settlement currency, 10 percent of equity an entry, a fee of 10 basis points, no
 * slippage, no latency, a tenth of each bar's volume, no rules, and at most 100 requests an event.
 */
public final class Trial {
    /** Requests that a strategy may make in one event of a trial. */
    public static final int REQUESTS_PER_EVENT = 100;

    private static final long SEED = 1;
    private static final Duration STALL = Duration.ofSeconds(10);

    private final StrategyFactory factory;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<BarSeries> series = new ArrayList<>();
    private Decimal cash = Decimal.of(10_000);
    private EntrySize size = new EntrySize.PercentOfEquity(Decimal.of(10));
    private Policy policy = new NoRules();
    private BacktestListener listener = BacktestListener.NONE;

    private Trial(StrategyFactory factory) {
        this.factory = factory;
    }

    public static Trial of(StrategyFactory factory) {
        return new Trial(factory);
    }

    /** A parameter; those not given have their defaults. */
    public Trial with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    public Trial with(Map<String, String> values) {
        parameters.putAll(values);
        return this;
    }

    /** The market; several series are merged by time. */
    public Trial on(BarSeries... markets) {
        series.addAll(List.of(markets));
        return this;
    }

    /** What the account starts with, in the settlement currency of the first instrument. */
    public Trial cash(String amount) {
        cash = Decimal.parse(amount);
        return this;
    }

    /** How large an entry is, such as {@code fixed:0.1}, {@code percent:10} or {@code all-in}. */
    public Trial size(String text) {
        size = EntrySize.parse(text);
        return this;
    }

    /** Judges the orders. */
    public Trial policy(Policy rules) {
        policy = rules;
        return this;
    }

    /** Also hears what happens, on the run's thread. */
    public Trial listener(BacktestListener other) {
        listener = other;
        return this;
    }

    /**
     * Makes a new instance of the strategy and runs it.
     *
     * @throws IllegalArgumentException if a parameter is unknown or outside its domain
     * @throws IllegalStateException if there is no market
     * @throws dev.tradewind.simulation.backtest.BacktestException if the strategy throws or does not come back
     */
    public TrialResult run() {
        if (series.isEmpty()) {
            throw new IllegalStateException("a trial needs a market: call on(...)");
        }
        Parameters checked = Parameters.of(factory.parameters(), parameters);
        Strategy strategy = factory.create(checked);
        Currency currency = series.get(0).instrument().settlement();
        EngineConfig engine = new EngineConfig(
                "trial",
                0,
                currency,
                size,
                Decimal.parse("0.01"),
                new EngineConfig.HardLimits(
                        Decimal.of(Long.MAX_VALUE), REQUESTS_PER_EVENT, 2_000_000_000L, true),
                SEED);
        VenueModels models = new VenueModels(
                BasicModels.feeBasisPoints(Decimal.of(10)),
                BasicModels.slippageBasisPoints(Decimal.ZERO),
                BasicModels.constantLatency(0),
                BasicModels.shareOfVolume(Decimal.of(10)));
        BacktestSetup setup = new BacktestSetup(
                engine,
                policy,
                List.of(new NamedStrategy(factory.name(), checked.toString(), strategy)),
                series,
                new BacktestSetup.Venue(models, new Money(cash, currency), Decimal.ONE),
                new BacktestSetup.Limits(STALL));
        Recorder recorder = new Recorder(listener);
        Backtest backtest = new Backtest(setup);
        BacktestOutcome outcome = backtest.runWatched(recorder, bars -> {});
        return new TrialResult(outcome, backtest.engine(), recorder.events, recorder.bytes, recorder.eventsAtBar);
    }

    /** Keeps each event, its bytes, and how many there were after each bar. */
    private static final class Recorder implements BacktestListener {
        private final BacktestListener next;
        private final List<LedgerEvent> events = new ArrayList<>();
        private final List<byte[]> bytes = new ArrayList<>();
        private final List<Integer> eventsAtBar = new ArrayList<>();
        private final ByteWriter writer = new ByteWriter();

        Recorder(BacktestListener next) {
            this.next = next;
        }

        @Override
        public void onBar(Bar bar, double equity) {
            eventsAtBar.add(events.size());
            next.onBar(bar, equity);
        }

        @Override
        public void onEvent(LedgerEvent event) {
            writer.clear();
            LedgerCodec.write(event, writer);
            events.add(event);
            bytes.add(writer.toByteArray());
            next.onEvent(event);
        }
    }
}

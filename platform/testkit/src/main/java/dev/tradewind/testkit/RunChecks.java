package dev.tradewind.testkit;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.simulation.backtest.BacktestException;
import dev.tradewind.simulation.backtest.BacktestListener;
import dev.tradewind.simulation.data.BarSeries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a strategy does when it runs. */
final class RunChecks {
    private final StrategyFactory factory;
    private final Map<String, String> parameters;

    RunChecks(StrategyFactory factory, Map<String, String> parameters) {
        this.factory = factory;
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** Denies every order. */
    static final class DenyAll implements Policy {
        @Override
        public String ruleSet() {
            return "deny-all";
        }

        @Override
        public Verdict judge(Check check) {
            return Verdict.deny("DENY_ALL", 0, 0, "this market check denies every order");
        }
    }

    private Trial trial(BarSeries... series) {
        return Trial.of(factory).with(parameters).on(series);
    }

    private AssertionError failure(String message) {
        return new AssertionError(title() + message);
    }

    private String title() {
        return "strategy " + factory.name() + (parameters.isEmpty() ? ": " : " with " + parameters + ": ");
    }

    /** It comes through this market, with little and with very much money, and is never short unless it says so. */
    TrialResult survives(String market, boolean mayGoShort, BarSeries... series) {
        TrialResult result = run(market, trial(series));
        TrialResult large = run(market, trial(series).cash("1000000000000").size("all-in"));
        if (!mayGoShort) {
            staysLong(market, result);
            staysLong(market, large);
        }
        return result;
    }

    private TrialResult run(String market, Trial trial) {
        try {
            return trial.run();
        } catch (BacktestException e) {
            throw new AssertionError(
                    title() + "on the market '" + market + "': " + e.getMessage()
                            + ". A strategy must come through any market: check that it has seen enough bars, and"
                            + " that it does not divide by zero or ask for more than " + Trial.REQUESTS_PER_EVENT
                            + " things in one event",
                    e);
        }
    }

    private void staysLong(String market, TrialResult result) {
        Ledger ledger = new Ledger();
        for (LedgerEvent event : result.events()) {
            ledger.evolve(event);
            if (event instanceof LedgerEvent.OrderFilled) {
                ledger.positions().forEach(position -> {
                    if (position.quantity().signum() < 0) {
                        throw failure("on the market '" + market + "' it went short (" + position.quantity() + " "
                                + position.instrument().id()
                                + "); close with exit(...) or reduce-only orders, or declare usesShorts()");
                    }
                });
            }
        }
    }

    /** The same run gives the same events: again, while another instance runs, and after another market. */
    void repeats(BarSeries series, BarSeries other) {
        TrialResult first = trial(series).run();
        same("run twice in a row", first, trial(series).run());
        trial(other).run();
        same("run again after another market", first, trial(series).run());
        BacktestListener between = new BacktestListener() {
            private int bars;

            @Override
            public void onBar(Bar bar, double equity) {
                if (++bars == 50 || bars == 200) {
                    trial(other).run();
                }
            }
        };
        same("run while another instance of it ran", first, trial(series).listener(between).run());
    }

    private void same(String what, TrialResult first, TrialResult second) {
        int at = first.firstDifference(second, Math.max(first.bytes().size(), second.bytes().size()));
        if (at >= 0) {
            throw failure("it is not deterministic: " + what + ", it did something else. First difference, event " + at
                    + ": " + first.describe(at) + " against " + second.describe(at)
                    + ". Keep all state in the instance; no static fields, clocks or randomness of its own");
        }
    }

    /** What happens on the first bars does not depend on the bars that follow. */
    void seesNoFuture(MemorySeries whole, MemorySeries otherFuture) {
        TrialResult full = trial(whole).run();
        int bars = whole.bars().size();
        for (int k : new int[] {1, 2, bars / 10, bars / 3, bars / 2, bars - 1}) {
            if (k < 1 || k >= bars) {
                continue;
            }
            MemorySeries begin = whole.first(k);
            sameUntil(k, "when the data ends there", full, trial(begin).run());
            long from = begin.bars().getLast().eventNanos();
            List<Bar> after = otherFuture.bars().stream()
                    .filter(bar -> bar.openNanos() >= from)
                    .toList();
            sameUntil(k, "when other bars follow", full, trial(begin.then(after)).run());
        }
    }

    private void sameUntil(int bars, String what, TrialResult full, TrialResult other) {
        int here = full.eventsAtBar().get(bars - 1);
        int there = other.eventsAtBar().get(bars - 1);
        int at = full.firstDifference(other, Math.min(here, there));
        if (at < 0 && here != there) {
            at = Math.min(here, there);
        }
        if (at >= 0) {
            throw failure("it looks ahead: what it did in the first " + bars + " bars is different " + what
                    + ". First difference, event " + at + ": " + full.describe(at) + " against " + other.describe(at)
                    + ". Decide on the bars that onBar has shown, and keep nothing from an earlier run");
        }
    }

    /** Orders that are denied, or that the account cannot pay, do not make it place order after order. */
    void takesNoForAnAnswer(int maxOrdersPerBar, BarSeries series) {
        calm("every order is denied", maxOrdersPerBar, trial(series).policy(new DenyAll()));
        calm("the account cannot pay for any order", maxOrdersPerBar, trial(series).cash("0.01").size("fixed:1"));
    }

    private void calm(String when, int maxOrdersPerBar, Trial trial) {
        TrialResult result;
        try {
            result = trial.run();
        } catch (BacktestException e) {
            throw new AssertionError(
                    title() + "when " + when + ": " + e.getMessage()
                            + ". Do not answer a refused order with the same order: wait for the next signal",
                    e);
        }
        int from = 0;
        for (int bar = 0; bar < result.eventsAtBar().size(); bar++) {
            int to = result.eventsAtBar().get(bar);
            long orders = result.events().subList(from, to).stream()
                    .filter(OrderInitialised.class::isInstance)
                    .count();
            if (orders > maxOrdersPerBar) {
                throw failure("when " + when + ", it placed " + orders + " orders at bar " + (bar + 1)
                        + ", more than " + maxOrdersPerBar
                        + ". Do not answer a refused order with the same order: wait for the next signal");
            }
            from = to;
        }
    }

    /** With several instruments it does with each what it does with that one alone. */
    void keepsInstrumentsApart(List<MemorySeries> all) {
        TrialResult together = unbound(all.toArray(new BarSeries[0]));
        for (MemorySeries one : all) {
            InstrumentId id = one.instrument().id();
            List<String> alone = ordersOf(id, unbound(one));
            List<String> among = ordersOf(id, together);
            for (int i = 0; i < Math.max(alone.size(), among.size()); i++) {
                String here = i < alone.size() ? alone.get(i) : "no order";
                String there = i < among.size() ? among.get(i) : "no order";
                if (!here.equals(there)) {
                    throw failure("it mixes up instruments: order " + (i + 1) + " of " + id + " is " + here
                            + " when it trades that alone, and " + there + " beside others. Keep indicators and state"
                            + " for each instrument, or override tradesEachInstrumentAlone()");
                }
            }
        }
    }

    /** Enough cash, and sizes that do not depend on equity, so that instruments do not meet in the account. */
    private TrialResult unbound(BarSeries... series) {
        return run(series.length + " instruments", trial(series).cash("1000000000").size("fixed:1"));
    }

    private static List<String> ordersOf(InstrumentId id, TrialResult result) {
        List<String> orders = new ArrayList<>();
        for (LedgerEvent event : result.events()) {
            if (event instanceof OrderInitialised placed && placed.request().instrument().equals(id)) {
                orders.add(placed.request().side() + " " + placed.request().quantity() + " "
                        + placed.request().type() + " " + placed.request().prices() + " at " + placed.timeNanos());
            }
        }
        return orders;
    }
}

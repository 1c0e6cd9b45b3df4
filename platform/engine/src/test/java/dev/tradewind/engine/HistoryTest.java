package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.HistoryTold;
import dev.tradewind.engine.ledger.LedgerEvent.OrderDenied;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Timeframe SECOND = new Timeframe(1_000_000_000L);
    private static final Timeframe TEN = new Timeframe(10_000_000_000L);
    private static final long START = 1_700_000_000L * 1_000_000_000L;

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

    /** Orders on every bar, and notes what it saw. */
    private static final class Eager implements Strategy {
        final List<String> seen = new ArrayList<>();
        private final boolean tens;

        Eager(boolean tens) {
            this.tens = tens;
        }

        @Override
        public void onStart(StrategyContext context) {
            seen.add("start");
            if (tens) {
                context.subscribeBars(BTC.id(), TEN);
            }
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            String when = context.isHistory() ? "past " : "now ";
            seen.add(when + (bar.eventNanos() - START) / SECOND.nanos() + " " + bar.volume());
            context.enter(BTC.id(), Side.BUY, "enter");
            context.submit(OrderRequest.market(BTC.id(), Side.BUY, Quantity.of("1")));
        }
    }

    private Engine engine(Eager... strategies) {
        List<NamedStrategy> named = new ArrayList<>();
        for (int i = 0; i < strategies.length; i++) {
            named.add(new NamedStrategy("s" + i, "", strategies[i]));
        }
        Engine engine = new Engine(Rig.config(Rig.LIVE), new NoRules(), named);
        engine.decide(new Input.AddInstrument(START, BTC), output);
        return engine;
    }

    private static Bar bar(Timeframe timeframe, long second) {
        return Bar.of(BTC.id(), timeframe, START + second * SECOND.nanos(), "100", "100", "100", "100", "1");
    }

    private void live(Engine engine, long second) {
        Bar bar = bar(SECOND, second);
        engine.decide(new Input.MarketData(bar.eventNanos(), bar), output);
    }

    @Test
    void barsOfThePastComeBeforeTheFirstBarAndNoOrderComesOfThem() {
        Eager eager = new Eager(false);
        Engine engine = engine(eager);
        engine.decide(new Input.StartStrategies(START), output);

        engine.decide(new Input.TellHistory(START, BTC.id(), "s0", List.of(bar(TEN, -10), bar(TEN, 0))), output);

        assertThat(eager.seen).containsExactly("start", "past -10 1", "past 0 1");
        assertThat(commands).isEmpty();
        assertThat(events.stream().filter(OrderDenied.class::isInstance).map(event -> ((OrderDenied) event).code()))
                .containsExactly("HISTORY", "HISTORY");
        assertThat(events).contains(
                new HistoryTold(START, BTC.id(), "s0", 2, START - TEN.nanos(), START));

        live(engine, 1);
        assertThat(eager.seen).endsWith("now 1 1");
        assertThat(commands).hasSize(2);
    }

    @Test
    void nothingIsToldBeforeTheStart() {
        Eager eager = new Eager(false);
        Engine engine = engine(eager);

        engine.decide(new Input.TellHistory(START, BTC.id(), "", List.of(bar(SECOND, 2))), output);

        assertThat(eager.seen).isEmpty();
    }

    @Test
    void lateBarsOfTheFeedGoIntoLongerOnesInTheirPlace() {
        Eager tens = new Eager(true);
        Eager seconds = new Eager(false);
        Engine engine = engine(tens, seconds);
        engine.decide(new Input.StartStrategies(START), output);
        for (int second = 1; second <= 4; second++) {
            live(engine, second);
        }
        List<Bar> missing = new ArrayList<>();
        for (int second = 5; second <= 22; second++) {
            missing.add(bar(SECOND, second));
        }

        engine.decide(new Input.TellHistory(START + 23 * SECOND.nanos(), BTC.id(), "", missing), output);
        for (int second = 23; second <= 30; second++) {
            live(engine, second);
        }

        assertThat(tens.seen).containsExactly("start", "past 10 10", "past 20 10", "now 30 10");
        assertThat(seconds.seen).hasSize(1 + 30);
        assertThat(seconds.seen.get(5)).isEqualTo("past 5 1");
        assertThat(seconds.seen.get(23)).isEqualTo("now 23 1");
    }

    @Test
    void historyIsInOrderAndOfOneInstrument() {
        assertThatThrownBy(() -> new Input.TellHistory(START, BTC.id(), "", List.of(bar(SECOND, 2), bar(SECOND, 2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Input.TellHistory(START, Rig.ETH.id(), "", List.of(bar(SECOND, 2))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

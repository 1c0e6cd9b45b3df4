package dev.tradewind.plugin.marketmaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.Engine;
import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.Input;
import dev.tradewind.engine.Output;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.TickReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A denied order is journaled: while none could pass, it places none. */
class MarketMakerPauseTest implements Output {
    private final List<LedgerEvent> events = new ArrayList<>();

    @Override
    public void event(LedgerEvent event) {
        events.add(event);
    }

    @Override
    public void command(OrderCommand command) {}

    private long orders() {
        return events.stream().filter(LedgerEvent.OrderInitialised.class::isInstance).count();
    }

    @Test
    void nothingIsPlacedWhileTheKillSwitchIsOn() throws Exception {
        BookMarket market = new BookMarket(7, 2_000);
        MarketMakerFactory factory = new MarketMakerFactory();
        Parameters parameters = Parameters.of(factory.parameters(), Map.of("pause-ms", "100"));
        Currency currency = market.instrument().settlement();
        EngineConfig config = new EngineConfig(
                "test",
                0,
                currency,
                new EntrySize.Fixed(Decimal.parse("0.1")),
                Decimal.ZERO,
                EngineConfig.HardLimits.BACKTEST,
                1);
        Engine engine = new Engine(
                config,
                new NoRules(),
                List.of(new NamedStrategy("maker", parameters.toString(), factory.create(parameters))));
        try (TickReader reader = market.open()) {
            assertThat(reader.advance()).isTrue();
            long now = reader.receivedNanos();
            engine.decide(new Input.AddInstrument(now, market.instrument()), this);
            engine.decide(new Input.MoveCash(now, new Money(Decimal.of(100_000), currency), "start"), this);
            engine.decide(new Input.StartStrategies(now), this);
            engine.decide(new Input.SwitchKill(now, true, "strategy:maker", "ann", "drill", false), this);
            play(engine, reader, 500);
            assertThat(orders()).isZero();

            long later = engine.ledger().lastNanos();
            engine.decide(new Input.SwitchKill(later, false, "strategy:maker", "ann", "over", false), this);
            play(engine, reader, 500);
            assertThat(orders()).isPositive();
        }
    }

    private void play(Engine engine, TickReader reader, int steps) throws Exception {
        for (int i = 0; i < steps; i++) {
            engine.decide(new Input.MarketData(reader.receivedNanos(), reader.event()), this);
            reader.advance();
        }
    }
}

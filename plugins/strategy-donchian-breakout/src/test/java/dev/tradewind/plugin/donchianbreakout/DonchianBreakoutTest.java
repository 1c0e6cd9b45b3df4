package dev.tradewind.plugin.donchianbreakout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.TradewindPlugin;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.FakeStrategyContext;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DonchianBreakoutTest {
    private static final InstrumentId ID = FakeStrategyContext.DEMO.id();

    private final FakeStrategyContext context = new FakeStrategyContext();
    private final StrategyFactory factory = new DonchianBreakoutFactory();

    private Strategy create(Map<String, String> given) {
        return factory.create(Parameters.of(factory.parameters(), given));
    }

    private static Map<String, String> short3(String direction) {
        return Map.of("entry", "3", "exit", "2", "direction", direction);
    }

    @Test
    void buysTheBreakoutAndSellsBelowTheExitChannel() {
        Strategy strategy = create(short3("long"));
        context.feedCloses(strategy, 10, 11, 10, 11);
        assertThat(context.submitted()).as("a close at the channel is no breakout").isEmpty();

        context.feedCloses(strategy, 12, 13, 14);
        assertThat(context.sides()).containsExactly(Side.BUY);
        assertThat(context.lastSubmitted().reason()).isEqualTo("close 12 is above the highest high 11.0");

        context.feedCloses(strategy, 13, 12.5);
        assertThat(context.sides()).containsExactly(Side.BUY, Side.SELL);
        assertThat(context.lastSubmitted().reason()).isEqualTo("close 12.5 is below the exit's lowest low 13.0");
        assertThat(context.lastSubmitted().conditions().reduceOnly()).isTrue();
    }

    @Test
    void turnsRoundInTwoStepsWhereItMayHoldBoth() {
        Strategy strategy = create(short3("both"));
        context.feedCloses(strategy, 10, 11, 10, 12, 12, 5);
        assertThat(context.sides()).containsExactly(Side.BUY, Side.SELL);

        context.feedCloses(strategy, 6, 6);
        assertThat(context.sides()).containsExactly(Side.BUY, Side.SELL, Side.SELL);
        assertThat(context.lastSubmitted().reason()).isEqualTo("close 5 is below the lowest low 10.0");
        assertThat(context.position(ID).isShort()).isTrue();
    }

    @Test
    void aBreakoutTheOtherWayForgetsTheOneThatWaited() {
        Strategy strategy = create(short3("both"));
        context.feedCloses(strategy, 10, 11, 10, 12, 12);
        context.holdFills(true);
        context.feedCloses(strategy, 5, 15);
        context.holdFills(false);
        context.feedCloses(strategy, 14, 14, 14);

        assertThat(context.sides()).as("long, out, long again").containsExactly(Side.BUY, Side.SELL, Side.BUY);
    }

    @Test
    void ignoresWhatItMayNotHold() {
        context.feedCloses(create(short3("long")), 10, 11, 10, 5, 4, 3);
        assertThat(context.submitted()).isEmpty();

        context.feedCloses(create(short3("short")), 10, 11, 10, 12, 13, 14);
        assertThat(context.submitted()).isEmpty();
    }

    @Test
    void anExitLongerThanTheEntryIsRefused() {
        assertThatThrownBy(() -> create(Map.of("exit", "30")))
                .hasMessage("parameter exit must be at most entry, but exit is 30 and entry is 20");
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(TradewindPlugin.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .flatMap(plugin -> plugin.strategies().stream())
                        .map(StrategyFactory::name))
                .containsExactly("donchian-breakout");
    }
}

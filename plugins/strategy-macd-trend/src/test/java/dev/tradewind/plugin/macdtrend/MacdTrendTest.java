package dev.tradewind.plugin.macdtrend;

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

class MacdTrendTest {
    private static final InstrumentId ID = FakeStrategyContext.DEMO.id();

    private final FakeStrategyContext context = new FakeStrategyContext();
    private final StrategyFactory factory = new MacdTrendFactory();

    private Strategy create(Map<String, String> given) {
        return factory.create(Parameters.of(factory.parameters(), given));
    }

    private static Map<String, String> quick(String direction) {
        return Map.of("fast", "2", "slow", "4", "signal", "2", "direction", direction);
    }

    @Test
    void buysTheCrossAboveAndSellsBelow() {
        Strategy strategy = create(quick("long"));
        context.feedCloses(strategy, 20, 19, 18, 17, 16, 15, 13, 10);
        assertThat(context.submitted()).isEmpty();

        context.feedCloses(strategy, 12, 16, 19);
        assertThat(context.sides()).containsExactly(Side.BUY);
        assertThat(context.lastSubmitted().reason()).matches("MACD -?[0-9.]+ is above its signal -?[0-9.]+");

        context.feedCloses(strategy, 15, 10, 8);
        assertThat(context.sides()).containsExactly(Side.BUY, Side.SELL);
        assertThat(context.lastSubmitted().reason()).contains("is below its signal");
        assertThat(context.position(ID).isFlat()).isTrue();
    }

    @Test
    void turnsRoundInTwoStepsWhereItMayHoldBoth() {
        Strategy strategy = create(quick("both"));
        context.feedCloses(strategy, 120, 119, 118, 117, 116, 115, 113, 110, 112, 116, 119, 115, 110, 104, 97, 89);

        assertThat(context.sides()).containsExactly(Side.BUY, Side.SELL, Side.SELL);
        assertThat(context.position(ID).isShort()).isTrue();
    }

    @Test
    void aCrossBackForgetsTheOneThatWaited() {
        Strategy strategy = create(quick("both"));
        context.holdFills(true);
        context.feedCloses(strategy, 20, 19, 18, 17, 16, 15, 13, 10, 12, 16, 19);
        context.cancelAll(ID);
        context.feedCloses(strategy, 19, 12, 5);

        assertThat(context.sides()).as("no second buy after the line fell back").containsExactly(Side.BUY, Side.SELL);
    }

    @Test
    void aStraightMarketNeverCrosses() {
        Strategy strategy = create(quick("both"));
        for (int i = 1; i < 200; i++) {
            context.feedCloses(strategy, 50);
        }

        assertThat(context.submitted()).isEmpty();
    }

    @Test
    void periodsThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> create(Map.of("fast", "26")))
                .hasMessage("parameter fast must be less than slow, but fast is 26 and slow is 26");
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(TradewindPlugin.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .flatMap(plugin -> plugin.strategies().stream())
                        .map(StrategyFactory::name))
                .containsExactly("macd-trend");
    }
}

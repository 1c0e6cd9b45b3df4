package dev.tradewind.plugin.rsireversion;

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

class RsiReversionTest {
    private static final InstrumentId ID = FakeStrategyContext.DEMO.id();

    private final FakeStrategyContext context = new FakeStrategyContext();
    private final StrategyFactory factory = new RsiReversionFactory();

    private Strategy create(Map<String, String> given) {
        return factory.create(Parameters.of(factory.parameters(), given));
    }

    private static Map<String, String> period2(String direction) {
        return Map.of("period", "2", "direction", direction);
    }

    @Test
    void buysTheFallBelowOversoldOnceAndSellsWhenItHasComeBack() {
        Strategy strategy = create(period2("long"));
        context.feedCloses(strategy, 10, 11, 10.5);
        assertThat(context.submitted()).isEmpty();

        // The index is 2/3 of 100 here and 100 * 0.25 / (0.25 + 0.625) next.
        context.feedCloses(strategy, 9.5, 9, 8.5);
        assertThat(context.sides()).containsExactly(Side.BUY);
        assertThat(context.lastSubmitted().reason()).isEqualTo("RSI(2) fell to 28.57, below 30.00");

        context.feedCloses(strategy, 9.5, 9.5);
        assertThat(context.sides()).containsExactly(Side.BUY, Side.SELL);
        assertThat(context.lastSubmitted().conditions().reduceOnly()).isTrue();
        assertThat(context.lastSubmitted().reason()).startsWith("RSI(2) came back to ").endsWith("across 50.00");
        assertThat(context.position(ID).isFlat()).isTrue();
    }

    @Test
    void sellsTheRiseAboveOverboughtWhereItMay() {
        Strategy strategy = create(period2("short"));
        context.feedCloses(strategy, 10, 9, 9.5, 10.5, 11, 12);
        assertThat(context.sides()).containsExactly(Side.SELL);
        assertThat(context.position(ID).isShort()).isTrue();

        context.feedCloses(strategy, 10, 9, 8, 7);
        assertThat(context.sides()).containsExactly(Side.SELL, Side.BUY);
    }

    @Test
    void doesNothingInAMarketThatDoesNotMove() {
        context.feedCloses(create(period2("both")), new double[100]);

        assertThat(context.submitted()).isEmpty();
    }

    @Test
    void aDeniedEntryIsNotRepeatedWhileTheIndexStaysBelow() {
        context.denyOrders(true);
        context.feedCloses(create(period2("long")), 10, 11, 10.5, 9.5, 9, 8.5, 8, 7.5);

        assertThat(context.submitted()).hasSize(1);
    }

    @Test
    void notesASignalThatComesWhileAnOrderIsOpen() {
        context.holdFills(true);
        context.feedCloses(create(period2("long")), 10, 11, 10.5, 9.5, 9, 12, 13, 9, 7);

        assertThat(context.submitted()).hasSize(1);
        assertThat(context.skippedSignals()).singleElement()
                .satisfies(skipped -> assertThat(skipped.reason()).endsWith("an order is still open"));
    }

    @Test
    void levelsThatDoNotRiseAreRefused() {
        assertThatThrownBy(() -> create(Map.of("oversold", "60")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameters must rise from oversold to exit to overbought, were 60.0, 50.0, 70.0");
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(TradewindPlugin.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .flatMap(plugin -> plugin.strategies().stream())
                        .map(StrategyFactory::name))
                .containsExactly("rsi-reversion");
    }
}

package dev.tradewind.plugin.bollingerreversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.TradewindPlugin;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.FakeStrategyContext;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BollingerReversionTest {
    private final FakeStrategyContext context = new FakeStrategyContext();
    private final StrategyFactory factory = new BollingerReversionFactory();

    private Strategy create(Map<String, String> given) {
        return factory.create(Parameters.of(factory.parameters(), given));
    }

    private static Map<String, String> narrow(String direction) {
        return Map.of("period", "4", "deviations", "1.5", "direction", direction);
    }

    @Test
    void buysTheCloseBelowTheLowerBandAndSellsAtTheMiddle() {
        Strategy strategy = create(narrow("long"));
        context.feedCloses(strategy, 100, 101, 100, 101, 90);
        assertThat(context.sides()).containsExactly(Side.BUY);
        // Mean 98 and deviation sqrt(21.5) of 101, 100, 101, 90.
        assertThat(context.lastSubmitted().reason()).isEqualTo("close 90 is below the lower band 91.044786");

        context.feedCloses(strategy, 91, 99);
        assertThat(context.sides()).containsExactly(Side.BUY, Side.SELL);
        assertThat(context.lastSubmitted().reason()).isEqualTo("close 99 is back at the middle band 95.250000");
        assertThat(context.lastSubmitted().conditions().reduceOnly()).isTrue();
    }

    @Test
    void sellsTheCloseAboveTheUpperBandWhereItMay() {
        context.feedCloses(create(narrow("long")), 100, 99, 100, 99, 110, 100, 95);
        assertThat(context.submitted()).isEmpty();

        context.feedCloses(create(narrow("both")), 100, 99, 100, 99, 110, 109, 101);
        assertThat(context.sides()).containsExactly(Side.SELL, Side.BUY);
    }

    @Test
    void bandsWithoutWidthHoldNoSignal() {
        double[] closes = new double[50];
        Arrays.fill(closes, 0.1);
        context.feedCloses(create(narrow("both")), closes);

        assertThat(context.submitted()).isEmpty();
    }

    @Test
    void aDeniedEntryIsNotRepeatedOutsideTheBand() {
        context.denyOrders(true);
        context.feedCloses(create(narrow("long")), 100, 101, 100, 101, 90, 60);

        assertThat(context.submitted()).hasSize(1);
    }

    @Test
    void aParameterOutsideItsDomainIsRefused() {
        assertThatThrownBy(() -> create(Map.of("deviations", "0")))
                .hasMessage("parameter deviations must be: number 0.1..10, was '0'");
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(TradewindPlugin.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .flatMap(plugin -> plugin.strategies().stream())
                        .map(StrategyFactory::name))
                .containsExactly("bollinger-reversion");
    }
}

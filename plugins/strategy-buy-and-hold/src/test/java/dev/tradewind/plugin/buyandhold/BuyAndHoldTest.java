package dev.tradewind.plugin.buyandhold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.TradewindPlugin;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.testkit.FakeStrategyContext;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BuyAndHoldTest {
    private static final Instrument OTHER = FakeStrategyContext.spot("OTHER.TEST");

    private final FakeStrategyContext context = new FakeStrategyContext(FakeStrategyContext.DEMO, OTHER);
    private final StrategyFactory factory = new BuyAndHoldFactory();
    private final Strategy strategy = factory.create(Parameters.of(factory.parameters(), Map.of("attempts", "3")));
    private long minute;

    private void bar(InstrumentId id) {
        minute++;
        context.feed(strategy, Bar.of(id, Timeframe.MINUTE_1, minute * 60_000_000_000L, "5", "7", "4", "6", "1"));
    }

    @Test
    void buysEachInstrumentOnceAndKeepsIt() {
        for (int i = 0; i < 50; i++) {
            bar(FakeStrategyContext.DEMO.id());
            bar(OTHER.id());
        }

        assertThat(context.submitted()).hasSize(2).allMatch(request -> request.side() == Side.BUY);
        assertThat(context.submitted().getFirst().reason()).isEqualTo("buys at the start, attempt 1 of 3, close 6");
        assertThat(context.position(OTHER.id()).isLong()).isTrue();
    }

    @Test
    void waitsForAnOrderThatIsStillOpen() {
        context.holdFills(true);
        for (int i = 0; i < 5; i++) {
            bar(OTHER.id());
        }

        assertThat(context.submitted()).hasSize(1);
    }

    @Test
    void givesUpAfterSoManyDenials() {
        context.denyOrders(true);
        for (int i = 0; i < 20; i++) {
            bar(OTHER.id());
        }
        context.denyOrders(false);
        bar(OTHER.id());

        assertThat(context.submitted()).hasSize(3);
    }

    @Test
    void givesUpAfterSoManySignalsThatAreTooSmall() {
        context.withEntryQuantity("0");
        for (int i = 0; i < 20; i++) {
            bar(OTHER.id());
        }

        assertThat(context.skippedSignals()).hasSize(3);
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(TradewindPlugin.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .flatMap(plugin -> plugin.strategies().stream())
                        .map(StrategyFactory::name))
                .containsExactly("buy-and-hold");
    }
}

package dev.tradewind.plugin.marketmaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRequested;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.backtest.BacktestListener;
import dev.tradewind.simulation.backtest.BacktestSetup;
import dev.tradewind.simulation.backtest.TickBacktest;
import dev.tradewind.simulation.backtest.TickOutcome;
import dev.tradewind.simulation.backtest.TickSetup;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.BookModels;
import dev.tradewind.simulation.venue.QueueModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What it does on a generated book, against the simulated venue. */
class MarketMakerRunTest {
    private static final long MILLI = 1_000_000L;

    private static final class Tally implements BacktestListener {
        long orders;
        long amendments;
        long makers;
        long takers;
        long buys;
        Decimal position = Decimal.ZERO;
        Decimal largest = Decimal.ZERO;
        private final Map<Long, Side> sides = new java.util.TreeMap<>();

        @Override
        public void onEvent(LedgerEvent event) {
            if (event instanceof OrderInitialised e) {
                orders++;
                sides.put(e.orderId().value(), e.request().side());
                assertThat(e.request().conditions().postOnly()).isTrue();
            } else if (event instanceof AmendRequested) {
                amendments++;
            } else if (event instanceof OrderFilled e) {
                makers += e.fill().liquidity() == Liquidity.MAKER ? 1 : 0;
                takers += e.fill().liquidity() == Liquidity.TAKER ? 1 : 0;
                boolean buy = sides.get(e.orderId().value()) == Side.BUY;
                buys += buy ? 1 : 0;
                Decimal quantity = e.fill().quantity().value();
                position = position.plus(buy ? quantity : quantity.negate());
                largest = largest.max(position.abs());
            }
        }
    }

    private static TickBacktest backtest(Map<String, String> given, BookMarket market) {
        MarketMakerFactory factory = new MarketMakerFactory();
        Parameters parameters = Parameters.of(factory.parameters(), given);
        Currency currency = market.instrument().settlement();
        return new TickBacktest(new TickSetup(
                new EngineConfig(
                        "test",
                        0,
                        currency,
                        new EntrySize.Fixed(Decimal.parse("0.1")),
                        Decimal.ZERO,
                        EngineConfig.HardLimits.BACKTEST,
                        1),
                new NoRules(),
                List.of(new NamedStrategy(factory.name(), parameters.toString(), factory.create(parameters))),
                List.of(market),
                new TickSetup.Venue(
                        new BookModels(
                                BasicModels.feeBasisPoints(Decimal.ZERO, Decimal.of(5)),
                                BasicModels.slippageBasisPoints(Decimal.ZERO),
                                BasicModels.constantLatency(10 * MILLI),
                                10 * MILLI,
                                QueueModel.CONSERVATIVE),
                        0,
                        new Money(Decimal.of(10_000), currency),
                        Decimal.ONE),
                BacktestSetup.Limits.DEFAULT));
    }

    @Test
    void tradesAsItAlwaysDidOnAGeneratedBook() {
        Tally tally = new Tally();
        TickBacktest backtest = backtest(Map.of(), new BookMarket(1, 20_000));
        TickOutcome outcome = backtest.run(tally);

        assertThat("orders=" + tally.orders + " amendments=" + tally.amendments + " fills=" + tally.makers
                        + " finalEquity=" + backtest.engine().portfolio().equity().amount() + " eventHash="
                        + outcome.eventHash())
                .isEqualTo("orders=1001 amendments=3344 fills=1036 finalEquity=10000.075565"
                        + " eventHash=0c24482369e72698e1e094db007e9f2ca38494a6aef488cda6fda2aa42d80e35");
    }

    @Test
    void itOnlyEverMakesAndKeepsWithinItsInventory() {
        Tally tally = new Tally();
        backtest(Map.of("max-inventory", "3", "half-spread-bps", "0"), new BookMarket(2, 20_000))
                .run(tally);
        assertThat(tally.takers).isZero();
        assertThat(tally.makers).isGreaterThan(100);
        assertThat(tally.buys).isBetween(tally.makers / 4, tally.makers * 3 / 4);
        // An order on its way when the position is as large as it may be can still fill.
        assertThat(tally.largest).isLessThanOrEqualTo(Decimal.parse("0.4"));
    }

    @Test
    void aStillMarketGetsTwoOrdersAndNoAmendment() {
        Tally tally = new Tally();
        backtest(Map.of("half-spread-bps", "5"), new BookMarket(3, 2)).run(tally);
        assertThat(tally.orders).isZero();
        backtest(Map.of("interval-ms", "10", "half-spread-bps", "5"), new BookMarket(3, 4)).run(tally);
        assertThat(tally.orders).isEqualTo(2);
        assertThat(tally.amendments).isZero();
    }
}

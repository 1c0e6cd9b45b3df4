package dev.tradewind.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.indicator.RollingPriceSum;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.DataSpec;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.MarketData;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.VenueModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The engine and the venue against results that were computed independently, order by order. */
class ReferenceRunTest {
    private static final Currency USDT = Currency.of("USDT");

    /** SMA(10)/SMA(30), long only, exact: the conventions of the reference. */
    private static final class Cross implements Strategy {
        private final RollingPriceSum fast = new RollingPriceSum(10);
        private final RollingPriceSum slow = new RollingPriceSum(30);
        private @Nullable Integer previous;

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            fast.update(bar);
            slow.update(bar);
            if (!slow.isReady()) {
                return;
            }
            int now = RollingPriceSum.compareAverages(fast, slow);
            InstrumentId id = bar.instrument();
            if (previous != null && previous <= 0 && now > 0 && context.position(id).isFlat()) {
                context.enter(id, Side.BUY, "up");
            } else if (previous != null && previous >= 0 && now < 0) {
                context.exit(id, "down");
            }
            previous = now;
        }
    }

    /** Notes each fill as the reference writes it. */
    private static final class Orders implements BacktestListener {
        final List<String> lines = new ArrayList<>();
        private Side side = Side.BUY;

        @Override
        public void onEvent(LedgerEvent event) {
            switch (event) {
                case OrderInitialised e -> side = e.request().side();
                case OrderFilled e -> lines.add(e.venueNanos() / 1_000_000 + "," + side + "," + e.fill().price());
                default -> {}
            }
        }
    }

    @TestFactory
    List<DynamicTest> givesTheOrdersAndTheEquityOfTheReference() {
        return TestData.requireAll("reference/backtest_truth", "*.json").stream()
                .map(truth -> DynamicTest.dynamicTest(truth.getFileName().toString(), () -> check(truth)))
                .toList();
    }

    private static void check(Path truth) throws IOException {
        String json = Files.readString(truth);
        List<String> files = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"([^\"]+\\.csv\\.gz)\"").matcher(json);
        while (matcher.find()) {
            files.add(TestData.require("candles/binance_spot/" + matcher.group(1)).toString());
        }
        String symbol = files.get(0).contains("ETHUSDT") ? "ETHUSDT" : "BTCUSDT";
        BarSeries series = MarketData.open(
                DataSpec.parseAll(files, symbol).get(0), Instruments.shipped());
        EngineConfig engine = new EngineConfig(
                "test",
                0,
                USDT,
                new EntrySize.Fixed(Decimal.parse(field(json, "quantity"))),
                Decimal.ZERO,
                EngineConfig.HardLimits.BACKTEST,
                1);
        VenueModels models = new VenueModels(
                BasicModels.feeBasisPoints(Decimal.of(10)),
                BasicModels.slippageBasisPoints(Decimal.ZERO),
                BasicModels.constantLatency(0),
                BasicModels.shareOfVolume(Decimal.of(10)));
        BacktestSetup setup = new BacktestSetup(
                engine,
                new NoRules(),
                List.of(new NamedStrategy("cross", "", new Cross())),
                List.of(series),
                new BacktestSetup.Venue(models, new Money(Decimal.parse(field(json, "cash")), USDT), Decimal.ONE),
                BacktestSetup.Limits.DEFAULT);
        Orders orders = new Orders();
        Backtest backtest = new Backtest(setup);

        BacktestOutcome outcome = backtest.run(orders);

        assertThat(outcome.bars()).isEqualTo(Long.parseLong(field(json, "bars")));
        assertThat(orders.lines).isEqualTo(expectedOrders(truth));
        assertThat(backtest.engine().portfolio().equity().amount())
                .isEqualTo(Decimal.parse(field(json, "final_equity")));
        assertThat(backtest.venue().cash(USDT)).isEqualTo(backtest.engine().ledger().cash(USDT));
    }

    private static List<String> expectedOrders(Path truth) throws IOException {
        Path path = truth.resolveSibling(truth.getFileName().toString().replace(".json", "_orders.csv.gz"));
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> line.substring(line.indexOf(',') + 1))
                    .toList();
        }
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\\s*\"?([^\",}]+)").matcher(json);
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1).strip();
    }
}

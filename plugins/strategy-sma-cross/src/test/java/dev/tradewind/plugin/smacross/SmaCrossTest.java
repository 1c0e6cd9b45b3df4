package dev.tradewind.plugin.smacross;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyFactory;
import dev.tradewind.sdk.testing.TestData;
import dev.tradewind.testkit.FakeStrategyContext;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SmaCrossTest {
    private static final Instrument BTC_SPOT = FakeStrategyContext.spot("BTC.TEST");
    private static final Instrument ETH_SPOT = FakeStrategyContext.spot("ETH.TEST");
    private static final InstrumentId BTC = BTC_SPOT.id();
    private static final InstrumentId ETH = ETH_SPOT.id();
    private static final Scales SCALES = new Scales(2, 0);
    private static final Pattern CSV_NAME = Pattern.compile("\"([^\"]+\\.csv\\.gz)\"");

    private final StrategyFactory factory =
            new SmaCrossPlugin().strategies().getFirst();

    private Strategy strategy(String fast, String slow) {
        return factory.create(Parameters.of(factory.parameters(), Map.of("fast", fast, "slow", slow)));
    }

    private static Bar bar(InstrumentId instrument, long close) {
        return Bar.ofUnscaled(instrument, Timeframe.MINUTE_1, 0, close, close, close, close, 1, SCALES);
    }

    private static FakeStrategyContext context() {
        return new FakeStrategyContext(BTC_SPOT, ETH_SPOT);
    }

    private static void feed(Strategy strategy, FakeStrategyContext context, InstrumentId instrument, long... closes) {
        for (long close : closes) {
            context.feed(strategy, bar(instrument, close));
        }
    }

    @Test
    void aFastAverageThatIsNotFasterIsRefusedByName() {
        for (String fast : List.of("30", "31")) {
            assertThatThrownBy(() -> strategy(fast, "30"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("parameter fast must be less than slow, but fast is " + fast + " and slow is 30");
        }
    }

    @Test
    void theDefaultsAreTenAndThirty() {
        assertThat(Parameters.of(factory.parameters(), Map.of()).asMap()).isEqualTo(Map.of("fast", "10", "slow", "30"));
    }

    @Test
    void itBuysOnACrossUpAndClosesTheWholePositionOnACrossDown() {
        FakeStrategyContext context = context().withEntryQuantity("0.5");

        feed(strategy("1", "2"), context, BTC, 100, 90, 110, 120, 80, 70);

        assertThat(context.submitted()).extracting(OrderRequest::side).containsExactly(Side.BUY, Side.SELL);
        assertThat(context.submitted().get(1).conditions().reduceOnly()).isTrue();
        assertThat(context.submitted()).allSatisfy(order -> assertThat(order.quantity().toString()).isEqualTo("0.5"));
    }

    @Test
    void instrumentsDoNotDisturbEachOther() {
        FakeStrategyContext alone = context();
        FakeStrategyContext mixed = context();
        long[] closes = {100, 90, 110, 120, 80, 70, 130};

        feed(strategy("1", "2"), alone, BTC, closes);
        Strategy strategy = strategy("1", "2");
        for (long close : closes) {
            feed(strategy, mixed, ETH, 200 - close);
            feed(strategy, mixed, BTC, close);
        }

        assertThat(mixed.submitted().stream().filter(order -> order.instrument().equals(BTC)))
                .containsExactlyElementsOf(alone.submitted());
    }

    @Test
    void anEntryThatHasNotFilledIsCancelledByTheOppositeCross() {
        FakeStrategyContext context = context();
        context.holdFills(true);

        feed(strategy("1", "2"), context, BTC, 100, 90, 110, 80);

        assertThat(context.submitted()).hasSize(1);
        assertThat(context.openOrders(BTC)).isEmpty();
    }

    @Test
    void anExitThatIsWorkingIsNotSentASecondTime() {
        FakeStrategyContext context = context();
        Strategy strategy = strategy("1", "2");
        feed(strategy, context, BTC, 100, 90, 110, 120);
        context.holdFills(true);

        feed(strategy, context, BTC, 80, 90, 70);

        assertThat(context.submitted()).extracting(OrderRequest::side).containsExactly(Side.BUY, Side.SELL);
    }

    @Test
    void aCrossUpWhileAnExitIsWorkingIsTradedOnceItIsDone() {
        FakeStrategyContext context = context();
        Strategy strategy = strategy("1", "2");
        feed(strategy, context, BTC, 100, 90, 110, 120);
        context.holdFills(true);
        feed(strategy, context, BTC, 80, 90);
        assertThat(context.submitted()).hasSize(2);
        context.holdFills(false);

        feed(strategy, context, BTC, 95);

        assertThat(context.submitted()).extracting(OrderRequest::side).containsExactly(Side.BUY, Side.SELL, Side.BUY);
    }

    @Test
    void aCrossUpThatWaitsIsForgottenWhenThePriceCrossesDownAgain() {
        FakeStrategyContext context = context();
        Strategy strategy = strategy("1", "2");
        feed(strategy, context, BTC, 100, 90, 110, 120);
        context.holdFills(true);
        feed(strategy, context, BTC, 80, 90, 70);
        context.holdFills(false);

        feed(strategy, context, BTC, 70, 70);

        assertThat(context.submitted()).hasSize(2);
        assertThat(context.position(BTC).isFlat()).isTrue();
    }

    @Test
    void aSizeBelowTheSmallestOrderIsNotedAndNotTraded() {
        FakeStrategyContext context = context().withEntryQuantity("0");

        feed(strategy("1", "2"), context, BTC, 100, 90, 110);

        assertThat(context.submitted()).isEmpty();
        assertThat(context.skippedSignals()).hasSize(1);
    }

    /** Orders decided at a bar are those that the reference run filled at the open of the next. */
    @TestFactory
    Stream<DynamicTest> itPlacesTheOrdersOfEachReferenceRun() {
        return TestData.requireAll("reference/backtest_truth", "*_orders.csv.gz").stream()
                .map(orders -> DynamicTest.dynamicTest(orders.getFileName().toString(), () -> compare(orders)));
    }

    private void compare(Path orders) throws IOException {
        Path description = orders.resolveSibling(
                orders.getFileName().toString().replace("_orders.csv.gz", ".json"));
        FakeStrategyContext context = new FakeStrategyContext(BTC_SPOT).withEntryQuantity("0.01");
        Strategy strategy = strategy("10", "30");
        List<String> actual = new ArrayList<>();
        long index = 0;
        for (String name : CSV_NAME.matcher(Files.readString(description)).results().map(m -> m.group(1)).toList()) {
            for (String line : lines(TestData.requireAll("candles", "**/" + name).getFirst())) {
                String[] cells = line.split(",", -1);
                if (actual.size() < context.submittedCount()) {
                    actual.add(index + "," + cells[0] + "," + context.lastSubmitted().side() + ","
                            + new BigDecimal(cells[1]).stripTrailingZeros().toPlainString());
                }
                long close = new BigDecimal(cells[4]).movePointRight(8).longValueExact();
                context.feed(strategy, Bar.ofUnscaled(
                        BTC, Timeframe.MINUTE_1, index, close, close, close, close, 1, new Scales(8, 0)));
                index++;
            }
        }

        List<String> expected = lines(orders);
        assertThat(actual).hasSizeGreaterThan(500).containsExactlyElementsOf(expected.subList(1, expected.size()));
    }

    private static List<String> lines(Path gzip) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

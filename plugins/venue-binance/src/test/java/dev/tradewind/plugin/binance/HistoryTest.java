package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.VenueConnection;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueListener;
import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.testkit.exchange.ExchangeOptions;
import dev.tradewind.testkit.exchange.TestExchange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plugin tells of the past is what it heard when it was the present. */
class HistoryTest {
    private static final InstrumentId BTC = new InstrumentId("BTCUSDT", "BINANCE");
    private static final Timeframe SECOND = Timeframe.parse("1s");
    private static final int TRADES = 60;

    @TempDir
    private Path folder;

    private static VenueConnection connect(TestExchange exchange) {
        BinanceSpotFactory factory = new BinanceSpotFactory();
        return factory.connect(Parameters.of(
                factory.parameters(),
                Map.of(
                        "access", "market-data",
                        "rest-url", exchange.restUrl(),
                        "market-url", exchange.streamUrl())));
    }

    private static List<TradeTick> heard(VenueConnection connection) throws InterruptedException {
        List<TradeTick> trades = new CopyOnWriteArrayList<>();
        connection.start(new VenueListener() {
            @Override
            public void onMarket(MarketEvent event) {
                if (event instanceof TradeTick trade) {
                    trades.add(trade);
                }
            }

            @Override
            public void onOrder(VenueEvent event) {
                throw new IllegalStateException("nothing is ordered here");
            }
        });
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (trades.size() < TRADES) {
            assertThat(System.nanoTime()).as(trades.size() + " trades").isLessThan(deadline);
            Thread.sleep(20);
        }
        return List.copyOf(trades.subList(0, TRADES));
    }

    @Test
    void missingTradesAndBarsAreThoseThatWereHeard() throws Exception {
        try (TestExchange exchange = TestExchange.start(ExchangeOptions.standard(folder).withSeed(3));
                VenueConnection connection = connect(exchange)) {
            List<TradeTick> trades = heard(connection);
            MarketHistory history = connection.history().orElseThrow();

            assertThat(history.trades(trades.get(4), trades.get(40))).isEqualTo(trades.subList(5, 40));
            assertThat(history.trades(trades.get(4), trades.get(5))).isEmpty();

            long from = SECOND.startOf(trades.getFirst().eventNanos()) + SECOND.nanos();
            long to = SECOND.startOf(trades.getLast().eventNanos());
            List<Bar> bars = history.bars(BTC, SECOND, from, to);
            assertThat(bars).isNotEmpty();
            assertThat(bars).extracting(Bar::openNanos).allMatch(open -> open >= from && open + SECOND.nanos() <= to);
            assertThat(bars).extracting(Bar::eventNanos).isSorted().doesNotHaveDuplicates();
            Decimal volume = Decimal.ZERO;
            for (TradeTick trade : trades) {
                if (trade.eventNanos() >= from && trade.eventNanos() < to) {
                    volume = volume.plus(trade.quantity().value());
                }
            }
            Decimal told = bars.stream().map(bar -> bar.volume().value()).reduce(Decimal.ZERO, Decimal::plus);
            assertThat(told).isEqualTo(volume);
            refusals(history, trades);
        }
    }

    private static void refusals(MarketHistory history, List<TradeTick> trades) {
        assertThatThrownBy(() -> history.bars(BTC, Timeframe.parse("7s"), 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7s");
        assertThatThrownBy(() -> history.bars(new InstrumentId("XUSDT", "BINANCE"), SECOND, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("XUSDT");
        TradeTick last = trades.getLast();
        long far = Long.parseLong(last.tradeId()) + BinanceHistory.MOST_TRADES * 2;
        TradeTick later = TradeTick.of(
                BTC, last.eventNanos(), last.price(), last.quantity(), last.aggressor(), Long.toString(far));
        assertThatThrownBy(() -> history.trades(last, later))
                .isInstanceOf(VenueException.class)
                .hasMessageContaining("no more than");
    }
}

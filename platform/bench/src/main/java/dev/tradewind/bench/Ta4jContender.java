package dev.tradewind.bench;

import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.BarChunk;
import dev.tradewind.simulation.data.ChunkSeries;
import java.time.Duration;
import java.time.Instant;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Trade;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.LinearTransactionCostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/** The same strategy in ta4j, with its fastest numbers (doubles); its series is in memory before the clock starts. */
final class Ta4jContender {
    private static final int FAST = 10;
    private static final int SLOW = 30;
    private static final double FEE = 0.001;
    private static final double QUANTITY = 0.001;

    private final ChunkSeries source;
    private final BarSeries series;
    private int positions;

    Ta4jContender(ChunkSeries source) {
        this.source = source;
        this.series = bars();
    }

    private BarSeries bars() {
        BarSeries built = new BaseBarSeriesBuilder()
                .withName("bench")
                .withNumFactory(DoubleNumFactory.getInstance())
                .build();
        Duration length = Duration.ofNanos(source.timeframe().nanos());
        for (BarChunk chunk : source.chunks()) {
            for (int i = 0; i < chunk.size(); i++) {
                built.barBuilder()
                        .timePeriod(length)
                        .endTime(Instant.EPOCH.plusNanos(chunk.endNanos[i]))
                        .openPrice(Decimal.toDouble(chunk.open[i], chunk.scales().price()))
                        .highPrice(Decimal.toDouble(chunk.high[i], chunk.scales().price()))
                        .lowPrice(Decimal.toDouble(chunk.low[i], chunk.scales().price()))
                        .closePrice(Decimal.toDouble(chunk.close[i], chunk.scales().price()))
                        .volume(Decimal.toDouble(chunk.volume[i], chunk.scales().quantity()))
                        .add();
            }
        }
        return built;
    }

    /** Bars made from the same columns within the time, as the other contenders do. */
    double secondsFromColumns() {
        long start = System.nanoTime();
        run(bars());
        return (System.nanoTime() - start) / 1e9;
    }

    /** Without the time to make its bars. */
    double secondsOnBars() {
        long start = System.nanoTime();
        run(series);
        return (System.nanoTime() - start) / 1e9;
    }

    private void run(BarSeries bars) {
        ClosePriceIndicator close = new ClosePriceIndicator(bars);
        SMAIndicator fast = new SMAIndicator(close, FAST);
        SMAIndicator slow = new SMAIndicator(close, SLOW);
        BaseStrategy strategy = new BaseStrategy(
                new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), SLOW);
        BarSeriesManager manager = new BarSeriesManager(
                bars, new LinearTransactionCostModel(FEE), new ZeroCostModel(), new TradeOnNextOpenModel());
        TradingRecord record = manager.run(
                strategy,
                Trade.TradeType.BUY,
                bars.numFactory().numOf(QUANTITY));
        positions = record.getPositionCount();
    }

    int positions() {
        return positions;
    }
}

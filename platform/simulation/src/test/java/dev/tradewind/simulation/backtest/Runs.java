package dev.tradewind.simulation.backtest;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.EngineConfig;
import dev.tradewind.engine.EntrySize;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.ChunkSeries;
import dev.tradewind.simulation.venue.BasicModels;
import dev.tradewind.simulation.venue.VenueModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes small backtests. */
final class Runs {
    static final Currency USDT = Currency.of("USDT");
    static final long MINUTE = Timeframe.MINUTE_1.nanos();
    static final Instrument BTC = instrument("BTCUSDT", "BTC", InstrumentKind.SPOT);
    static final Instrument ETH = instrument("ETHUSDT", "ETH", InstrumentKind.SPOT);
    static final Instrument PERP = instrument("BTC-PERP", "BTC", InstrumentKind.PERPETUAL);

    private Runs() {}

    private static Instrument instrument(String symbol, String base, InstrumentKind kind) {
        TradingSteps steps = new TradingSteps(
                Decimal.parse("0.01"), Decimal.parse("0.001"), Decimal.parse("0.001"), Decimal.ZERO);
        return new Instrument(
                new InstrumentId(symbol, "SIM"),
                kind,
                steps,
                ContractTerms.spot(Currency.of(base), USDT),
                base + "/USDT");
    }

    /** In small chunks, so that the ends of chunks are met. */
    static ChunkSeries series(Instrument instrument, Timeframe timeframe, List<Bar> bars) {
        return ChunkSeries.of(instrument, timeframe, bars, 50);
    }

    static VenueModels models(String fee, String slippage, long latencyNanos, String volumePercent) {
        return new VenueModels(
                BasicModels.feeBasisPoints(Decimal.parse(fee)),
                BasicModels.slippageBasisPoints(Decimal.parse(slippage)),
                BasicModels.constantLatency(latencyNanos),
                BasicModels.shareOfVolume(Decimal.parse(volumePercent)));
    }

    static Backtest backtest(
            List<BarSeries> series, Strategy strategy, VenueModels models, Decimal leverage) {
        EngineConfig config = new EngineConfig(
                "test",
                0,
                USDT,
                new EntrySize.Fixed(Decimal.ONE),
                Decimal.ZERO,
                EngineConfig.HardLimits.BACKTEST,
                5);
        BacktestSetup setup = new BacktestSetup(
                config,
                new NoRules(),
                List.of(new NamedStrategy("tested", "", strategy)),
                series,
                new BacktestSetup.Venue(models, Money.of("10000", "USDT"), leverage),
                BacktestSetup.Limits.DEFAULT);
        return new Backtest(setup);
    }

    /** Bars of a random walk around 100, of which some are missing. */
    static BarSeries walk(Instrument instrument, int count, Random random, Timeframe timeframe) {
        List<Bar> bars = new ArrayList<>();
        long price = 10_000;
        long end = 0;
        for (int i = 0; i < count; i++) {
            end += timeframe.nanos() * (random.nextInt(10) == 0 ? 1 + random.nextInt(5) : 1);
            long open = Math.max(500, price + random.nextInt(-30, 31));
            long close = Math.max(500, open + random.nextInt(-150, 151));
            long high = Math.max(open, close) + random.nextInt(100);
            long low = Math.min(open, close) - random.nextInt(100);
            long volume = random.nextInt(4) == 0 ? random.nextInt(100) : random.nextInt(50_000);
            bars.add(Bar.ofUnscaled(
                    instrument.id(), timeframe, end, open, high, low, close, volume, new Scales(2, 3)));
            price = close;
        }
        return series(instrument, timeframe, bars);
    }

    /** Bars without movement at these prices, one a minute. */
    static BarSeries flat(Instrument instrument, Timeframe timeframe, String... prices) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < prices.length; i++) {
            String price = prices[i];
            long end = (i + 1) * timeframe.nanos();
            bars.add(Bar.of(instrument.id(), timeframe, end, price, price, price, price, "1000"));
        }
        return series(instrument, timeframe, bars);
    }
}

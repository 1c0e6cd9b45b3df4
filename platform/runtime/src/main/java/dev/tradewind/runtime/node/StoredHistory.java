package dev.tradewind.runtime.node;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueException.Reason;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.market.FeedTick;
import dev.tradewind.store.market.MinuteBar;
import dev.tradewind.store.market.TickReader;
import java.util.ArrayList;
import java.util.List;

/** What the tick store knows of a market that cannot be asked: minutes, and seconds of the last hours. */
final class StoredHistory implements MarketHistory {
    /** So far back bars of seconds are made of ticks. */
    static final long TICKS_NANOS = 2 * 3_600_000_000_000L;

    private final TickReader reader;

    StoredHistory(TickReader reader) {
        this.reader = reader;
    }

    @Override
    public List<Timeframe> timeframes() {
        return List.of(MarketFeed.BARS, Timeframe.MINUTE_1);
    }

    @Override
    public List<Bar> bars(InstrumentId instrument, Timeframe timeframe, long fromNanos, long toNanos) {
        try {
            return timeframe.equals(Timeframe.MINUTE_1)
                    ? minutes(instrument, fromNanos, toNanos)
                    : seconds(instrument, Math.max(fromNanos, toNanos - TICKS_NANOS), toNanos);
        } catch (StoreException e) {
            throw new VenueException(Reason.UNREACHABLE, "the tick store does not answer: " + e.getMessage(), e);
        }
    }

    private List<Bar> minutes(InstrumentId instrument, long fromNanos, long toNanos) {
        List<Bar> bars = new ArrayList<>();
        long length = Timeframe.MINUTE_1.nanos();
        for (MinuteBar minute : reader.bars(instrument, fromNanos, toNanos - length + 1)) {
            int scale = 0;
            for (Decimal price : List.of(minute.open(), minute.high(), minute.low(), minute.close())) {
                scale = Math.max(scale, price.scale());
            }
            bars.add(Bar.ofUnscaled(
                    instrument,
                    Timeframe.MINUTE_1,
                    minute.openNanos() + length,
                    minute.open().unscaledAt(scale),
                    minute.high().unscaledAt(scale),
                    minute.low().unscaledAt(scale),
                    minute.close().unscaledAt(scale),
                    minute.volume().unscaledAt(minute.volume().scale()),
                    new Scales(scale, minute.volume().scale())));
        }
        return bars;
    }

    private List<Bar> seconds(InstrumentId instrument, long fromNanos, long toNanos) {
        List<Bar> bars = new ArrayList<>();
        TradeBars making = new TradeBars(instrument, MarketFeed.BARS);
        reader.read(instrument, fromNanos, toNanos, tick -> {
            if (tick instanceof FeedTick.Trade trade) {
                close(making, trade.tick().eventNanos(), bars);
                making.add(trade.tick());
            }
        });
        close(making, toNanos, bars);
        return bars;
    }

    private static void close(TradeBars making, long nanos, List<Bar> bars) {
        Bar bar = making.closeBefore(nanos);
        if (bar != null) {
            bars.add(bar);
        }
    }

    @Override
    public List<TradeTick> trades(TradeTick before, TradeTick after) {
        throw new VenueException(Reason.REFUSED, "what was not heard is not in the tick store");
    }
}

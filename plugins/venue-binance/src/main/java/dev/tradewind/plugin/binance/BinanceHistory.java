package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.plugin.MarketHistory;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueException.Reason;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Bars and trades of the past, by the public REST API, in pages within its limits. */
final class BinanceHistory implements MarketHistory {
    /** So many trades are fetched at once; a longer hole is not filled. */
    static final long MOST_TRADES = 100_000;

    private static final List<Timeframe> TIMEFRAMES = Stream.of(
                    "1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w")
            .map(Timeframe::parse)
            .toList();

    private final Map<String, Instrument> instruments;
    private final Rest rest;

    BinanceHistory(Map<String, Instrument> instruments, Rest rest) {
        this.instruments = instruments;
        this.rest = rest;
    }

    @Override
    public List<Timeframe> timeframes() {
        return TIMEFRAMES;
    }

    @Override
    public List<Bar> bars(InstrumentId instrument, Timeframe timeframe, long fromNanos, long toNanos) {
        if (!TIMEFRAMES.contains(timeframe)) {
            throw new IllegalArgumentException("there are no bars of " + timeframe + " here; there are " + TIMEFRAMES);
        }
        String symbol = known(instrument).id().symbol();
        List<Bar> bars = new ArrayList<>();
        long lastStart = TimeUnit.NANOSECONDS.toMillis(toNanos - timeframe.nanos());
        long from = Math.ceilDiv(fromNanos, 1_000_000L);
        while (from <= lastStart) {
            List<Json> rows =
                    rest.ask(Calls.klines(symbol, timeframe.toString(), from, lastStart)).items();
            for (Json row : rows) {
                List<Json> cells = row.items();
                if (cells.size() < 6) {
                    throw new VenueException(Reason.UNREADABLE, "the venue sent a bar of " + cells.size() + " values");
                }
                long start = cells.get(0).asDecimal().unscaledAt(0);
                bars.add(bar(instrument, timeframe, start, cells));
                from = start + 1;
            }
            if (rows.size() < Calls.MAX_KLINES) {
                break;
            }
        }
        return bars;
    }

    private static Bar bar(InstrumentId instrument, Timeframe timeframe, long startMillis, List<Json> cells) {
        Decimal[] prices = new Decimal[4];
        int scale = 0;
        for (int i = 0; i < prices.length; i++) {
            prices[i] = cells.get(i + 1).asDecimal();
            scale = Math.max(scale, prices[i].scale());
        }
        Decimal volume = cells.get(5).asDecimal();
        return Bar.ofUnscaled(
                instrument,
                timeframe,
                Messages.nanos(startMillis) + timeframe.nanos(),
                prices[0].unscaledAt(scale),
                prices[1].unscaledAt(scale),
                prices[2].unscaledAt(scale),
                prices[3].unscaledAt(scale),
                volume.unscaledAt(volume.scale()),
                new Scales(scale, volume.scale()));
    }

    private Instrument known(InstrumentId id) {
        Instrument instrument = instruments.get(id.symbol());
        if (instrument == null || !instrument.id().equals(id)) {
            throw new IllegalArgumentException(id + " is not among the connection's symbols");
        }
        return instrument;
    }

    @Override
    public List<TradeTick> trades(TradeTick before, TradeTick after) {
        InstrumentId instrument = known(before.instrument()).id();
        long next = number(before) + 1;
        long end = number(after);
        if (end - next > MOST_TRADES) {
            throw new VenueException(
                    Reason.REFUSED,
                    (end - next) + " trades are missing, and no more than " + MOST_TRADES + " are asked for");
        }
        List<TradeTick> trades = new ArrayList<>();
        while (next < end) {
            int limit = (int) Math.min(Calls.MAX_TRADES, end - next);
            List<Json> rows =
                    rest.ask(Calls.historicalTrades(instrument.symbol(), next, limit)).items();
            long asked = next;
            for (Json row : rows) {
                long id = row.whole("id");
                if (id >= next && id < end) {
                    trades.add(trade(instrument, id, row));
                    next = id + 1;
                }
            }
            if (next == asked) {
                throw new VenueException(Reason.REFUSED, "the venue does not remember trades from " + asked + " on");
            }
        }
        return trades;
    }

    private static long number(TradeTick trade) {
        try {
            return Long.parseLong(trade.tradeId());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a trade of this venue has a number, not '" + trade.tradeId() + "'", e);
        }
    }

    private static TradeTick trade(InstrumentId instrument, long id, Json row) {
        return TradeTick.of(
                instrument,
                Messages.nanos(row.whole("time")),
                new Price(row.decimal("price")),
                new Quantity(row.decimal("qty")),
                row.flag("isBuyerMaker", false) ? Side.SELL : Side.BUY,
                Long.toString(id));
    }
}

package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.value.Decimal;
import java.util.List;

/** A minute of trades, or another interval. */
final class Kline {
    static final long MINUTE_MILLIS = 60_000;

    final long openMillis;
    private final long lengthMillis;
    private final Decimal open;
    private Decimal high;
    private Decimal low;
    private Decimal close;
    private Decimal volume = Decimal.ZERO;
    private Decimal quoteVolume = Decimal.ZERO;
    private Decimal takerVolume = Decimal.ZERO;
    private Decimal takerQuoteVolume = Decimal.ZERO;
    private int trades;

    Kline(long openMillis, Decimal price) {
        this(openMillis, MINUTE_MILLIS, price);
    }

    Kline(long openMillis, long lengthMillis, Decimal price) {
        this.openMillis = openMillis;
        this.lengthMillis = lengthMillis;
        this.open = price;
        this.high = price;
        this.low = price;
        this.close = price;
    }

    void add(Decimal price, Decimal quantity, boolean buyerTook) {
        high = high.max(price);
        low = low.min(price);
        close = price;
        volume = volume.plus(quantity);
        quoteVolume = quoteVolume.plus(price.times(quantity));
        trades++;
        if (buyerTook) {
            takerVolume = takerVolume.plus(quantity);
            takerQuoteVolume = takerQuoteVolume.plus(price.times(quantity));
        }
    }

    long closeMillis() {
        return openMillis + lengthMillis - 1;
    }

    /** As {@code GET /api/v3/klines} has it. */
    List<Object> row() {
        return List.of(openMillis, open, high, low, close, volume, closeMillis(), quoteVolume, trades, takerVolume,
                takerQuoteVolume, "0");
    }

    /** As the kline stream has it. */
    JsonObject json(String symbol, boolean closed) {
        return new JsonObject()
                .put("t", openMillis)
                .put("T", closeMillis())
                .put("s", symbol)
                .put("i", "1m")
                .put("f", -1)
                .put("L", -1)
                .put("o", open)
                .put("c", close)
                .put("h", high)
                .put("l", low)
                .put("v", volume)
                .put("n", trades)
                .put("x", closed)
                .put("q", quoteVolume)
                .put("V", takerVolume)
                .put("Q", takerQuoteVolume)
                .put("B", "0");
    }
}

package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.instrument.Instrument;

/** Venues whose messages are understood. */
public enum CaptureVenue {
    /** Spot, USD-M and COIN-M: depth, trade, bookTicker, and REST depth snapshots. */
    BINANCE,
    /** {@code diff_order_book} and {@code live_trades}. */
    BITSTAMP,
    /** {@code orderBookL2_25} and {@code trade} of the first API. */
    BYBIT,
    /** {@code level2} and {@code matches} of the first API. Its book messages carry no numbers: gaps cannot be seen. */
    COINBASE,
    /** {@code trade} and {@code ticker} of the first API. */
    KRAKEN;

    Dialect dialect(Instrument instrument) {
        return switch (this) {
            case BINANCE -> new BinanceDialect(instrument);
            case BITSTAMP -> new BitstampDialect(instrument);
            case BYBIT -> new BybitDialect(instrument);
            case COINBASE -> new CoinbaseDialect(instrument);
            case KRAKEN -> new KrakenDialect(instrument);
        };
    }

    /** The letters and digits of a symbol, in capitals. */
    static String plain(Instrument instrument) {
        StringBuilder plain = new StringBuilder();
        for (char c : instrument.id().symbol().toCharArray()) {
            if (c >= 'a' && c <= 'z') {
                plain.append((char) (c - 32));
            } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}

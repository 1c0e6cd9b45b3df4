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

    static final String PERPETUAL = "-PERP";

    Dialect dialect(Instrument instrument) {
        return switch (this) {
            case BINANCE -> new BinanceDialect(instrument);
            case BITSTAMP -> new BitstampDialect(instrument);
            case BYBIT -> new BybitDialect(instrument);
            case COINBASE -> new CoinbaseDialect(instrument);
            case KRAKEN -> new KrakenDialect(instrument);
        };
    }

    /**
     * The letters and digits of a symbol, in capitals, as the venue's streams call it. {@code -PERP} is ours: it tells
     * a perpetual contract from the spot market that the venue calls the same. {@code _PERP} is the venue's own.
     */
    static String plain(Instrument instrument) {
        String symbol = instrument.id().symbol();
        if (symbol.endsWith(PERPETUAL)) {
            symbol = symbol.substring(0, symbol.length() - PERPETUAL.length());
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < symbol.length(); i++) {
            char c = symbol.charAt(i);
            if (c >= 'a' && c <= 'z') {
                plain.append((char) (c - 32));
            } else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}

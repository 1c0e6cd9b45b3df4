package dev.tradewind.engine.book;

import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.order.Side;
import java.util.zip.CRC32;

/**
 * CRC-32 over the ten best asks and then the ten best bids: of each level the price's and the quantity's digits without
 * point and leading zeros, at the places that the venue publishes for the pair (Kraken's WebSocket API, "book
 * checksum"). One thread.
 */
public final class KrakenChecksum implements BookChecksum {
    private static final int LEVELS = 10;

    private final Scales published;
    private final CRC32 crc = new CRC32();

    /** @param published places of the pair's prices and quantities on the wire, not fewer than those of tick and lot */
    public KrakenChecksum(Scales published) {
        this.published = published;
    }

    @Override
    public long of(BookView book) {
        crc.reset();
        add(book, Side.SELL);
        add(book, Side.BUY);
        return crc.getValue();
    }

    private void add(BookView book, Side side) {
        Scales own = book.scales();
        for (int i = 0; i < Math.min(LEVELS, book.depth(side)); i++) {
            digits(book.priceUnscaled(side, i), published.price() - own.price());
            digits(book.quantityUnscaled(side, i), published.quantity() - own.quantity());
        }
    }

    private void digits(long unscaled, int zeros) {
        String text = Long.toString(unscaled);
        for (int i = 0; i < text.length(); i++) {
            crc.update(text.charAt(i));
        }
        for (int i = 0; i < zeros; i++) {
            crc.update('0');
        }
    }
}

package dev.tradewind.engine.book;

import dev.tradewind.sdk.market.BookView;

/** How a venue sums up a book, so that both sides can see that they hold the same. */
@FunctionalInterface
public interface BookChecksum {
    /** The checksum as the venue sends it: unsigned values in the low 32 bits. */
    long of(BookView book);
}

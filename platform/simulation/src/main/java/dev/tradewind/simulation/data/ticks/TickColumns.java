package dev.tradewind.simulation.data.ticks;

import java.util.Arrays;

/**
 * The events of one block in columns. Each kind of thing has its own rows: events, book updates (deltas and snapshots),
 * deltas, levels (of book updates and quotes), trades, funding rates.
 */
final class TickColumns {
    /** Blocks end at so many events or levels, whichever comes first; one event may have more levels. */
    static final int EVENTS = 2_048;

    static final int LEVELS = 16_384;

    /** Most levels of one event. */
    static final int MOST_LEVELS = 1 << 20;

    static final int DELTA = 0;
    static final int SNAPSHOT = 1;
    static final int TRADE = 2;
    static final int QUOTE = 3;
    static final int FUNDING = 4;

    /** What a trade's id is: the number in its column, or so many bytes of text as that says; 0 bytes for none. */
    static final int TEXT_ID = 0;

    static final int NUMBER_ID = 1;

    /** Columns of a block, in the order in which they are stored. */
    static final int COLUMNS = 16;

    final long[] received = new long[EVENTS];
    final long[] venue = new long[EVENTS];
    final long[] kind = new long[EVENTS];

    /** Of a book update: last number of its updates, levels, how many of them are bids. */
    final long[] sequence = new long[EVENTS];

    final long[] levelCount = new long[EVENTS];
    final long[] bidCount = new long[EVENTS];

    /** Of a delta: last number minus first, first minus previous. */
    final long[] span = new long[EVENTS];

    final long[] step = new long[EVENTS];
    long[] levelPrice = new long[LEVELS];
    long[] levelQuantity = new long[LEVELS];
    final long[] tradePrice = new long[EVENTS];
    final long[] tradeQuantity = new long[EVENTS];

    /** 0 to 2 for an aggressor unknown, buyer, seller; plus 4 where the id is a number. */
    final long[] tradeFlags = new long[EVENTS];

    final long[] tradeId = new long[EVENTS];
    final long[] rate = new long[EVENTS];
    final long[] rateScale = new long[EVENTS];
    byte[] text = new byte[0];

    int events;
    int books;
    int deltas;
    int levels;
    int trades;
    int fundings;
    int textBytes;
    int priceScale;
    int quantityScale;

    void clear() {
        events = 0;
        books = 0;
        deltas = 0;
        levels = 0;
        trades = 0;
        fundings = 0;
        textBytes = 0;
        priceScale = 0;
        quantityScale = 0;
    }

    void needLevels(int count) {
        if (count > levelPrice.length) {
            int size = Math.max(count, Math.min(MOST_LEVELS + LEVELS, levelPrice.length * 2));
            levelPrice = Arrays.copyOf(levelPrice, size);
            levelQuantity = Arrays.copyOf(levelQuantity, size);
        }
    }

    void needText(int count) {
        if (count > text.length) {
            text = Arrays.copyOf(text, Math.max(count, text.length * 2));
        }
    }

    /** A column by its place in the file. */
    long[] column(int index) {
        return switch (index) {
            case 0 -> received;
            case 1 -> venue;
            case 2 -> kind;
            case 3 -> sequence;
            case 4 -> levelCount;
            case 5 -> bidCount;
            case 6 -> span;
            case 7 -> step;
            case 8 -> levelPrice;
            case 9 -> levelQuantity;
            case 10 -> tradePrice;
            case 11 -> tradeQuantity;
            case 12 -> tradeFlags;
            case 13 -> tradeId;
            case 14 -> rate;
            case 15 -> rateScale;
            default -> throw new IllegalArgumentException("there is no column " + index);
        };
    }

    /** Rows of a column. */
    int rows(int index) {
        if (index < 3) {
            return events;
        }
        if (index < 6) {
            return books;
        }
        if (index < 8) {
            return deltas;
        }
        if (index < 10) {
            return levels;
        }
        return index < 14 ? trades : fundings;
    }
}

package dev.tradewind.engine.book;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The levels of one side, sorted with the best at the end: nearly all changes are near the best, so little is moved.
 * Prices are held as keys that grow towards the best on both sides, {@code ~price} for asks, which cannot overflow.
 *
 * <p>Venues sort the levels of a delta, one way or the other. Each is looked for from where the one before it was, what
 * is there already is changed in place, and what comes or goes is gathered until {@link #settle} or a level out of
 * order, so that the arrays are moved once and not once a level.
 */
final class BookSide {
    /** Far beyond what venues send; it keeps a broken feed from filling the memory. */
    static final int MAX_LEVELS = 100_000;

    private static final int FIRST_CAPACITY = 256;

    private final long mask;
    private final LevelMoves moves = new LevelMoves();
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] quantities = new long[FIRST_CAPACITY];
    /** Levels in the arrays, and how many there will be after the moves. */
    private int size;

    private int sizeAfter;
    private long total;

    /** Of the changes since they last settled: the latest key, where it is or would be, and whether keys rise. */
    private long lastKey;

    private int lastPlace;
    private boolean any;
    private boolean rising;
    private boolean directed;

    BookSide(boolean bids) {
        this.mask = bids ? 0 : -1;
    }

    int size() {
        return size;
    }

    /** All quantities together. */
    long total() {
        return total;
    }

    long price(int level) {
        return keys[index(level)] ^ mask;
    }

    long quantity(int level) {
        return quantities[index(level)];
    }

    private int index(int level) {
        if (level < 0 || level >= size) {
            throw new IndexOutOfBoundsException("there is no level " + level + ", there are " + size);
        }
        return size - 1 - level;
    }

    long quantityAt(long price) {
        long key = price ^ mask;
        int at = placeFromBest(key, size);
        return at < size && keys[at] == key ? quantities[at] : 0;
    }

    void clear() {
        size = 0;
        sizeAfter = 0;
        total = 0;
        moves.clear();
        any = false;
        directed = false;
    }

    /**
     * Sets what rests at a price; zero removes the level. Nothing may be asked of this side until {@link #settle}.
     *
     * @param quantity zero or more
     * @return null, or why it was refused; the side is as before then
     */
    @Nullable Refusal set(long price, long quantity) {
        long key = price ^ mask;
        int at = place(key);
        boolean held = at < size && keys[at] == key;
        long before = held ? quantities[at] : 0;
        long rest = total - before;
        if (quantity > Long.MAX_VALUE - rest) {
            return Refusal.QUANTITY_TOO_LARGE;
        }
        if (held && quantity != 0) {
            quantities[at] = quantity;
        } else if (held) {
            moves.add(at, key, 0);
            sizeAfter--;
        } else if (quantity != 0) {
            if (sizeAfter == MAX_LEVELS) {
                return Refusal.TOO_MANY_LEVELS;
            }
            moves.add(at, key, quantity);
            sizeAfter++;
        }
        total = rest + quantity;
        return null;
    }

    /** Where the key is or belongs, going on from the change before. */
    private int place(long key) {
        int at;
        if (!any) {
            at = placeFromBest(key, size);
        } else if (key > lastKey && (rising || !directed)) {
            at = placeFrom(key, lastPlace);
            rising = true;
            directed = true;
        } else if (key < lastKey && (!rising || !directed)) {
            at = placeFromBest(key, lastPlace);
            rising = false;
            directed = true;
        } else {
            settle();
            at = placeFromBest(key, size);
        }
        any = true;
        lastKey = key;
        lastPlace = at;
        return at;
    }

    /** Brings in the changes that were set. */
    void settle() {
        if (!moves.isEmpty()) {
            if (directed && !rising) {
                moves.reverse();
            }
            reserve(sizeAfter);
            moves.carryOut(keys, quantities, size);
            size = sizeAfter;
        }
        any = false;
        directed = false;
    }

    /** Adds a level of a snapshot, best with the worst first. */
    @Nullable Refusal add(long price, long quantity) {
        if (quantity == 0) {
            return null;
        }
        long key = price ^ mask;
        int at = size == 0 || keys[size - 1] < key ? size : placeFromBest(key, size);
        if (at < size && keys[at] == key) {
            return Refusal.LEVEL_TWICE;
        }
        if (quantity > Long.MAX_VALUE - total) {
            return Refusal.QUANTITY_TOO_LARGE;
        }
        if (size == MAX_LEVELS) {
            return Refusal.TOO_MANY_LEVELS;
        }
        reserve(size + 1);
        int moved = size - at;
        if (moved > 0) {
            System.arraycopy(keys, at, keys, at + 1, moved);
            System.arraycopy(quantities, at, quantities, at + 1, moved);
        }
        keys[at] = key;
        quantities[at] = quantity;
        size++;
        sizeAfter = size;
        total += quantity;
        return null;
    }

    private void reserve(int levels) {
        if (levels > keys.length) {
            int capacity = Math.min(MAX_LEVELS, Math.max(levels, keys.length * 2));
            keys = Arrays.copyOf(keys, capacity);
            quantities = Arrays.copyOf(quantities, capacity);
        }
    }

    /** The first index whose key is not below this one; all from {@code end} on are not. Looks near the end first. */
    private int placeFromBest(long key, int end) {
        int high = end;
        int step = 4;
        int low = high - step;
        while (low >= 0 && keys[low] >= key) {
            high = low;
            step <<= 1;
            low = high - step;
        }
        return lowerBound(key, Math.max(low, 0), high);
    }

    /** The first index whose key is not below this one; all before {@code start} are. Looks near the start first. */
    private int placeFrom(long key, int start) {
        int low = start;
        int step = 4;
        int high = low + step;
        while (high < size && keys[high - 1] < key) {
            low = high;
            step <<= 1;
            high = low + step;
        }
        return lowerBound(key, low, Math.min(high, size));
    }

    /** Halves with a choice of values instead of a jump, for the way of it cannot be foreseen. */
    private int lowerBound(long key, int from, int to) {
        int low = from;
        int length = to - from;
        while (length > 1) {
            int half = length >>> 1;
            low = keys[low + half - 1] < key ? low + half : low;
            length -= half;
        }
        return length == 1 && keys[low] < key ? low + 1 : low;
    }
}

package dev.tradewind.engine.book;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The levels of one side, sorted with the best at the end: nearly all changes are near the best, so little is moved.
 * Prices are held as keys that grow towards the best on both sides, {@code ~price} for asks, which cannot overflow.
 */
final class BookSide {
    /** Far beyond what venues send; it keeps a broken feed from filling the memory. */
    static final int MAX_LEVELS = 100_000;

    private static final int FIRST_CAPACITY = 256;

    private final long mask;
    private long[] keys = new long[FIRST_CAPACITY];
    private long[] quantities = new long[FIRST_CAPACITY];
    private int size;
    private long total;

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
        int at = find(price ^ mask);
        return at < 0 ? 0 : quantities[at];
    }

    void clear() {
        size = 0;
        total = 0;
    }

    /**
     * Sets what rests at a price; zero removes the level.
     *
     * @param quantity zero or more
     * @return null, or why it was refused; the side is as before then
     */
    @Nullable Refusal set(long price, long quantity) {
        long key = price ^ mask;
        int at = find(key);
        if (at >= 0) {
            long rest = total - quantities[at];
            if (quantity > Long.MAX_VALUE - rest) {
                return Refusal.QUANTITY_TOO_LARGE;
            }
            total = rest + quantity;
            if (quantity == 0) {
                remove(at);
            } else {
                quantities[at] = quantity;
            }
            return null;
        }
        return quantity == 0 ? null : insert(-at - 1, key, quantity);
    }

    /** Adds a level of a snapshot. */
    @Nullable Refusal add(long price, long quantity) {
        if (quantity == 0) {
            return null;
        }
        int at = find(price ^ mask);
        return at >= 0 ? Refusal.LEVEL_TWICE : insert(-at - 1, price ^ mask, quantity);
    }

    private @Nullable Refusal insert(int at, long key, long quantity) {
        if (quantity > Long.MAX_VALUE - total) {
            return Refusal.QUANTITY_TOO_LARGE;
        }
        if (size == MAX_LEVELS) {
            return Refusal.TOO_MANY_LEVELS;
        }
        if (size == keys.length) {
            int capacity = Math.min(MAX_LEVELS, size * 2);
            keys = Arrays.copyOf(keys, capacity);
            quantities = Arrays.copyOf(quantities, capacity);
        }
        int moved = size - at;
        if (moved > 0) {
            System.arraycopy(keys, at, keys, at + 1, moved);
            System.arraycopy(quantities, at, quantities, at + 1, moved);
        }
        keys[at] = key;
        quantities[at] = quantity;
        size++;
        total += quantity;
        return null;
    }

    private void remove(int at) {
        size--;
        int moved = size - at;
        if (moved > 0) {
            System.arraycopy(keys, at + 1, keys, at, moved);
            System.arraycopy(quantities, at + 1, quantities, at, moved);
        }
    }

    /** Where the key is, or {@code -1 - where it belongs}. Widens its steps from the best, then halves them. */
    private int find(long key) {
        int high = size;
        int step = 8;
        int low = high - step;
        while (low >= 0 && keys[low] > key) {
            high = low;
            step <<= 2;
            low = high - step;
        }
        if (low < 0) {
            low = 0;
        }
        // Here every key before low is below the one looked for, and every key from high on is above it.
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < size && keys[low] == key ? low : -1 - low;
    }
}

package dev.tradewind.simulation.matching;

import java.util.Arrays;

/**
 * From order id to slot, in one array of (id, slot) pairs with linear probing; slot 0 marks a free pair, so that every
 * {@code long} can be an id. Removal closes the gap, so that there are no tombstones to clean up.
 */
final class IdMap {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long[] pairs;
    private int mask;
    private int shift;
    private int size;

    IdMap(int capacity) {
        allocate(Integer.highestOneBit(Math.max(8, capacity) * 4 - 1));
    }

    private void allocate(int buckets) {
        pairs = new long[2 * buckets];
        mask = buckets - 1;
        shift = Long.SIZE - Integer.numberOfTrailingZeros(buckets);
    }

    /** The slot, 0 when there is none. */
    int get(long id) {
        long[] table = pairs;
        int at = (int) ((id * GOLDEN) >>> shift);
        while (true) {
            int slot = (int) table[2 * at + 1];
            if (slot == 0 || table[2 * at] == id) {
                return slot;
            }
            at = (at + 1) & mask;
        }
    }

    /** @param id that is not in the map */
    void put(long id, int slot) {
        if (2 * (size + 1) > mask) {
            grow();
        }
        size++;
        insert(id, slot);
    }

    private void insert(long id, int slot) {
        int at = (int) ((id * GOLDEN) >>> shift);
        while (pairs[2 * at + 1] != 0) {
            at = (at + 1) & mask;
        }
        pairs[2 * at] = id;
        pairs[2 * at + 1] = slot;
    }

    private void grow() {
        long[] old = pairs;
        allocate(2 * (mask + 1));
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                insert(old[i], (int) old[i + 1]);
            }
        }
    }

    /** @param id that is in the map */
    void remove(long id) {
        long[] table = pairs;
        int at = (int) ((id * GOLDEN) >>> shift);
        while (table[2 * at] != id || table[2 * at + 1] == 0) {
            at = (at + 1) & mask;
        }
        size--;
        int gap = at;
        while (true) {
            at = (at + 1) & mask;
            if (table[2 * at + 1] == 0) {
                break;
            }
            int home = (int) ((table[2 * at] * GOLDEN) >>> shift);
            // Moves down what would no longer be found across the gap.
            if (((at - home) & mask) >= ((at - gap) & mask)) {
                table[2 * gap] = table[2 * at];
                table[2 * gap + 1] = table[2 * at + 1];
                gap = at;
            }
        }
        table[2 * gap + 1] = 0;
    }

    int size() {
        return size;
    }

    void clear() {
        Arrays.fill(pairs, 0);
        size = 0;
    }
}

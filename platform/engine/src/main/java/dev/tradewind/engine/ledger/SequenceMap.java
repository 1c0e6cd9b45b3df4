package dev.tradewind.engine.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map from rising whole numbers to values: an array with a moving base, so that a look-up is an index. Old entries are
 * removed from the front.
 */
final class SequenceMap<V> {
    private Object[] slots = new Object[256];
    private long base = 1;
    private int length;

    /** Adds at {@code key}, which is larger than every key before. */
    void put(long key, V value) {
        if (length == 0) {
            base = key;
        }
        long offset = key - base;
        if (offset < length) {
            throw new IllegalArgumentException("keys must rise: " + key + " after " + (base + length - 1));
        }
        if (offset >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(slots.length * 2, Math.toIntExact(offset + 1)));
        }
        slots[(int) offset] = value;
        length = (int) offset + 1;
    }

    @SuppressWarnings("unchecked")
    @Nullable V get(long key) {
        long offset = key - base;
        return offset < 0 || offset >= length ? null : (V) slots[(int) offset];
    }

    void remove(long key) {
        long offset = key - base;
        if (offset >= 0 && offset < length) {
            slots[(int) offset] = null;
        }
        int empty = 0;
        while (empty < length && slots[empty] == null) {
            empty++;
        }
        // Moving the rest is worth it only when much is empty, so that removal stays constant on average.
        if (empty > length / 2 && empty >= 128) {
            System.arraycopy(slots, empty, slots, 0, length - empty);
            Arrays.fill(slots, length - empty, length, null);
            base += empty;
            length -= empty;
        }
    }

    /** The values by rising key. */
    @SuppressWarnings("unchecked")
    List<V> values() {
        List<V> values = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            if (slots[i] != null) {
                values.add((V) slots[i]);
            }
        }
        return values;
    }
}

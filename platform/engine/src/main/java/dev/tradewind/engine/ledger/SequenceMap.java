package dev.tradewind.engine.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map from rising whole numbers to values: an array with a moving base, so that a look-up is an index. Old entries
 * are removed from the front.
 */
final class SequenceMap<V> {
    private Object[] slots = new Object[256];
    private long base = 1;
    private int length;
    /** No slot before this one is taken. */
    private int first;

    /** Adds at {@code key}, which is larger than every key before. */
    void put(long key, V value) {
        if (length == 0) {
            base = key;
            first = 0;
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

    /** Gives a key that is there another value. */
    void replace(long key, V value) {
        long offset = key - base;
        if (offset < 0 || offset >= length || slots[(int) offset] == null) {
            throw new IllegalArgumentException("there is nothing under " + key);
        }
        slots[(int) offset] = value;
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
        while (first < length && slots[first] == null) {
            first++;
        }
        // Moving the rest is worth it only when much is empty, so that removal stays constant on average.
        if (first > length / 2 && first >= 128) {
            System.arraycopy(slots, first, slots, 0, length - first);
            Arrays.fill(slots, length - first, length, null);
            base += first;
            length -= first;
            first = 0;
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

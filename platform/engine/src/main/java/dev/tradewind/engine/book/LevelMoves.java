package dev.tradewind.engine.book;

import java.util.Arrays;

/**
 * Levels that come to and go from sorted arrays, gathered in rising or falling order and carried out together: what
 * lies between two of them moves once, by how many more came than went before it. A level that comes where the one next
 * to it goes moves nothing.
 */
final class LevelMoves {
    private static final int FIRST_CAPACITY = 64;

    /** Below this many, a loop is faster than a call. */
    private static final int SHORT = 12;

    /** Index that a level goes from, or that it comes before. */
    private int[] places = new int[FIRST_CAPACITY];

    private int[] shifts = new int[FIRST_CAPACITY];
    private long[] keys = new long[FIRST_CAPACITY];
    /** Zero if the level goes. */
    private long[] quantities = new long[FIRST_CAPACITY];

    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
    }

    /** @param quantity what comes; zero if the level at this place goes */
    void add(int place, long key, long quantity) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            shifts = new int[2 * count];
            keys = Arrays.copyOf(keys, 2 * count);
            quantities = Arrays.copyOf(quantities, 2 * count);
        }
        places[count] = place;
        keys[count] = key;
        quantities[count++] = quantity;
    }

    /** Puts the moves in rising order if they were added in falling order. */
    void reverse() {
        for (int i = 0, j = count - 1; i < j; i++, j--) {
            int place = places[i];
            places[i] = places[j];
            places[j] = place;
            long key = keys[i];
            keys[i] = keys[j];
            keys[j] = key;
            long quantity = quantities[i];
            quantities[i] = quantities[j];
            quantities[j] = quantity;
        }
    }

    /**
     * Carries out all moves, which must be in rising order, and forgets them.
     *
     * @param intoKeys long enough for what there is afterwards
     * @param size how many levels there are before
     */
    void carryOut(long[] intoKeys, long[] intoQuantities, int size) {
        int shift = 0;
        for (int i = 0; i < count; i++) {
            shift += quantities[i] == 0 ? -1 : 1;
            shifts[i] = shift;
        }
        // What moves up goes from the top down and what moves down from the bottom up, so that nothing is overwritten
        // before it moved; ends of the two kinds cannot meet, for the final places do not overlap.
        for (int i = count - 1; i >= 0; i--) {
            if (shifts[i] > 0) {
                move(i, size, intoKeys, intoQuantities);
            }
        }
        for (int i = 0; i < count; i++) {
            if (shifts[i] < 0) {
                move(i, size, intoKeys, intoQuantities);
            }
        }
        int before = 0;
        for (int i = 0; i < count; i++) {
            if (quantities[i] != 0) {
                intoKeys[places[i] + before] = keys[i];
                intoQuantities[places[i] + before] = quantities[i];
            }
            before = shifts[i];
        }
        count = 0;
    }

    /** Moves the levels after the i-th move and before the next. */
    private void move(int i, int size, long[] intoKeys, long[] intoQuantities) {
        int from = places[i] + (quantities[i] == 0 ? 1 : 0);
        int to = i + 1 < count ? places[i + 1] : size;
        int shift = shifts[i];
        if (to - from > SHORT) {
            System.arraycopy(intoKeys, from, intoKeys, from + shift, to - from);
            System.arraycopy(intoQuantities, from, intoQuantities, from + shift, to - from);
        } else if (shift > 0) {
            for (int j = to - 1; j >= from; j--) {
                intoKeys[j + shift] = intoKeys[j];
                intoQuantities[j + shift] = intoQuantities[j];
            }
        } else {
            for (int j = from; j < to; j++) {
                intoKeys[j + shift] = intoKeys[j];
                intoQuantities[j + shift] = intoQuantities[j];
            }
        }
    }
}

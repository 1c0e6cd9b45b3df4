package dev.tradewind.engine.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last ids seen, up to a bound. Kept as one run of characters with an index over it: tens of thousands of texts
 * would each be an object that every collection of garbage has to move.
 */
final class RememberedIds {
    private static final int INITIAL_SLOTS = 16;

    private final int limit;

    /** Ids count from here on; the one with number n is in slot n modulo the number of slots. */
    private long oldest;

    private long next;
    private int[] starts = new int[INITIAL_SLOTS];
    private int[] lengths = new int[INITIAL_SLOTS];
    private int[] hashes = new int[INITIAL_SLOTS];

    /** Open addressing with linear probing: slot + 1, or 0. */
    private int[] table = new int[INITIAL_SLOTS * 2];

    private char[] characters = new char[256];
    private int end;

    RememberedIds(int limit) {
        this.limit = limit;
    }

    void add(String id) {
        if (contains(id)) {
            return;
        }
        if (next - oldest == limit) {
            forgetOldest();
        }
        if (next - oldest == starts.length) {
            grow();
        }
        reserve(id.length());
        int slot = slotOf(next++);
        starts[slot] = end;
        lengths[slot] = id.length();
        hashes[slot] = id.hashCode();
        id.getChars(0, id.length(), characters, end);
        end += id.length();
        enter(slot);
    }

    boolean contains(String id) {
        int hash = id.hashCode();
        int mask = table.length - 1;
        for (int i = spread(hash) & mask; table[i] != 0; i = (i + 1) & mask) {
            int slot = table[i] - 1;
            if (hashes[slot] == hash && holds(slot, id)) {
                return true;
            }
        }
        return false;
    }

    /** Oldest first. */
    List<String> inOrder() {
        List<String> ids = new ArrayList<>();
        for (long number = oldest; number < next; number++) {
            int slot = slotOf(number);
            ids.add(new String(characters, starts[slot], lengths[slot]));
        }
        return ids;
    }

    private int slotOf(long number) {
        return (int) (number & (starts.length - 1));
    }

    /** Ids of a venue often count up, and their hashes with them: unspread they would stand in one long row. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }

    private boolean holds(int slot, String id) {
        int length = id.length();
        if (lengths[slot] != length) {
            return false;
        }
        int start = starts[slot];
        for (int i = 0; i < length; i++) {
            if (characters[start + i] != id.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void enter(int slot) {
        int mask = table.length - 1;
        int i = spread(hashes[slot]) & mask;
        while (table[i] != 0) {
            i = (i + 1) & mask;
        }
        table[i] = slot + 1;
    }

    private void forgetOldest() {
        int slot = slotOf(oldest++);
        int mask = table.length - 1;
        int hole = spread(hashes[slot]) & mask;
        while (table[hole] != slot + 1) {
            hole = (hole + 1) & mask;
        }
        // Entries after the hole move up where they may, so that a search never stops too early.
        for (int i = (hole + 1) & mask; table[i] != 0; i = (i + 1) & mask) {
            int home = spread(hashes[table[i] - 1]) & mask;
            if (((i - home) & mask) >= ((i - hole) & mask)) {
                table[hole] = table[i];
                hole = i;
            }
        }
        table[hole] = 0;
    }

    private void grow() {
        int slots = starts.length * 2;
        int[] grownStarts = new int[slots];
        int[] grownLengths = new int[slots];
        int[] grownHashes = new int[slots];
        for (long number = oldest; number < next; number++) {
            int from = slotOf(number);
            int to = (int) (number & (slots - 1));
            grownStarts[to] = starts[from];
            grownLengths[to] = lengths[from];
            grownHashes[to] = hashes[from];
        }
        starts = grownStarts;
        lengths = grownLengths;
        hashes = grownHashes;
        table = new int[slots * 2];
        for (long number = oldest; number < next; number++) {
            enter(slotOf(number));
        }
    }

    /** Makes room at the end: by moving what is still known to the front, or by growing. */
    private void reserve(int length) {
        if (end + length <= characters.length) {
            return;
        }
        int first = next == oldest ? end : starts[slotOf(oldest)];
        if (first >= characters.length / 2) {
            System.arraycopy(characters, first, characters, 0, end - first);
            for (long number = oldest; number < next; number++) {
                starts[slotOf(number)] -= first;
            }
            end -= first;
        }
        if (end + length > characters.length) {
            characters = Arrays.copyOf(characters, Math.max(characters.length * 2, Math.addExact(end, length)));
        }
    }
}

package dev.tradewind.simulation.matching;

import java.util.Arrays;

/**
 * The open orders, each in a slot of {@link #STRIDE} longs and two links. Slot 0 is nobody: links to it end a queue,
 * and writing to its links is harmless, which saves the branches at a queue's ends.
 */
final class OrderTable {
    static final int STRIDE_SHIFT = 3;
    static final int STRIDE = 1 << STRIDE_SHIFT;
    static final int ID = 0;
    static final int OWNER = 1;
    static final int PRICE = 2;
    /** What is open, hidden quantity included. */
    static final int OPEN = 3;
    static final int HIDDEN = 4;
    /** The slice an iceberg order shows; 0: it shows all. */
    static final int DISPLAY = 5;
    static final int META = 6;
    static final int TRIGGER = 7;

    private static final int SELL_BIT = 1;
    private static final int PENDING_BIT = 2;
    private static final int KIND_SHIFT = 8;
    private static final int MODE_SHIFT = 16;

    private final int limit;
    long[] data;
    /** Next at {@code 2 * slot}, previous at {@code 2 * slot + 1}. */
    int[] links;

    private int used = 1;
    private int free;

    OrderTable(int limit) {
        this.limit = limit;
        int first = Math.min(limit, 1024) + 1;
        data = new long[first << STRIDE_SHIFT];
        links = new int[2 * first];
    }

    static long meta(boolean sell, OrderKind kind, SelfTrade mode) {
        return (sell ? SELL_BIT : 0) | (long) kind.ordinal() << KIND_SHIFT | (long) mode.ordinal() << MODE_SHIFT;
    }

    static boolean isSell(long meta) {
        return (meta & SELL_BIT) != 0;
    }

    static boolean isPending(long meta) {
        return (meta & PENDING_BIT) != 0;
    }

    static long pending(long meta, boolean pending) {
        return pending ? meta | PENDING_BIT : meta & ~PENDING_BIT;
    }

    static int kind(long meta) {
        return (int) (meta >>> KIND_SHIFT) & 0xFF;
    }

    static int mode(long meta) {
        return (int) (meta >>> MODE_SHIFT) & 0xFF;
    }

    /** A slot, whose contents are the last order's; 0 when the table is full. */
    int take() {
        int slot = free;
        if (slot != 0) {
            free = links[2 * slot];
            return slot;
        }
        if (used > limit) {
            return 0;
        }
        if (used << STRIDE_SHIFT == data.length) {
            int slots = (int) Math.min(limit + 1L, 2L * used);
            data = Arrays.copyOf(data, slots << STRIDE_SHIFT);
            links = Arrays.copyOf(links, 2 * slots);
        }
        return used++;
    }

    void release(int slot) {
        links[2 * slot] = free;
        free = slot;
    }

    int next(int slot) {
        return links[2 * slot];
    }

    long get(int slot, int field) {
        return data[(slot << STRIDE_SHIFT) + field];
    }

    void clear() {
        used = 1;
        free = 0;
    }
}

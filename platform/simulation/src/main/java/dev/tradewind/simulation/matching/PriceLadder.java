package dev.tradewind.simulation.matching;

import java.util.Arrays;

/**
 * Price levels in order, each with its queue of orders. Levels near the market lie in a window of consecutive prices,
 * found by subtraction and walked over by a bitmap of two storeys; the others, wherever a {@code long} price may be,
 * in a sorted array. The window follows the market when many levels have been opened outside of it. Bids and asks
 * share a ladder, as they never have a price in common.
 */
final class PriceLadder {
    static final int STRIDE_SHIFT = 2;
    static final int PRICE = 0;
    /** First order in the upper half, last in the lower. */
    static final int ENDS = 1;
    static final int SHOWN = 2;
    static final int COUNT = 3;
    static final int NONE = -1;

    private static final long UPPER = 0xFFFF_FFFF_0000_0000L;

    private final OrderTable orders;
    private final int window;
    private final int patience;
    private final long[] words;
    private final long[] summary;
    private long base;
    private int size;

    long[] levels;

    private long[] outlierPrices = new long[16];
    private int[] outlierSlots = new int[16];
    private int outliers;
    private int freeOutlier = NONE;
    private int usedSlots;
    private int outlierOpenings;

    /** @param window prices, a power of two from 4096 on */
    PriceLadder(OrderTable orders, int window) {
        if (window < 1 << 12 || Integer.bitCount(window) != 1 || window > 1 << 24) {
            throw new IllegalArgumentException("the window must be a power of two from 4096 to 2^24, was " + window);
        }
        this.orders = orders;
        this.window = window;
        patience = window >> 4;
        words = new long[window >> 6];
        summary = new long[window >> 12];
        levels = new long[(window + 16) << STRIDE_SHIFT];
        usedSlots = window;
    }

    int size() {
        return size;
    }

    private static boolean isInside(long offset, int window) {
        return (offset & -(long) window) == 0;
    }

    /** The slot of the level at {@code price}, {@link #NONE} when there is none. */
    int find(long price) {
        long offset = price - base;
        if (isInside(offset, window)) {
            return (words[(int) offset >> 6] & 1L << offset) == 0 ? NONE : (int) offset;
        }
        int at = firstFrom(price);
        return at < outliers && outlierPrices[at] == price ? outlierSlots[at] : NONE;
    }

    /** As {@link #find} for a price that has a level. */
    int slotOf(long price) {
        long offset = price - base;
        return isInside(offset, window) ? (int) offset : find(price);
    }

    /**
     * The level at {@code price}, made when there was none.
     *
     * @param focus a price that the window should hold, should it be moved; slots are not what they were then
     */
    int open(long price, long focus) {
        if (size == 0) {
            base = baseAround(price);
        }
        long offset = price - base;
        if (!isInside(offset, window)) {
            return openOutlier(price, focus);
        }
        int slot = (int) offset;
        long bit = 1L << slot;
        int word = slot >> 6;
        if ((words[word] & bit) == 0) {
            words[word] |= bit;
            summary[word >> 6] |= 1L << word;
            reset(slot, price);
        }
        return slot;
    }

    private void reset(int slot, long price) {
        int at = slot << STRIDE_SHIFT;
        levels[at + PRICE] = price;
        levels[at + ENDS] = 0;
        levels[at + SHOWN] = 0;
        levels[at + COUNT] = 0;
        size++;
    }

    private int openOutlier(long price, long focus) {
        int at = firstFrom(price);
        if (at < outliers && outlierPrices[at] == price) {
            return outlierSlots[at];
        }
        if (++outlierOpenings > patience) {
            outlierOpenings = 0;
            if (recentre(focus)) {
                return open(price, focus);
            }
        }
        int slot = takeOutlierSlot();
        if (outliers == outlierPrices.length) {
            outlierPrices = Arrays.copyOf(outlierPrices, 2 * outliers);
            outlierSlots = Arrays.copyOf(outlierSlots, 2 * outliers);
        }
        System.arraycopy(outlierPrices, at, outlierPrices, at + 1, outliers - at);
        System.arraycopy(outlierSlots, at, outlierSlots, at + 1, outliers - at);
        outlierPrices[at] = price;
        outlierSlots[at] = slot;
        outliers++;
        reset(slot, price);
        return slot;
    }

    private int takeOutlierSlot() {
        if (freeOutlier != NONE) {
            int slot = freeOutlier;
            freeOutlier = (int) levels[slot << STRIDE_SHIFT];
            return slot;
        }
        if (usedSlots << STRIDE_SHIFT == levels.length) {
            // Half as many outliers again as the window is wide, at least: no step for each new level.
            levels = Arrays.copyOf(levels, (usedSlots + (usedSlots >> 1)) << STRIDE_SHIFT);
        }
        return usedSlots++;
    }

    /** Takes an empty level away. */
    void close(int slot) {
        size--;
        if (slot < window) {
            int word = slot >> 6;
            words[word] &= ~(1L << slot);
            if (words[word] == 0) {
                summary[word >> 6] &= ~(1L << word);
            }
            return;
        }
        int at = firstFrom(levels[slot << STRIDE_SHIFT]);
        outliers--;
        System.arraycopy(outlierPrices, at + 1, outlierPrices, at, outliers - at);
        System.arraycopy(outlierSlots, at + 1, outlierSlots, at, outliers - at);
        levels[slot << STRIDE_SHIFT] = freeOutlier;
        freeOutlier = slot;
    }

    /** The level next above {@code price}, {@link #NONE} when there is none. */
    int above(long price) {
        if (price == Long.MAX_VALUE) {
            return NONE;
        }
        long offset = price - base;
        if (isInside(offset, window)) {
            int slot = nextSet((int) offset + 1);
            if (slot != NONE) {
                return slot;
            }
            int at = outliers == 0 ? 0 : firstFrom(base + (window - 1));
            return at < outliers ? outlierSlots[at] : NONE;
        }
        int at = firstFrom(price + 1);
        if (price < base) {
            int slot = at < outliers && outlierPrices[at] < base ? NONE : nextSet(0);
            if (slot != NONE) {
                return slot;
            }
        }
        return at < outliers ? outlierSlots[at] : NONE;
    }

    /** The level next below {@code price}, {@link #NONE} when there is none. */
    int below(long price) {
        if (price == Long.MIN_VALUE) {
            return NONE;
        }
        long offset = price - base;
        if (isInside(offset, window)) {
            int slot = lastSet((int) offset - 1);
            if (slot != NONE) {
                return slot;
            }
            int at = outliers == 0 ? 0 : firstFrom(base);
            return at > 0 ? outlierSlots[at - 1] : NONE;
        }
        int at = firstFrom(price);
        if (price > base) {
            int slot = at > 0 && outlierPrices[at - 1] > base ? NONE : lastSet(window - 1);
            if (slot != NONE) {
                return slot;
            }
        }
        return at > 0 ? outlierSlots[at - 1] : NONE;
    }

    private int nextSet(int from) {
        if (from >= window) {
            return NONE;
        }
        int word = from >> 6;
        long bits = words[word] & -1L << from;
        if (bits != 0) {
            return (word << 6) + Long.numberOfTrailingZeros(bits);
        }
        word++;
        int group = word >> 6;
        if (group == summary.length) {
            return NONE;
        }
        bits = summary[group] & -1L << word;
        while (bits == 0) {
            if (++group == summary.length) {
                return NONE;
            }
            bits = summary[group];
        }
        word = (group << 6) + Long.numberOfTrailingZeros(bits);
        return (word << 6) + Long.numberOfTrailingZeros(words[word]);
    }

    private int lastSet(int from) {
        if (from < 0) {
            return NONE;
        }
        int word = from >> 6;
        long bits = words[word] & -1L >>> (63 - (from & 63));
        if (bits != 0) {
            return (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
        }
        if (--word < 0) {
            return NONE;
        }
        int group = word >> 6;
        bits = summary[group] & -1L >>> (63 - (word & 63));
        while (bits == 0) {
            if (--group < 0) {
                return NONE;
            }
            bits = summary[group];
        }
        word = (group << 6) + 63 - Long.numberOfLeadingZeros(bits);
        return (word << 6) + 63 - Long.numberOfLeadingZeros(words[word]);
    }

    /** Where the first outlier at {@code price} or above is, or would be. */
    private int firstFrom(long price) {
        int low = 0;
        int high = outliers;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (outlierPrices[middle] < price) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long baseAround(long price) {
        long half = window >> 1;
        long low = price < Long.MIN_VALUE + half ? Long.MIN_VALUE : price - half;
        return Math.min(low, Long.MAX_VALUE - (window - 1));
    }

    /** Moves the window, when that is worth it: what is far off for good stays outside. */
    private boolean recentre(long focus) {
        long to = baseAround(focus);
        long distance = to > base ? to - base : base - to;
        if (distance >= 0 && distance < window >> 2) {
            return false;
        }
        int count = size;
        long[] kept = new long[count << STRIDE_SHIFT];
        int slot = lowest();
        for (int i = 0; i < count; i++) {
            System.arraycopy(levels, slot << STRIDE_SHIFT, kept, i << STRIDE_SHIFT, 1 << STRIDE_SHIFT);
            slot = above(levels[slot << STRIDE_SHIFT]);
        }
        clear();
        base = to;
        for (int i = 0; i < count; i++) {
            long price = kept[i << STRIDE_SHIFT];
            // From the lowest to the highest, so that each outlier is appended. The first would move the window.
            int at = size == 0 ? openFirst(price, focus) : open(price, focus);
            System.arraycopy(kept, i << STRIDE_SHIFT, levels, at << STRIDE_SHIFT, 1 << STRIDE_SHIFT);
        }
        outlierOpenings = 0;
        return true;
    }

    private int openFirst(long price, long focus) {
        size = 1;
        int slot = open(price, focus);
        size = 1;
        return slot;
    }

    /** The lowest level; there is one. */
    private int lowest() {
        int slot = find(Long.MIN_VALUE);
        return slot == NONE ? above(Long.MIN_VALUE) : slot;
    }

    void clear() {
        Arrays.fill(words, 0);
        Arrays.fill(summary, 0);
        size = 0;
        outliers = 0;
        freeOutlier = NONE;
        usedSlots = window;
        outlierOpenings = 0;
    }

    int head(int level) {
        return (int) (levels[(level << STRIDE_SHIFT) + ENDS] >>> 32);
    }

    long price(int level) {
        return levels[level << STRIDE_SHIFT];
    }

    long shown(int level) {
        return levels[(level << STRIDE_SHIFT) + SHOWN];
    }

    int count(int level) {
        return (int) levels[(level << STRIDE_SHIFT) + COUNT];
    }

    void addShown(int level, long lots) {
        levels[(level << STRIDE_SHIFT) + SHOWN] += lots;
    }

    /** Puts an order at the end of the level's queue. */
    void append(int level, int order, long shown) {
        int at = level << STRIDE_SHIFT;
        int[] links = orders.links;
        long ends = levels[at + ENDS];
        int tail = (int) ends;
        links[2 * order] = 0;
        links[2 * order + 1] = tail;
        links[2 * tail] = order;
        levels[at + ENDS] = (tail == 0 ? (long) order << 32 : ends & UPPER) | order;
        levels[at + SHOWN] += shown;
        levels[at + COUNT]++;
    }

    /** Takes an order out of the level's queue; says whether the queue is empty now. */
    boolean unlink(int level, int order, long shown) {
        int at = level << STRIDE_SHIFT;
        int[] links = orders.links;
        int next = links[2 * order];
        int previous = links[2 * order + 1];
        links[2 * previous] = next;
        links[2 * next + 1] = previous;
        long ends = levels[at + ENDS];
        if (previous == 0) {
            ends = (long) next << 32 | (int) ends;
        }
        if (next == 0) {
            ends = (ends & UPPER) | previous;
        }
        levels[at + ENDS] = ends;
        levels[at + SHOWN] -= shown;
        return --levels[at + COUNT] == 0;
    }
}

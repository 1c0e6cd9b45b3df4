package dev.tradewind.simulation.data;

import dev.tradewind.sdk.market.Scales;

/**
 * Some bars in columns. Prices are whole numbers of 10<sup>-scales.price</sup>, volumes of 10<sup>-scales.volume</sup>.
 * A series keeps its scales as long as its values fit them.
 */
public final class BarChunk {
    /** Bars in a full chunk. */
    public static final int CAPACITY = 4096;

    /** End of each bar's interval, nanoseconds since the epoch, rising. */
    public final long[] endNanos = new long[CAPACITY];

    public final long[] open = new long[CAPACITY];
    public final long[] high = new long[CAPACITY];
    public final long[] low = new long[CAPACITY];
    public final long[] close = new long[CAPACITY];
    public final long[] volume = new long[CAPACITY];

    private int size;
    private Scales scales = new Scales(0, 0);

    /** How many bars are held. */
    public int size() {
        return size;
    }

    public void size(int newSize) {
        size = newSize;
    }

    public Scales scales() {
        return scales;
    }

    public void scales(Scales newScales) {
        scales = newScales;
    }
}

package dev.tradewind.bench;

import dev.tradewind.simulation.matching.OrderKind;
import java.util.Arrays;

/** A stream of commands to an order book, in columns. */
final class OrderFlow {
    static final byte PLACE = 0;
    static final byte MOVE = 1;
    static final byte REDUCE = 2;
    static final byte CANCEL = 3;

    final String name;
    byte[] type = new byte[1 << 16];
    boolean[] sell = new boolean[1 << 16];
    OrderKind[] kind = new OrderKind[1 << 16];
    long[] id = new long[1 << 16];
    long[] owner = new long[1 << 16];
    long[] price = new long[1 << 16];
    /** The highest price that a bid's account has money for, which exchange-core checks on a move. */
    long[] reserve = new long[1 << 16];
    long[] size = new long[1 << 16];

    private int commands;

    OrderFlow(String name) {
        this.name = name;
    }

    int commands() {
        return commands;
    }

    /** The next row, to be filled. */
    int add() {
        if (commands == type.length) {
            int length = 2 * commands;
            type = Arrays.copyOf(type, length);
            sell = Arrays.copyOf(sell, length);
            kind = Arrays.copyOf(kind, length);
            id = Arrays.copyOf(id, length);
            owner = Arrays.copyOf(owner, length);
            price = Arrays.copyOf(price, length);
            reserve = Arrays.copyOf(reserve, length);
            size = Arrays.copyOf(size, length);
        }
        kind[commands] = OrderKind.LIMIT;
        return commands++;
    }
}

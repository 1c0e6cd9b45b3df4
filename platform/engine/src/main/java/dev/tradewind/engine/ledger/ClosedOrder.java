package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An order that closed. After a while it is packed into bytes, for it is hardly ever asked for again, and thousands of
 * orders as objects would have to be moved by every collection of garbage. Asked for, it is unpacked and stays so.
 */
final class ClosedOrder {
    private static final long SEVERAL_ATTEMPTS = -1;

    final long id;

    /** The counter of the only attempt; 0 where there was none, {@link #SEVERAL_ATTEMPTS} where there were more. */
    private long attempt;

    private @Nullable OrderState state;
    private byte @Nullable [] packed;

    ClosedOrder(OrderState state) {
        this.id = state.id().value();
        this.state = state;
    }

    /** The order, which can be changed. */
    OrderState order() {
        state = peek();
        packed = null;
        return state;
    }

    /** The order for reading: it may be a copy. */
    OrderState peek() {
        OrderState order = state;
        return order != null
                ? order
                : LedgerSnapshotOrders.readOrder(new ByteReader(Objects.requireNonNull(packed)));
    }

    /** @param scratch is overwritten */
    void pack(ByteWriter scratch) {
        OrderState order = state;
        if (order == null) {
            return;
        }
        attempt = onlyAttempt(order);
        scratch.clear();
        LedgerSnapshotOrders.writeOrder(order, scratch);
        packed = scratch.toByteArray();
        state = null;
    }

    private static long onlyAttempt(OrderState order) {
        boolean several = !order.formerAttempts.isEmpty() || order.replacement != null;
        return several ? SEVERAL_ATTEMPTS : order.clientOrderId == null ? 0 : order.clientOrderId.counter();
    }

    /** Hands over the counters of the attempts that were made for it. */
    void forEachAttempt(LongConsumer consumer) {
        if (packed == null || attempt == SEVERAL_ATTEMPTS) {
            peek().attempts().forEach(made -> consumer.accept(made.counter()));
        } else if (attempt != 0) {
            consumer.accept(attempt);
        }
    }
}

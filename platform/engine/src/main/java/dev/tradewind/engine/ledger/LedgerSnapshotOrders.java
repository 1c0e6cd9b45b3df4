package dev.tradewind.engine.ledger;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a snapshot that is about orders: the open ones, the closed ones still known, and recent activity. */
final class LedgerSnapshotOrders {
    private static final OrderStatus[] STATUSES = OrderStatus.values();

    /** More numbers than this between the oldest order and the newest are taken for damage: they index an array. */
    private static final long MAX_SPAN = 1 << 26;

    private static final int HAS_ATTEMPT = 1;
    private static final int HAS_REPLACEMENT = 2;
    private static final int TRIGGERED = 4;

    private LedgerSnapshotOrders() {}

    static void write(Ledger ledger, ByteWriter out) {
        writeAll(ledger.orders.open(), out);
        writeAll(ledger.orders.closed(), out);
        ActivityWindow activity = ledger.activity;
        out.writeVarint(activity.size());
        for (int i = 0; i < activity.size(); i++) {
            out.writeLong(activity.timeAt(i));
            OrderRequest request = activity.requestAt(i);
            out.writeBoolean(request != null);
            if (request != null) {
                FieldCodec.writeRequest(request, out);
            }
        }
    }

    static void read(Ledger ledger, ByteReader in) {
        List<OrderState> open = readAll(in, false);
        List<OrderState> closed = readAll(in, true);
        checkSpans(open, closed, ledger.counters, in);
        ledger.orders.restore(open, closed);
        int recent = in.readCount();
        for (int i = 0; i < recent; i++) {
            ledger.activity.add(in.readLong(), in.readBoolean() ? FieldCodec.readRequest(in) : null);
        }
    }

    private static void writeAll(List<OrderState> orders, ByteWriter out) {
        out.writeVarint(orders.size());
        for (OrderState order : orders) {
            writeOrder(order, out);
        }
    }

    private static List<OrderState> readAll(ByteReader in, boolean closed) {
        int count = in.readCount();
        List<OrderState> orders = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            OrderState order = readOrder(in);
            if (order.status.isClosed() != closed) {
                throw new CorruptBytesException("order " + order.id() + " is " + order.status + " among the "
                        + (closed ? "closed" : "open") + " ones, before " + in.position());
            }
            orders.add(order);
        }
        return orders;
    }

    private static void checkSpans(
            List<OrderState> open, List<OrderState> closed, Ledger.Counters counters, ByteReader in) {
        List<OrderState> all = new ArrayList<>(open);
        all.addAll(closed);
        for (OrderState order : all) {
            checkSpan(order.id().value(), counters.lastOrderId, in);
            for (ClientOrderId attempt : order.attempts()) {
                checkSpan(attempt.counter(), counters.lastAttempt, in);
            }
        }
    }

    private static void checkSpan(long number, long last, ByteReader in) {
        if (number < 1 || number > last || last - number > MAX_SPAN) {
            throw new CorruptBytesException(
                    "the number " + number + " does not fit the last one, " + last + ", before " + in.position());
        }
    }

    static void writeOrder(OrderState order, ByteWriter out) {
        out.writeVarint(order.id().value());
        out.writeString(order.strategy());
        FieldCodec.writeRequest(order.request, out);
        out.writeVarint(order.links().parent());
        out.writeVarint(order.links().group());
        out.writeLong(order.createdNanos());
        out.writeByte(order.status.ordinal());
        out.writeByte(order.working.ordinal());
        out.writeDecimal(order.filledQuantity.value());
        out.writeDecimal(order.filledValue);
        ClientOrderId attempt = order.clientOrderId;
        ClientOrderId replacement = order.replacement;
        out.writeByte((attempt != null ? HAS_ATTEMPT : 0)
                | (replacement != null ? HAS_REPLACEMENT : 0)
                | (order.triggered ? TRIGGERED : 0));
        if (attempt != null) {
            FieldCodec.writeClientOrderId(attempt, out);
        }
        if (replacement != null) {
            FieldCodec.writeClientOrderId(replacement, out);
        }
        out.writeVarint(order.formerAttempts.size());
        order.formerAttempts.forEach(former -> FieldCodec.writeClientOrderId(former, out));
        out.writeVarint(order.objections.size());
        order.objections.forEach(out::writeString);
        out.writeString(order.cancelReason);
        // Of a closed order nobody asks for them any more.
        if (!order.status.isClosed()) {
            out.writeLong(order.sentNanos);
            out.writeLong(order.heldNanos);
            out.writeBoolean(order.cancelRefused);
            out.writeBoolean(order.wanted != null);
            if (order.wanted != null) {
                FieldCodec.writeRequest(order.wanted, out);
            }
        }
    }

    static OrderState readOrder(ByteReader in) {
        OrderId id = new OrderId(in.readVarint());
        String strategy = in.readString();
        OrderRequest request = FieldCodec.readRequest(in);
        OrderLinks links = new OrderLinks(in.readVarint(), in.readVarint());
        OrderState order = new OrderState(id, strategy, request, links, in.readLong());
        order.status = in.readEnum(STATUSES);
        order.working = in.readEnum(STATUSES);
        order.filledQuantity = FieldCodec.readQuantity(in);
        order.filledValue = in.readDecimal();
        int flags = in.readByte();
        if (flags > (HAS_ATTEMPT | HAS_REPLACEMENT | TRIGGERED)) {
            throw new CorruptBytesException("unknown flags " + flags + ", before " + in.position());
        }
        order.clientOrderId = readAttempt((flags & HAS_ATTEMPT) != 0, in);
        order.replacement = readAttempt((flags & HAS_REPLACEMENT) != 0, in);
        order.triggered = (flags & TRIGGERED) != 0;
        int former = in.readCount();
        List<ClientOrderId> attempts = new ArrayList<>(former);
        for (int i = 0; i < former; i++) {
            attempts.add(FieldCodec.readClientOrderId(in));
        }
        order.formerAttempts = List.copyOf(attempts);
        int codes = in.readCount();
        List<String> codesRead = new ArrayList<>(codes);
        for (int i = 0; i < codes; i++) {
            codesRead.add(in.readString());
        }
        order.objections = List.copyOf(codesRead);
        order.cancelReason = in.readString();
        if (!order.status.isClosed()) {
            order.sentNanos = in.readLong();
            order.heldNanos = in.readLong();
            order.cancelRefused = in.readBoolean();
            order.wanted = in.readBoolean() ? FieldCodec.readRequest(in) : null;
        }
        return order;
    }

    private static @Nullable ClientOrderId readAttempt(boolean present, ByteReader in) {
        return present ? FieldCodec.readClientOrderId(in) : null;
    }
}

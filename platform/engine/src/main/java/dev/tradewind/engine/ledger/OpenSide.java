package dev.tradewind.engine.ledger;

import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The open orders of one instrument and side, oldest first, with what each verdict wants to know of them: kept up with
 * each event, so that a verdict need not look through all open orders. Orders that only reduce a position are among
 * them, and count as nothing.
 */
public final class OpenSide {
    private @Nullable OrderState[] orders = new OrderState[16];
    private double[] left = new double[16];
    private double[] price = new double[16];
    private int size;
    private int limited;
    private int amended;

    /** Null where it has to be counted anew. */
    private @Nullable Decimal sum = Decimal.ZERO;

    /** What an order counts for; replaced with each change of it. */
    record Share(OpenSide side, OrderRequest request, Decimal filled, @Nullable OrderRequest wanted, Decimal left) {
        static Share of(OpenSide side, OrderState order) {
            Decimal left = order.request.conditions().reduceOnly() ? Decimal.ZERO : order.mostLeft();
            return new Share(side, order.request, order.filledQuantity.value(), order.wanted, left);
        }

        boolean isLimited() {
            return request.prices().limit() != null
                    || (wanted != null && wanted.prices().limit() != null);
        }

        @SuppressWarnings("ReferenceEquality") // whatever changes is another object; the same one is as it was
        boolean isOf(OrderState order) {
            return request == order.request && filled == order.filledQuantity.value() && wanted == order.wanted;
        }
    }

    /** How many orders there are. */
    public int size() {
        return size;
    }

    public OrderState order(int index) {
        OrderState order = orders[index];
        if (order == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return order;
    }

    /** What an order could still add to a position: the double of its quantity less that of what was filled. */
    public double left(int index) {
        return left[index];
    }

    /** The price that its request names, its limit before its stop; NaN where it trades at the market's. */
    public double price(int index) {
        return price[index];
    }

    /** Whether any order has a limit, or is to have one. */
    public boolean hasLimits() {
        return limited > 0;
    }

    /** Whether an amendment of any order was asked for and not answered. */
    public boolean hasAmendments() {
        return amended > 0;
    }

    /** Index of an open order of this side; -1 where it is none. */
    @SuppressWarnings("ReferenceEquality") // each order is one object
    public int indexOf(OrderState order) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            OrderState one = order(middle);
            if (one == order) {
                return middle;
            }
            if (one.id().value() < order.id().value()) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** What all orders but this one could still add to the position, amendments on their way included; exact. */
    public Decimal leftWithout(OrderState order) {
        Decimal all = sum;
        if (all == null) {
            all = count();
            sum = all;
        }
        Share own = order.share;
        return own != null && own.side == this ? all.minus(own.left) : all;
    }

    private Decimal count() {
        Decimal counted = Decimal.ZERO;
        for (int i = 0; i < size; i++) {
            Share share = order(i).share;
            counted = share == null ? counted : counted.plus(share.left);
        }
        return counted;
    }

    /** Adds one that is newer than all. */
    void add(OrderState order) {
        if (size == orders.length) {
            orders = Arrays.copyOf(orders, 2 * size);
            left = Arrays.copyOf(left, 2 * size);
            price = Arrays.copyOf(price, 2 * size);
        }
        orders[size] = order;
        Share share = Share.of(this, order);
        order.share = share;
        set(size++, share);
        limited += share.isLimited() ? 1 : 0;
        amended += share.wanted != null ? 1 : 0;
        change(Decimal.ZERO, share.left);
    }

    private void set(int index, Share share) {
        OrderRequest request = share.request;
        boolean counts = !request.conditions().reduceOnly();
        left[index] = counts ? request.quantity().toDouble() - share.filled.toDouble() : 0;
        Price limit = request.prices().limit();
        Price stop = request.type() == OrderType.TRAILING_STOP ? null : request.prices().stop();
        Price named = limit == null ? stop : limit;
        price[index] = named == null ? Double.NaN : named.toDouble();
    }

    private void change(Decimal before, Decimal after) {
        if (size == 0) {
            sum = Decimal.ZERO;
            return;
        }
        Decimal known = sum;
        if (known == null) {
            return;
        }
        try {
            Decimal others = before.isZero() ? known : known.minus(before);
            sum = after.isZero() ? others : others.plus(after);
        } catch (ArithmeticException e) {
            // More digits than a number has. The ledger refuses no event; whoever asks is told, if it still is so then.
            sum = null;
        }
    }

    /** Takes in what an event has changed of an open order. */
    static void update(OrderState order) {
        Share before = order.share;
        if (before == null || before.isOf(order)) {
            return;
        }
        OpenSide side = before.side;
        Share after = Share.of(side, order);
        order.share = after;
        side.set(side.indexOf(order), after);
        side.limited += (after.isLimited() ? 1 : 0) - (before.isLimited() ? 1 : 0);
        side.amended += (after.wanted != null ? 1 : 0) - (before.wanted != null ? 1 : 0);
        side.change(before.left, after.left);
    }

    /** Takes out one that is open no more. */
    static void remove(OrderState order) {
        Share share = order.share;
        if (share == null) {
            return;
        }
        order.share = null;
        OpenSide side = share.side;
        int index = side.indexOf(order);
        int after = --side.size - index;
        System.arraycopy(side.orders, index + 1, side.orders, index, after);
        System.arraycopy(side.left, index + 1, side.left, index, after);
        System.arraycopy(side.price, index + 1, side.price, index, after);
        side.orders[side.size] = null;
        side.limited -= share.isLimited() ? 1 : 0;
        side.amended -= share.wanted != null ? 1 : 0;
        side.change(share.left, Decimal.ZERO);
    }
}

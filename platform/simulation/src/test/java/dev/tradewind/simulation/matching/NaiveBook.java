package dev.tradewind.simulation.matching;

import dev.tradewind.sdk.order.Side;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The same book in the plainest way, to hold {@link MatchingBook} against: sorted maps, lists and big integers;
 * whether a fill-or-kill order can be filled is found out by doing it on a copy.
 */
final class NaiveBook {
    static final class Order {
        final long id;
        final Command.Terms terms;
        long price;
        long open;
        long shown;

        Order(long id, Command.Terms terms, long price, long open) {
            this.id = id;
            this.terms = terms;
            this.price = price;
            this.open = open;
        }

        Order copy() {
            Order copy = new Order(id, terms, price, open);
            copy.shown = shown;
            return copy;
        }

        void refill() {
            shown = terms.display() == 0 ? open : Math.min(terms.display(), open);
        }

        /** Hidden quantity goes first. */
        void shrink(long lots) {
            open -= lots;
            shown = Math.min(shown, open);
        }
    }

    private final TreeMap<Long, List<Order>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, List<Order>> asks = new TreeMap<>();
    private final Map<Long, Order> orders = new TreeMap<>();
    /** In the order of arrival. */
    private final List<Order> waiting = new ArrayList<>();
    private final Deque<Order> due = new ArrayDeque<>();
    private final BookEvents events;
    private final int maxOrders;
    private @Nullable Long lastPrice;

    NaiveBook(BookEvents events, int maxOrders) {
        this.events = events;
        this.maxOrders = maxOrders;
    }

    private NavigableMap<Long, List<Order>> book(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    boolean submit(Command command) {
        Command.Terms terms = command.terms();
        RejectReason reason = refusal(command, terms);
        if (reason != null) {
            events.rejected(command.id(), reason);
            return false;
        }
        Order order = new Order(command.id(), terms, command.price(), command.quantity());
        orders.put(order.id, order);
        events.accepted(order.id, terms.owner(), terms.side(), terms.kind(), order.price, order.open);
        if (!terms.stop()) {
            execute(order);
        } else if (lastPrice != null && reaches(order, lastPrice)) {
            trigger(order);
        } else {
            waiting.add(order);
            events.waiting(order.id, terms.side(), terms.trigger());
        }
        runDue();
        return true;
    }

    private @Nullable RejectReason refusal(Command command, Command.Terms terms) {
        boolean rests = terms.kind() == OrderKind.LIMIT || terms.kind() == OrderKind.POST_ONLY;
        if (command.quantity() <= 0) {
            return RejectReason.INVALID_QUANTITY;
        }
        if (terms.display() < 0 || (terms.display() > 0 && !rests)) {
            return RejectReason.INVALID_DISPLAY;
        }
        if (slices(command.quantity(), terms.display()) > MatchingBook.MAX_SLICES) {
            return RejectReason.TOO_MANY_SLICES;
        }
        if (overflows(terms.side(), command.quantity())) {
            return RejectReason.QUANTITY_OVERFLOW;
        }
        if (orders.containsKey(command.id())) {
            return RejectReason.DUPLICATE_ID;
        }
        if (terms.kind() == OrderKind.POST_ONLY && !terms.stop() && crosses(terms.side(), command.price())) {
            return RejectReason.WOULD_TAKE;
        }
        return orders.size() >= maxOrders ? RejectReason.BOOK_FULL : null;
    }

    private static long slices(long quantity, long display) {
        return display == 0 ? 1 : quantity / display + (quantity % display == 0 ? 0 : 1);
    }

    private boolean overflows(Side side, long added) {
        BigInteger sum = BigInteger.valueOf(added);
        for (Order order : orders.values()) {
            if (order.terms.side() == side) {
                sum = sum.add(BigInteger.valueOf(order.open));
            }
        }
        return sum.bitLength() > 63;
    }

    private boolean crosses(Side side, long price) {
        NavigableMap<Long, List<Order>> other = book(side.opposite());
        return !other.isEmpty() && (side == Side.BUY ? other.firstKey() <= price : other.firstKey() >= price);
    }

    private static boolean reaches(Order order, long price) {
        return order.terms.side() == Side.BUY ? price >= order.terms.trigger() : price <= order.terms.trigger();
    }

    private void trigger(Order order) {
        events.triggered(order.id, order.terms.side(), lastPrice == null ? 0 : lastPrice);
        if (order.terms.kind() == OrderKind.POST_ONLY && crosses(order.terms.side(), order.price)) {
            drop(order, CancelReason.WOULD_TAKE);
        } else {
            execute(order);
        }
    }

    private void runDue() {
        while (!due.isEmpty()) {
            trigger(due.removeFirst());
        }
    }

    private void setOff(long price) {
        List<Order> reached = new ArrayList<>();
        for (Order order : waiting) {
            if (reaches(order, price)) {
                reached.add(order);
            }
        }
        waiting.removeAll(reached);
        reached.stream()
                .filter(order -> order.terms.side() == Side.BUY)
                .sorted(Comparator.comparingLong(order -> order.terms.trigger()))
                .forEach(due::addLast);
        reached.stream()
                .filter(order -> order.terms.side() == Side.SELL)
                .sorted(Comparator.comparingLong((Order order) -> order.terms.trigger()).reversed())
                .forEach(due::addLast);
    }

    private void execute(Order order) {
        OrderKind kind = order.terms.kind();
        boolean whole = kind == OrderKind.FILL_OR_KILL || kind == OrderKind.FILL_OR_KILL_BUDGET;
        if (whole && !canFill(order)) {
            drop(order, CancelReason.KILLED);
            return;
        }
        boolean stopped = take(order, new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
        if (order.open == 0) {
            orders.remove(order.id);
        } else if (stopped) {
            drop(order, CancelReason.SELF_TRADE);
        } else if (kind == OrderKind.LIMIT || kind == OrderKind.POST_ONLY) {
            order.refill();
            book(order.terms.side()).computeIfAbsent(order.price, price -> new ArrayList<>()).add(order);
            events.rested(order.id, order.terms.side(), order.price, order.shown);
        } else {
            drop(order, CancelReason.NOT_FILLED);
        }
    }

    private boolean canFill(Order order) {
        NaiveBook trial = new NaiveBook(BookEvents.NONE, maxOrders);
        for (Side side : Side.values()) {
            book(side).forEach((price, queue) -> trial.book(side)
                    .put(price, new ArrayList<>(queue.stream().map(Order::copy).toList())));
        }
        BigInteger[] sums = {BigInteger.ZERO, BigInteger.ZERO};
        trial.take(order.copy(), sums);
        if (!sums[0].equals(BigInteger.valueOf(order.open))) {
            return false;
        }
        int compared = sums[1].compareTo(BigInteger.valueOf(order.price));
        return order.terms.kind() == OrderKind.FILL_OR_KILL
                || (order.terms.side() == Side.BUY ? compared <= 0 : compared >= 0);
    }

    private boolean isMarketable(Order order, long price) {
        OrderKind kind = order.terms.kind();
        boolean anyPrice = kind == OrderKind.MARKET || kind == OrderKind.FILL_OR_KILL_BUDGET;
        return anyPrice || (order.terms.side() == Side.BUY ? price <= order.price : price >= order.price);
    }

    /** Adds to the quantity and the value that it trades; says whether self-trade prevention stopped it. */
    private boolean take(Order taker, BigInteger[] sums) {
        Side side = taker.terms.side();
        NavigableMap<Long, List<Order>> other = book(side.opposite());
        while (taker.open > 0 && !other.isEmpty() && isMarketable(taker, other.firstKey())) {
            long price = other.firstKey();
            List<Order> queue = other.firstEntry().getValue();
            boolean traded = false;
            boolean stopped = false;
            while (taker.open > 0 && !queue.isEmpty() && !stopped) {
                Order maker = queue.getFirst();
                if (taker.terms.selfTrade() != SelfTrade.ALLOW && maker.terms.owner() == taker.terms.owner()) {
                    stopped = prevent(taker, maker, queue);
                } else {
                    traded = true;
                    long lots = Math.min(taker.open, maker.shown);
                    sums[0] = sums[0].add(BigInteger.valueOf(lots));
                    sums[1] = sums[1].add(BigInteger.valueOf(lots).multiply(BigInteger.valueOf(price)));
                    trade(taker, maker, queue, price, lots);
                }
            }
            if (queue.isEmpty()) {
                other.remove(price);
            }
            if (traded) {
                lastPrice = price;
                setOff(price);
            }
            if (stopped) {
                return true;
            }
        }
        return false;
    }

    private void trade(Order taker, Order maker, List<Order> queue, long price, long lots) {
        taker.open -= lots;
        maker.open -= lots;
        maker.shown -= lots;
        events.traded(maker.id, taker.id, taker.terms.side(), price, lots, maker.open, taker.open);
        if (maker.shown == 0) {
            queue.removeFirst();
            if (maker.open == 0) {
                orders.remove(maker.id);
            } else {
                maker.refill();
                queue.add(maker);
                events.replenished(maker.id, maker.terms.side(), price, maker.shown);
            }
        }
    }

    private boolean prevent(Order taker, Order maker, List<Order> queue) {
        SelfTrade mode = taker.terms.selfTrade();
        if (mode == SelfTrade.DECREMENT) {
            long lots = Math.min(taker.open, maker.open);
            taker.open -= lots;
            maker.shrink(lots);
            if (maker.open == 0) {
                queue.removeFirst();
                orders.remove(maker.id);
            }
            events.decremented(maker.id, taker.id, taker.terms.side(), maker.price, lots, maker.open, taker.open);
            return false;
        }
        if (mode == SelfTrade.CANCEL_OLDEST || mode == SelfTrade.CANCEL_BOTH) {
            queue.removeFirst();
            drop(maker, CancelReason.SELF_TRADE);
        }
        return mode != SelfTrade.CANCEL_OLDEST;
    }

    private void drop(Order order, CancelReason reason) {
        orders.remove(order.id);
        events.cancelled(order.id, order.terms.side(), order.price, order.open, reason);
    }

    private void withdraw(Order order) {
        if (waiting.remove(order)) {
            return;
        }
        List<Order> queue = Objects.requireNonNull(book(order.terms.side()).get(order.price));
        queue.remove(order);
        if (queue.isEmpty()) {
            book(order.terms.side()).remove(order.price);
        }
    }

    private boolean refuse(long id, RejectReason reason) {
        events.rejected(id, reason);
        return false;
    }

    boolean cancel(long id) {
        Order order = orders.get(id);
        if (order == null) {
            return refuse(id, RejectReason.UNKNOWN_ORDER);
        }
        withdraw(order);
        drop(order, CancelReason.REQUESTED);
        return true;
    }

    boolean reduce(long id, long lots) {
        Order order = orders.get(id);
        if (order == null) {
            return refuse(id, RejectReason.UNKNOWN_ORDER);
        }
        if (lots <= 0) {
            return refuse(id, RejectReason.INVALID_QUANTITY);
        }
        if (lots >= order.open) {
            return cancel(id);
        }
        order.shrink(lots);
        events.amended(id, order.terms.side(), order.price, order.price, order.open, true);
        return true;
    }

    boolean amend(long id, long price, long quantity) {
        Order order = orders.get(id);
        if (order == null) {
            return refuse(id, RejectReason.UNKNOWN_ORDER);
        }
        if (quantity <= 0) {
            return refuse(id, RejectReason.INVALID_QUANTITY);
        }
        if (waiting.contains(order)) {
            return refuse(id, RejectReason.PENDING_STOP);
        }
        if (price == order.price && quantity <= order.open) {
            order.shrink(order.open - quantity);
            events.amended(id, order.terms.side(), price, price, quantity, true);
            return true;
        }
        if (quantity > order.open) {
            if (slices(quantity, order.terms.display()) > MatchingBook.MAX_SLICES) {
                return refuse(id, RejectReason.TOO_MANY_SLICES);
            }
            if (overflows(order.terms.side(), quantity - order.open)) {
                return refuse(id, RejectReason.QUANTITY_OVERFLOW);
            }
        }
        return replace(order, price, quantity);
    }

    boolean move(long id, long price) {
        Order order = orders.get(id);
        if (order == null) {
            return refuse(id, RejectReason.UNKNOWN_ORDER);
        }
        return waiting.contains(order) ? refuse(id, RejectReason.PENDING_STOP) : replace(order, price, order.open);
    }

    private boolean replace(Order order, long price, long quantity) {
        if (order.terms.kind() == OrderKind.POST_ONLY && crosses(order.terms.side(), price)) {
            return refuse(order.id, RejectReason.WOULD_TAKE);
        }
        withdraw(order);
        events.amended(order.id, order.terms.side(), order.price, price, quantity, false);
        order.price = price;
        order.open = quantity;
        execute(order);
        runDue();
        return true;
    }

    /** Levels of a side as "price:shown:orders", the best first. */
    List<String> levels(Side side) {
        List<String> levels = new ArrayList<>();
        book(side).forEach((price, queue) -> levels.add(price + ":"
                + queue.stream().mapToLong(order -> order.shown).sum() + ":" + queue.size()));
        return levels;
    }

    int openOrders() {
        return orders.size();
    }

    long stateHash() {
        long hash = StateHash.SEED;
        for (Side side : Side.values()) {
            for (List<Order> queue : book(side).values()) {
                for (Order order : queue) {
                    hash = mix(hash, order, order.open - order.shown, 0);
                }
            }
            hash = StateHash.mix(hash, side.ordinal());
        }
        for (Side side : Side.values()) {
            Comparator<Order> nearest = Comparator.comparingLong(order -> order.terms.trigger());
            for (Order order : waiting.stream()
                    .filter(order -> order.terms.side() == side)
                    .sorted(side == Side.BUY ? nearest : nearest.reversed())
                    .toList()) {
                hash = mix(hash, order, 0, order.terms.trigger());
            }
            hash = StateHash.mix(hash, side.ordinal());
        }
        return StateHash.mix(StateHash.mix(hash, lastPrice == null ? 0 : 1), lastPrice == null ? 0 : lastPrice);
    }

    private static long mix(long before, Order order, long hidden, long trigger) {
        long hash = before;
        long[] values = {
            order.id, order.terms.owner(), order.price, order.open, hidden, order.terms.display(),
            order.terms.kind().ordinal(), order.terms.selfTrade().ordinal(), trigger
        };
        for (long value : values) {
            hash = StateHash.mix(hash, value);
        }
        return hash;
    }
}

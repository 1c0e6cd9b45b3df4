package dev.tradewind.testkit.exchange;

import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.matching.BookDepth;
import dev.tradewind.simulation.matching.MatchingBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What the public sees of one pair: trades, changes of the book, minutes. Within the hall's lock. */
final class Tape {
    private static final int KEPT = 1000;
    private static final long FIRST_UPDATE_ID = 1_000_000;
    private static final long FAST_NANOS = 100 * ExchangeClock.MILLI;
    private static final int[] PARTIAL_LEVELS = {5, 10, 20};

    /** A public trade. */
    record Print(long id, Decimal price, Decimal quantity, long millis, boolean buyerTook) {
        /** As {@code GET /api/v3/trades} has it. */
        JsonObject json() {
            return new JsonObject()
                    .put("id", id)
                    .put("price", price)
                    .put("qty", quantity)
                    .put("quoteQty", price.times(quantity))
                    .put("time", millis)
                    .put("isBuyerMaker", !buyerTook)
                    .put("isBestMatch", true);
        }
    }

    /** A trade in ticks and lots. */
    record Traded(long id, long ticks, long lots, boolean buyerTook) {}

    final Symbol symbol;
    private final String stream;
    private final Publisher publisher;
    private final Supplier<BookDepth> depth;
    private final DepthFeed fast;
    private final DepthFeed slow;
    private final Deque<Print> prints = new ArrayDeque<>();
    private final Deque<Kline> minutes = new ArrayDeque<>();
    private long updateId = FIRST_UPDATE_ID;
    private String bestQuote = "";
    private boolean traded;
    private long lowTicks;
    private long highTicks;

    Tape(Symbol symbol, Publisher publisher, Supplier<BookDepth> depth) {
        this.symbol = symbol;
        this.publisher = publisher;
        this.depth = depth;
        stream = symbol.name().toLowerCase(Locale.ROOT);
        fast = new DepthFeed(symbol, FAST_NANOS);
        slow = new DepthFeed(symbol, ExchangeClock.SECOND);
    }

    Traded hear(TradeTick tick) {
        Decimal price = tick.price().value();
        Decimal quantity = tick.quantity().value();
        long ticks = symbol.ticks(price);
        boolean buyerTook = tick.aggressor() == Side.BUY;
        long millis = tick.eventNanos() / ExchangeClock.MILLI;
        long id = Long.parseLong(tick.tradeId());
        Print print = new Print(id, price, quantity, millis, buyerTook);
        keep(prints, print);
        lowTicks = traded ? Math.min(lowTicks, ticks) : ticks;
        highTicks = traded ? Math.max(highTicks, ticks) : ticks;
        traded = true;
        addToMinute(print);
        if (publisher.isWanted(stream + "@trade")) {
            publisher.market(stream + "@trade", new JsonObject()
                    .put("e", "trade")
                    .put("E", millis)
                    .put("s", symbol.name())
                    .put("t", id)
                    .put("p", price)
                    .put("q", quantity)
                    .put("T", millis)
                    .put("m", !buyerTook)
                    .put("M", true)
                    .toString());
        }
        return new Traded(id, ticks, symbol.lots(quantity), buyerTook);
    }

    private void addToMinute(Print print) {
        long open = print.millis() - print.millis() % Kline.MINUTE_MILLIS;
        Kline minute = minutes.peekLast();
        if (minute == null || minute.openMillis != open) {
            if (minute != null) {
                tell(minute, print.millis(), true);
            }
            minute = new Kline(open, print.price());
            keep(minutes, minute);
        }
        minute.add(print.price(), print.quantity(), print.buyerTook());
        tell(minute, print.millis(), false);
    }

    private void tell(Kline minute, long millis, boolean closed) {
        if (publisher.isWanted(stream + "@kline_1m")) {
            publisher.market(stream + "@kline_1m", new JsonObject()
                    .put("e", "kline")
                    .put("E", millis)
                    .put("s", symbol.name())
                    .put("k", minute.json(symbol.name(), closed))
                    .toString());
        }
    }

    private static <T> void keep(Deque<T> kept, T newest) {
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(newest);
    }

    void hear(BookDelta delta) {
        BookLevels levels = delta.levels();
        for (int i = 0; i < levels.size(); i++) {
            updateId++;
            long ticks = symbol.ticks(levels.level(i).price().value());
            Side side = levels.isBid(i) ? Side.BUY : Side.SELL;
            fast.changed(side, ticks, updateId);
            slow.changed(side, ticks, updateId);
        }
        if (publisher.isWanted(stream + "@bookTicker")) {
            JsonObject quote = quote();
            if (!quote.toString().equals(bestQuote)) {
                bestQuote = quote.toString();
                publisher.market(
                        stream + "@bookTicker", "{\"u\":" + updateId + "," + bestQuote.substring(1));
            }
        }
    }

    private JsonObject quote() {
        BookDepth book = depth.get();
        return new JsonObject()
                .put("s", symbol.name())
                .put("b", bestPrice(Side.BUY))
                .put("B", book.isEmpty(Side.BUY) ? Decimal.ZERO : bestQuantity(Side.BUY))
                .put("a", bestPrice(Side.SELL))
                .put("A", book.isEmpty(Side.SELL) ? Decimal.ZERO : bestQuantity(Side.SELL));
    }

    /** Zero when the side is empty. */
    Decimal bestPrice(Side side) {
        BookDepth book = depth.get();
        return book.isEmpty(side) ? Decimal.ZERO : symbol.price(book.bestPrice(side));
    }

    Decimal bestQuantity(Side side) {
        BookDepth book = depth.get();
        return book.isEmpty(side) ? Decimal.ZERO : symbol.quantity(book.quantityAt(side, book.bestPrice(side)));
    }

    /** Tells the depth streams that are due. */
    void tellDepth(long nanos) {
        tell(fast, stream + "@depth@100ms", "@100ms", nanos);
        tell(slow, stream + "@depth", "", nanos);
    }

    private void tell(DepthFeed feed, String name, String suffix, long nanos) {
        if (!feed.isDue(nanos)) {
            return;
        }
        for (int levels : PARTIAL_LEVELS) {
            String partial = stream + "@depth" + levels + suffix;
            if (publisher.isWanted(partial)) {
                publisher.market(partial, snapshot(levels).toString());
            }
        }
        if (publisher.isWanted(name)) {
            publisher.market(name, feed.take(depth.get(), nanos));
        } else {
            feed.forget(nanos);
        }
    }

    /** The book as {@code GET /api/v3/depth} has it. */
    JsonObject snapshot(int most) {
        return new JsonObject()
                .put("lastUpdateId", updateId)
                .put("bids", DepthFeed.best(symbol, depth.get(), Side.BUY, most))
                .put("asks", DepthFeed.best(symbol, depth.get(), Side.SELL, most));
    }

    /** The newest trades, the oldest of them first. */
    List<Print> prints(int most) {
        List<Print> all = new ArrayList<>(prints);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** Bars of this length, the oldest first: of the minutes that are kept, and of other lengths of the trades. */
    List<Kline> bars(long lengthMillis) {
        if (lengthMillis == Kline.MINUTE_MILLIS) {
            return new ArrayList<>(minutes);
        }
        List<Kline> bars = new ArrayList<>();
        for (Print print : prints) {
            long open = print.millis() - print.millis() % lengthMillis;
            if (bars.isEmpty() || bars.getLast().openMillis != open) {
                bars.add(new Kline(open, lengthMillis, print.price()));
            }
            bars.getLast().add(print.price(), print.quantity(), print.buyerTook());
        }
        return bars;
    }

    /** The price of the last trade; before the first, what the pair starts from. */
    Decimal lastPrice() {
        Print last = prints.peekLast();
        return last == null ? symbol.firstPrice() : last.price();
    }

    /**
     * Sends off the stops that trades since the last time have reached.
     *
     * @return whether any
     */
    boolean trigger(Desk desk, MatchingBook book) {
        if (!traded) {
            return false;
        }
        traded = false;
        return desk.trigger(symbol, lowTicks, highTicks, book);
    }
}

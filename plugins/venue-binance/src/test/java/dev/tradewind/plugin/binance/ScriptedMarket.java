package dev.tradewind.plugin.binance;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One symbol of a scripted exchange: prices go up and down, every level holds the same and is there again at the next
 * step; our orders trade with it, and rest and wait for it. Not thread-safe.
 */
final class ScriptedMarket {
    static final String SYMBOL = "BTCUSDT";

    private static final int DEPTH = 20;
    private static final int SWING = 12;
    private static final BigDecimal TICK = new BigDecimal("0.01");
    private static final BigDecimal LOT = new BigDecimal("0.00001");
    private static final BigDecimal AT_LEVEL = new BigDecimal("0.05");
    private static final long MIDDLE = 6_000_000;

    final Map<Long, Order> orders = new LinkedHashMap<>();
    final List<JsonObject> trades = new ArrayList<>();

    private final Consumer<JsonObject> reports;
    private final NavigableMap<Long, BigDecimal> book = new TreeMap<>();
    private long middle = MIDDLE;
    private long step;
    private long nextOrder = 1;
    private long nextTrade = 100;
    private long update = 1_000;

    /** A refusal with Binance's code. */
    static final class Refusal extends Exception {
        final int code;

        Refusal(int code, String message) {
            super(message);
            this.code = code;
        }
    }

    static final class Order {
        final long id;
        final String client;
        final String side;
        final String type;
        final String time;
        final BigDecimal quantity;
        final BigDecimal price;
        final BigDecimal stop;
        final long placed = System.currentTimeMillis();
        BigDecimal filled = BigDecimal.ZERO;
        BigDecimal value = BigDecimal.ZERO;
        String status = "NEW";
        boolean triggered;
        long changed = placed;
        final JsonArray fills = new JsonArray();

        Order(long id, Map<String, String> asked) {
            this.id = id;
            this.client = asked.getOrDefault("newClientOrderId", "x" + id);
            this.side = asked.getOrDefault("side", "");
            this.type = asked.getOrDefault("type", "");
            this.time = asked.getOrDefault("timeInForce", "GTC");
            this.quantity = new BigDecimal(asked.getOrDefault("quantity", "0"));
            this.price = new BigDecimal(asked.getOrDefault("price", "0"));
            this.stop = new BigDecimal(asked.getOrDefault("stopPrice", "0"));
            this.triggered = !isStop();
        }

        boolean isStop() {
            return type.startsWith("STOP");
        }

        boolean isBuy() {
            return side.equals("BUY");
        }

        boolean works() {
            return status.equals("NEW") || status.equals("PARTIALLY_FILLED");
        }

        boolean hasLimit() {
            return price.signum() > 0;
        }

        BigDecimal left() {
            return quantity.subtract(filled);
        }

        JsonObject json() {
            return new JsonObject()
                    .put("symbol", SYMBOL)
                    .put("orderId", id)
                    .put("orderListId", -1)
                    .put("clientOrderId", client)
                    .put("transactTime", changed)
                    .put("price", price.toPlainString())
                    .put("origQty", quantity.toPlainString())
                    .put("executedQty", filled.toPlainString())
                    .put("cummulativeQuoteQty", value.toPlainString())
                    .put("status", status)
                    .put("timeInForce", time)
                    .put("type", type)
                    .put("side", side)
                    .put("stopPrice", stop.toPlainString())
                    .put("time", placed)
                    .put("updateTime", changed)
                    .put("isWorking", triggered);
        }
    }

    /** @param reports hears the execution reports, in order */
    ScriptedMarket(Consumer<JsonObject> reports) {
        this.reports = reports;
        book.putAll(levels());
    }

    private NavigableMap<Long, BigDecimal> levels() {
        NavigableMap<Long, BigDecimal> levels = new TreeMap<>();
        for (int i = 1; i <= DEPTH; i++) {
            levels.put(middle - i, AT_LEVEL);
            levels.put(middle + i, AT_LEVEL);
        }
        return levels;
    }

    /** Goes on by a tick. @return the market's messages: depth, trade, best prices */
    List<JsonObject> step() {
        step++;
        long phase = step % (4 * SWING);
        middle += phase < SWING || phase >= 3 * SWING ? 1 : -1;
        NavigableMap<Long, BigDecimal> next = levels();
        JsonArray bids = new JsonArray();
        JsonArray asks = new JsonArray();
        TreeMap<Long, Boolean> touched = new TreeMap<>();
        book.keySet().forEach(price -> touched.put(price, true));
        next.keySet().forEach(price -> touched.put(price, true));
        long first = update + 1;
        for (long price : touched.keySet()) {
            JsonArray level = new JsonArray()
                    .add(BigDecimal.valueOf(price, 2).toPlainString())
                    .add(next.getOrDefault(price, BigDecimal.ZERO).toPlainString() + "000");
            (price < middle ? bids : asks).add(level);
            // A price that changes sides is gone from the other.
            update++;
        }
        JsonArray gone = new JsonArray();
        gone.add(BigDecimal.valueOf(middle, 2).toPlainString()).add("0.00000000");
        bids.add(gone);
        asks.add(gone);
        book.clear();
        book.putAll(next);
        long now = System.currentTimeMillis();
        long trade = nextTrade++;
        List<JsonObject> messages = List.of(
                new JsonObject()
                        .put("e", "depthUpdate")
                        .put("E", now)
                        .put("s", SYMBOL)
                        .put("U", first)
                        .put("u", update)
                        .put("b", both(bids, asks))
                        .put("a", both(asks, bids)),
                new JsonObject()
                        .put("e", "trade")
                        .put("E", now)
                        .put("s", SYMBOL)
                        .put("t", trade)
                        .put("p", BigDecimal.valueOf(middle + 1, 2).toPlainString())
                        .put("q", "0.01000000")
                        .put("T", now)
                        .put("m", false)
                        .put("M", true),
                new JsonObject()
                        .put("u", update)
                        .put("s", SYMBOL)
                        .put("b", BigDecimal.valueOf(middle - 1, 2).toPlainString())
                        .put("B", AT_LEVEL.toPlainString())
                        .put("a", BigDecimal.valueOf(middle + 1, 2).toPlainString())
                        .put("A", AT_LEVEL.toPlainString()));
        for (Order order : List.copyOf(orders.values())) {
            if (order.works()) {
                trigger(order);
                trade(order, true);
            }
        }
        return messages;
    }

    /** The levels of a side, and the removal of what is on the other side now. */
    private static JsonArray both(JsonArray own, JsonArray other) {
        JsonArray all = own.copy();
        for (int i = 0; i < other.size(); i++) {
            JsonArray level = other.getJsonArray(i);
            if (new BigDecimal(level.getString(1)).signum() > 0) {
                all.add(new JsonArray().add(level.getString(0)).add("0.00000000"));
            }
        }
        return all;
    }

    JsonObject depth() {
        JsonArray bids = new JsonArray();
        JsonArray asks = new JsonArray();
        book.descendingMap().forEach((price, quantity) -> {
            if (price < middle) {
                bids.add(new JsonArray().add(BigDecimal.valueOf(price, 2).toPlainString()).add(quantity.toPlainString()));
            }
        });
        book.forEach((price, quantity) -> {
            if (price > middle) {
                asks.add(new JsonArray().add(BigDecimal.valueOf(price, 2).toPlainString()).add(quantity.toPlainString()));
            }
        });
        return new JsonObject().put("lastUpdateId", update).put("bids", bids).put("asks", asks);
    }

    Order place(Map<String, String> asked) throws Refusal {
        Order order = new Order(nextOrder, asked);
        check(order);
        nextOrder++;
        orders.put(order.id, order);
        report(order, "NEW", null);
        trade(order, false);
        boolean immediate = order.time.equals("IOC") || order.time.equals("FOK") || order.type.equals("MARKET");
        if (order.works() && order.triggered && immediate) {
            end(order, "EXPIRED");
        }
        return order;
    }

    private void check(Order order) throws Refusal {
        if (order.quantity.signum() <= 0 || order.quantity.remainder(LOT).signum() != 0) {
            throw new Refusal(-1013, "Filter failure: LOT_SIZE");
        }
        if (order.price.remainder(TICK).signum() != 0) {
            throw new Refusal(-1013, "Filter failure: PRICE_FILTER");
        }
        for (Order other : orders.values()) {
            if (other.works() && other.client.equals(order.client)) {
                throw new Refusal(-2010, "Duplicate order sent.");
            }
        }
        if (order.type.equals("LIMIT_MAKER") && available(order).signum() > 0) {
            throw new Refusal(-2010, "Order would immediately match and take.");
        }
        if (order.isStop() && isDue(order)) {
            throw new Refusal(-2010, "Stop price would trigger immediately.");
        }
    }

    private boolean isDue(Order order) {
        BigDecimal last = BigDecimal.valueOf(middle, 2);
        return order.isBuy() ? last.compareTo(order.stop) >= 0 : last.compareTo(order.stop) <= 0;
    }

    private void trigger(Order order) {
        if (order.triggered || !isDue(order)) {
            return;
        }
        order.triggered = true;
        report(order, "NEW", null);
        boolean immediate = !order.hasLimit() || !order.time.equals("GTC");
        trade(order, false);
        if (order.works() && immediate) {
            end(order, "EXPIRED");
        }
    }

    private BigDecimal available(Order order) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i <= DEPTH; i++) {
            long price = order.isBuy() ? middle + i : middle - i;
            sum = reaches(order, price) ? sum.add(AT_LEVEL) : sum;
        }
        return sum;
    }

    private static boolean reaches(Order order, long price) {
        BigDecimal at = BigDecimal.valueOf(price, 2);
        return !order.hasLimit()
                || (order.isBuy() ? at.compareTo(order.price) <= 0 : at.compareTo(order.price) >= 0);
    }

    private void trade(Order order, boolean maker) {
        boolean whole = order.time.equals("FOK");
        if (!order.triggered || (whole && available(order).compareTo(order.left()) < 0)) {
            return;
        }
        for (int i = 1; i <= DEPTH && order.works(); i++) {
            long price = order.isBuy() ? middle + i : middle - i;
            if (reaches(order, price)) {
                BigDecimal at = maker ? order.price : BigDecimal.valueOf(price, 2);
                fill(order, order.left().min(AT_LEVEL), at, maker);
            }
        }
    }

    /** Trades so much of an order, as somebody else pleases. */
    void fill(Order order, BigDecimal quantity, BigDecimal price, boolean maker) {
        long id = nextTrade++;
        order.filled = order.filled.add(quantity);
        order.value = order.value.add(quantity.multiply(price));
        order.status = order.left().signum() == 0 ? "FILLED" : "PARTIALLY_FILLED";
        order.changed = System.currentTimeMillis();
        JsonObject trade = new JsonObject()
                .put("symbol", SYMBOL)
                .put("id", id)
                .put("orderId", order.id)
                .put("price", price.toPlainString())
                .put("qty", quantity.toPlainString())
                .put("commission", "0.00000100")
                .put("commissionAsset", "BNB")
                .put("time", order.changed)
                .put("isBuyer", order.isBuy())
                .put("isMaker", maker);
        trades.add(trade);
        order.fills.add(new JsonObject()
                .put("price", price.toPlainString())
                .put("qty", quantity.toPlainString())
                .put("commission", "0.00000100")
                .put("commissionAsset", "BNB")
                .put("tradeId", id));
        report(order, "TRADE", trade);
    }

    @Nullable Order find(Map<String, String> asked, String clientName, String venueName) {
        String client = asked.get(clientName);
        Order found = null;
        for (Order order : orders.values()) {
            boolean same = client != null
                    ? order.client.equals(client)
                    : Long.toString(order.id).equals(asked.get(venueName));
            found = same ? order : found;
        }
        return found;
    }

    void end(Order order, String status) {
        order.status = status;
        order.changed = System.currentTimeMillis();
        report(order, status, null);
    }

    private void report(Order order, String execution, @Nullable JsonObject trade) {
        boolean cancelled = execution.equals("CANCELED");
        reports.accept(new JsonObject()
                .put("e", "executionReport")
                .put("E", order.changed)
                .put("s", SYMBOL)
                .put("c", cancelled ? "cancel-" + order.id : order.client)
                .put("C", cancelled ? order.client : "")
                .put("S", order.side)
                .put("o", order.type)
                .put("f", order.time)
                .put("q", order.quantity.toPlainString())
                .put("p", order.price.toPlainString())
                .put("P", order.stop.toPlainString())
                .put("x", execution)
                .put("X", order.status)
                .put("r", "NONE")
                .put("i", order.id)
                .put("l", trade == null ? "0" : trade.getString("qty"))
                .put("z", order.filled.toPlainString())
                .put("L", trade == null ? "0" : trade.getString("price"))
                .put("n", trade == null ? "0" : trade.getString("commission"))
                .put("N", trade == null ? null : trade.getString("commissionAsset"))
                .put("T", order.changed)
                .put("t", trade == null ? -1L : trade.getLong("id"))
                .put("w", order.triggered && order.works())
                .put("m", trade != null && trade.getBoolean("isMaker"))
                .put("O", order.placed)
                .put("Z", order.value.toPlainString()));
    }
}

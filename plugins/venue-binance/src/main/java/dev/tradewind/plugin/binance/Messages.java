package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderConditions;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderType;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.TimeInForce;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueException.Reason;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.plugin.VenueOrder;
import dev.tradewind.sdk.plugin.VenueOrder.Ids;
import dev.tradewind.sdk.plugin.VenueOrder.Progress;
import dev.tradewind.sdk.plugin.VenueOrder.State;
import dev.tradewind.sdk.plugin.VenueQueries.Balance;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the exchange says about orders, fills and balances. */
final class Messages {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private Messages() {}

    /**
     * An {@code executionReport} of the user data stream.
     *
     * @param order the order as it is now
     * @param execution what happened, such as {@code NEW} or {@code TRADE}
     * @param fill the trade, if this is one
     * @param working whether the order is in the book, which a stop is once it was triggered
     * @param reason why, where the exchange says so; else empty
     */
    record Report(VenueOrder order, String execution, Optional<VenueFill> fill, boolean working, String reason) {}

    static long nanos(long millis) {
        return millis * NANOS_PER_MILLI;
    }

    static Report report(Json event) {
        String execution = event.text("x");
        String original = event.text("C", "");
        // A cancel has an id of its own; the order's is then the original one.
        boolean renamed = execution.equals("CANCELED") && !original.isEmpty() && !original.equals("null");
        Ids ids = new Ids(renamed ? original : event.text("c"), event.text("i"));
        InstrumentId instrument = Listing.id(event.text("s"));
        Side side = side(event.text("S"));
        OrderRequest request = request(
                instrument,
                side,
                event.text("o"),
                new Terms(event.decimal("q"), event.decimal("p"), event.decimal("P"), event.text("f")));
        long nanos = nanos(event.whole("T"));
        Progress progress = new Progress(
                state(event.text("X")),
                new Quantity(event.decimal("z")),
                event.decimal("Z", Decimal.ZERO),
                nanos(event.whole("O", event.whole("T"))),
                nanos);
        Optional<VenueFill> fill = Optional.empty();
        boolean trade = event.whole("t", -1) >= 0 && event.decimal("l").signum() > 0;
        if (trade && event.decimal("L").signum() > 0) {
            Fill one = new Fill(
                    event.text("t"),
                    new Price(event.decimal("L")),
                    new Quantity(event.decimal("l")),
                    fee(event.decimal("n", Decimal.ZERO), event.text("N", "")),
                    event.flag("m", false) ? Liquidity.MAKER : Liquidity.TAKER);
            fill = Optional.of(new VenueFill(instrument, ids, side, one, nanos));
        }
        String rejection = event.text("r", "NONE");
        String reason = rejection.equals("NONE") ? event.text("eR", "") : rejection;
        return new Report(
                new VenueOrder(ids, request, progress), execution, fill, event.flag("w", false), reason);
    }

    /** An order of an answer of the REST API: of a query, a placement or a cancellation. */
    static VenueOrder order(Json order) {
        InstrumentId instrument = Listing.id(order.text("symbol"));
        // The answer to a cancellation calls the cancellation itself clientOrderId.
        String client = order.text("origClientOrderId", order.text("clientOrderId", ""));
        Terms terms = new Terms(
                order.decimal("origQty"),
                order.decimal("price"),
                order.decimal("stopPrice", Decimal.ZERO),
                order.text("timeInForce", "GTC"));
        long placed = order.whole("time", order.whole("transactTime", 0));
        Progress progress = new Progress(
                state(order.text("status")),
                new Quantity(order.decimal("executedQty")),
                order.decimal("cummulativeQuoteQty", Decimal.ZERO),
                nanos(placed),
                nanos(order.whole("updateTime", placed)));
        OrderRequest request = request(instrument, side(order.text("side")), order.text("type"), terms);
        return new VenueOrder(new Ids(client, order.text("orderId")), request, progress);
    }

    static List<VenueOrder> orders(Json answer) {
        List<VenueOrder> orders = new ArrayList<>();
        for (Json one : answer.items()) {
            orders.add(order(one));
        }
        return orders;
    }

    /** The fills that the answer to a placement holds: an order that trades when it is placed takes. */
    static List<VenueFill> placementFills(Json answer, VenueOrder order) {
        List<VenueFill> fills = new ArrayList<>();
        for (Json one : answer.has("fills") ? answer.at("fills").items() : List.<Json>of()) {
            // Without a trade id nothing could keep it from being booked twice; then the trades are asked for.
            if (one.has("tradeId")) {
                Fill fill = new Fill(
                        one.text("tradeId"),
                        new Price(one.decimal("price")),
                        new Quantity(one.decimal("qty")),
                        fee(one.decimal("commission"), one.text("commissionAsset")),
                        Liquidity.TAKER);
                fills.add(new VenueFill(
                        order.request().instrument(),
                        order.ids(),
                        order.request().side(),
                        fill,
                        order.progress().changedNanos()));
            }
        }
        return fills;
    }

    /** A trade of an answer to {@code myTrades}, which does not say the client's id of the order. */
    static VenueFill trade(Json trade) {
        Fill fill = new Fill(
                trade.text("id"),
                new Price(trade.decimal("price")),
                new Quantity(trade.decimal("qty")),
                fee(trade.decimal("commission"), trade.text("commissionAsset")),
                trade.flag("isMaker", false) ? Liquidity.MAKER : Liquidity.TAKER);
        return new VenueFill(
                Listing.id(trade.text("symbol")),
                new Ids("", trade.text("orderId")),
                trade.flag("isBuyer", false) ? Side.BUY : Side.SELL,
                fill,
                nanos(trade.whole("time")));
    }

    static List<VenueFill> trades(Json answer) {
        List<VenueFill> fills = new ArrayList<>();
        for (Json one : answer.items()) {
            fills.add(trade(one));
        }
        return fills;
    }

    /** The balances of an answer to {@code account}, without those of nothing. */
    static List<Balance> balances(Json answer) {
        List<Balance> balances = new ArrayList<>();
        for (Json one : answer.at("balances").items()) {
            Balance balance =
                    new Balance(new Currency(one.text("asset")), one.decimal("free"), one.decimal("locked"));
            if (!balance.total().isZero()) {
                balances.add(balance);
            }
        }
        return balances;
    }

    /** The balances of an {@code outboundAccountPosition} of the user data stream. */
    static List<Balance> changedBalances(Json event) {
        List<Balance> balances = new ArrayList<>();
        for (Json one : event.at("B").items()) {
            balances.add(new Balance(new Currency(one.text("a")), one.decimal("f"), one.decimal("l")));
        }
        return balances;
    }

    private static Money fee(Decimal amount, String asset) {
        // Nothing was paid, in no asset: any name will do, and Binance has its own coin.
        return new Money(amount, new Currency(asset.isEmpty() ? "BNB" : asset));
    }

    private static Side side(String text) {
        return switch (text) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw new VenueException(Reason.UNREADABLE, "the venue sent the side '" + text + "'");
        };
    }

    private static State state(String text) {
        return switch (text) {
            case "NEW", "PARTIALLY_FILLED", "PENDING_NEW", "PENDING_CANCEL" -> State.WORKING;
            case "FILLED" -> State.FILLED;
            case "CANCELED" -> State.CANCELLED;
            case "REJECTED" -> State.REJECTED;
            case "EXPIRED", "EXPIRED_IN_MATCH" -> State.EXPIRED;
            default -> throw new VenueException(Reason.UNREADABLE, "the venue sent the order status '" + text + "'");
        };
    }

    /** What an order's own fields say. */
    private record Terms(Decimal quantity, Decimal price, Decimal stop, String timeInForce) {}

    private static OrderRequest request(InstrumentId instrument, Side side, String type, Terms terms) {
        boolean stops = terms.stop.signum() > 0;
        // Take-profit orders are placed by others; they wait for a price as stops do.
        OrderType kind = switch (type) {
            case "MARKET" -> OrderType.MARKET;
            case "STOP_LOSS", "TAKE_PROFIT" -> OrderType.STOP;
            case "STOP_LOSS_LIMIT", "TAKE_PROFIT_LIMIT" -> OrderType.STOP_LIMIT;
            default -> OrderType.LIMIT;
        };
        @Nullable Price limit = kind.hasLimitPrice() ? new Price(terms.price) : null;
        @Nullable Price stop = kind.isStop() && stops ? new Price(terms.stop) : null;
        TimeInForce time = switch (terms.timeInForce) {
            case "IOC" -> TimeInForce.IOC;
            case "FOK" -> TimeInForce.FOK;
            default -> TimeInForce.GTC;
        };
        return new OrderRequest(
                instrument,
                side,
                kind,
                new Quantity(terms.quantity),
                new OrderPrices(limit, stop, null),
                new OrderConditions(time, 0, type.equals("LIMIT_MAKER"), false),
                null,
                "");
    }
}

package dev.tradewind.sdk.order;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants ordered. Made by the static factories and refined by the {@code with} methods:
 *
 * <pre>{@code OrderRequest.limit(btc, Side.BUY, quantity, price).with(OrderConditions.IOC).withReason("dip")}</pre>
 *
 * <p>It may be nonsense, such as a price off the tick or a limit order without a limit: the engine says so in a denial
 * that names what is wrong, rather than an exception in the middle of a strategy.
 *
 * @param instrument what to trade
 * @param side which way
 * @param type how it finds its price
 * @param quantity how much
 * @param prices limit, stop, trailing offset, as the type needs
 * @param conditions time in force, post-only, reduce-only
 * @param bracket protective exits, or null
 * @param reason why, in a few words for the report; may be empty
 */
public record OrderRequest(
        InstrumentId instrument,
        Side side,
        OrderType type,
        Quantity quantity,
        OrderPrices prices,
        OrderConditions conditions,
        @Nullable Bracket bracket,
        String reason) {

    public static OrderRequest market(InstrumentId instrument, Side side, Quantity quantity) {
        return of(instrument, side, OrderType.MARKET, quantity, OrderPrices.NONE);
    }

    public static OrderRequest limit(InstrumentId instrument, Side side, Quantity quantity, Price limit) {
        return of(instrument, side, OrderType.LIMIT, quantity, OrderPrices.limit(limit));
    }

    public static OrderRequest stop(InstrumentId instrument, Side side, Quantity quantity, Price stop) {
        return of(instrument, side, OrderType.STOP, quantity, OrderPrices.stop(stop));
    }

    public static OrderRequest stopLimit(
            InstrumentId instrument, Side side, Quantity quantity, Price stop, Price limit) {
        return of(instrument, side, OrderType.STOP_LIMIT, quantity, OrderPrices.stopLimit(stop, limit));
    }

    public static OrderRequest trailingStop(InstrumentId instrument, Side side, Quantity quantity, Decimal offset) {
        return of(instrument, side, OrderType.TRAILING_STOP, quantity, OrderPrices.trailing(offset));
    }

    private static OrderRequest of(
            InstrumentId instrument, Side side, OrderType type, Quantity quantity, OrderPrices prices) {
        return new OrderRequest(instrument, side, type, quantity, prices, OrderConditions.GTC, null, "");
    }

    public OrderRequest with(OrderConditions newConditions) {
        return new OrderRequest(instrument, side, type, quantity, prices, newConditions, bracket, reason);
    }

    public OrderRequest withQuantity(Quantity newQuantity) {
        return new OrderRequest(instrument, side, type, newQuantity, prices, conditions, bracket, reason);
    }

    public OrderRequest withPrices(OrderPrices newPrices) {
        return new OrderRequest(instrument, side, type, quantity, newPrices, conditions, bracket, reason);
    }

    public OrderRequest withBracket(Bracket newBracket) {
        return new OrderRequest(instrument, side, type, quantity, prices, conditions, newBracket, reason);
    }

    public OrderRequest withReason(String newReason) {
        return new OrderRequest(instrument, side, type, quantity, prices, conditions, bracket, newReason);
    }
}

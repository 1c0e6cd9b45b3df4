package dev.tradewind.sdk.strategy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a strategy can see and do. Valid only inside a callback. */
public interface StrategyContext {
    /** Now: when the event being handled was received, nanoseconds since the epoch. Never goes back. */
    long nowNanos();

    /** Randomness that repeats with the run's seed. */
    RandomGenerator random();

    /** The instruments that this strategy trades, in the order in which they were configured. */
    List<Instrument> instruments();

    /** One instrument. @throws IllegalArgumentException if it is not one of {@link #instruments()} */
    Instrument instrument(InstrumentId id);

    /**
     * Asks for bars of this length, made in the engine from closed bars of the feed; once a strategy has asked for any,
     * it gets only what it asked for. Only in {@link Strategy#onStart}.
     *
     * @throws IllegalArgumentException if the instrument is unknown
     * @throws IllegalStateException if called later
     */
    void subscribeBars(InstrumentId instrument, Timeframe timeframe);

    /** Places an order; what becomes of it comes to {@link Strategy#onOrder}. */
    OrderId submit(OrderRequest request);

    /** Places two orders of which a fill of one cancels the other. */
    List<OrderId> submitOneCancelsOther(OrderRequest first, OrderRequest second);

    /** Asks the venue to cancel. An order that is closed or not one's own is left alone and counted as refused. */
    void cancel(OrderId id);

    /** The same, with a reason that stands at the order. */
    default void cancel(OrderId id, String reason) {
        cancel(id);
    }

    /** Cancels every open order of this strategy in the instrument. */
    void cancelAll(InstrumentId instrument);

    /** Asks the venue to change quantity (the total, with what is filled) and prices. */
    void amend(OrderId id, Quantity quantity, OrderPrices prices);

    Optional<Order> order(OrderId id);

    /** Open orders of this strategy in the instrument, oldest first. */
    List<Order> openOrders(InstrumentId instrument);

    Position position(InstrumentId instrument);

    Portfolio portfolio();

    /**
     * The instrument's order book, which follows the feed: inside {@link Strategy#onBook} it holds the event already.
     * The same view every time, so it may be kept. Not ready until a snapshot came, nor after updates were missed.
     *
     * @throws IllegalArgumentException if the instrument is unknown
     */
    BookView book(InstrumentId instrument);

    /**
     * How much to enter with, by the size that the run was configured with (fixed, percent of equity, all in), rounded
     * down to the lot; zero where that is below the venue's minimum.
     */
    Quantity entryQuantity(InstrumentId instrument);

    /** Why {@link #entryQuantity} is zero where it is, in some words for the report. */
    default String whyNoEntry(InstrumentId instrument) {
        return "the configured size is below the smallest order";
    }

    /** How good the data of an instrument is now. While it is bad, only orders that reduce a position pass. */
    default DataQuality dataQuality(InstrumentId instrument) {
        return DataQuality.good(instrument);
    }

    /**
     * Whether an order that adds risk can pass at all now. It cannot while a kill switch is on over this strategy, the
     * account is halted, the position is being closed, the data is bad, or bars of the past are told; what reduces a
     * position passes all the same. A strategy that quotes all the time asks this first, for each order that is denied
     * is journaled. Rules may still deny an order where this is true.
     */
    default boolean mayTakeRisk(InstrumentId instrument) {
        return !isHistory();
    }

    /** Whether this is {@link Strategy#onHistory}, in which every order is denied. */
    default boolean isHistory() {
        return false;
    }

    /** Calls {@link Strategy#onTimer} at the first event at or after this time; replaces a timer of the same name. */
    void setTimer(String name, long atNanos);

    void cancelTimer(String name);

    /** Notes a signal that the strategy chose not to trade, and why, for the report. */
    void skipped(InstrumentId instrument, Side side, String reason);

    /**
     * Enters with a market order of {@link #entryQuantity}; where that is zero the signal is noted as skipped. Nothing
     * happens on bars of the past.
     *
     * @return the order's id, or empty where none was placed
     */
    default Optional<OrderId> enter(InstrumentId instrument, Side side, String reason) {
        if (isHistory()) {
            return Optional.empty();
        }
        Quantity quantity = entryQuantity(instrument);
        if (quantity.isZero()) {
            skipped(instrument, side, reason + ": " + whyNoEntry(instrument));
            return Optional.empty();
        }
        return Optional.of(
                submit(OrderRequest.market(instrument, side, quantity).withReason(reason)));
    }

    /** Closes the whole position with a reduce-only market order; nothing happens without one or on past bars. */
    default Optional<OrderId> exit(InstrumentId instrument, String reason) {
        Position position = position(instrument);
        if (position.isFlat() || isHistory()) {
            return Optional.empty();
        }
        Side side = position.isLong() ? Side.SELL : Side.BUY;
        return Optional.of(submit(OrderRequest.market(instrument, side, position.quantity())
                .with(dev.tradewind.sdk.order.OrderConditions.GTC.withReduceOnly())
                .withReason(reason)));
    }
}

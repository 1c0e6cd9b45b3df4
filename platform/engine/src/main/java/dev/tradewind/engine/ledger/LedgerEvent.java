package dev.tradewind.engine.ledger;

import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Quantity;

/**
 * Everything that can change the ledger, or that must be kept to explain it. {@code timeNanos} is the shard's time:
 * when the input that caused the event was received. {@code venueNanos} is the venue's own time.
 */
public sealed interface LedgerEvent {
    long timeNanos();

    /** An event in the life of one order of ours. */
    sealed interface OrderEvent extends LedgerEvent {
        OrderId orderId();
    }

    /** An instrument can be traded from now on. */
    record InstrumentAdded(long timeNanos, Instrument instrument) implements LedgerEvent {}

    /** Cash came or went other than by a trade: deposits, withdrawals, funding, interest. */
    record CashMoved(long timeNanos, Money amount, String reason) implements LedgerEvent {}

    /** One unit of {@code from} is worth {@code rate} of {@code to}. */
    record RateSet(long timeNanos, Currency from, Currency to, Decimal rate) implements LedgerEvent {}

    /** Orders are judged by this rule set from now on. */
    record RuleSetActivated(long timeNanos, String ruleSet) implements LedgerEvent {}

    record KillSwitchSet(long timeNanos, boolean on, String reason) implements LedgerEvent {}

    /** A day began, in the account's zone. Equity and its highest so far, in the base currency, NaN if incomplete. */
    record DayStarted(long timeNanos, double equity, double peakEquity) implements LedgerEvent {}

    record StrategyStarted(long timeNanos, String strategy, String parameters) implements LedgerEvent {}

    record StrategyHalted(long timeNanos, String strategy, String reason) implements LedgerEvent {}

    /** A strategy saw a signal and chose not to trade it. */
    record SignalSkipped(long timeNanos, String strategy, InstrumentId instrument, Side side, String reason)
            implements LedgerEvent {}

    /** One of our own requests made no sense in the state of things, such as cancelling a closed order. */
    record RequestRefused(long timeNanos, String strategy, String reason) implements LedgerEvent {}

    /** A venue said something that does not fit what we knew. */
    record VenueAnomaly(long timeNanos, InstrumentId instrument, String text) implements LedgerEvent {}

    /** A trade in our account on an order that we do not know. It is booked like any other. */
    record UnknownOrderFilled(
            long timeNanos, InstrumentId instrument, Side side, ClientOrderId clientOrderId, Fill fill, long venueNanos)
            implements LedgerEvent {}

    /**
     * How an order belongs to others.
     *
     * @param parent the entry that it protects, 0 if none
     * @param group orders of the same group cancel each other, 0 if none
     */
    record OrderLinks(long parent, long group) {
        public static final OrderLinks NONE = new OrderLinks(0, 0);
    }

    record OrderInitialised(long timeNanos, OrderId orderId, String strategy, OrderRequest request, OrderLinks links)
            implements OrderEvent {}

    /** The rules' answer with every number that they saw, so that it can be explained and rehearsed without them. */
    record OrderJudged(long timeNanos, OrderId orderId, Verdict verdict, CheckFacts facts) implements OrderEvent {}

    record OrderDenied(long timeNanos, OrderId orderId, String code, String reason) implements OrderEvent {}

    record OrderHeld(long timeNanos, OrderId orderId, String reason) implements OrderEvent {}

    /** The order goes on with a smaller quantity. */
    record OrderReduced(long timeNanos, OrderId orderId, Quantity quantity, String reason) implements OrderEvent {}

    record OrderSubmitted(long timeNanos, OrderId orderId, ClientOrderId clientOrderId) implements OrderEvent {}

    record OrderAccepted(long timeNanos, OrderId orderId, String venueOrderId, long venueNanos)
            implements OrderEvent {}

    record OrderRejected(long timeNanos, OrderId orderId, String reason, long venueNanos) implements OrderEvent {}

    record OrderFilled(long timeNanos, OrderId orderId, Fill fill, long venueNanos) implements OrderEvent {}

    record OrderTriggered(long timeNanos, OrderId orderId, long venueNanos) implements OrderEvent {}

    record OrderCancelled(long timeNanos, OrderId orderId, String reason, long venueNanos) implements OrderEvent {}

    record OrderExpired(long timeNanos, OrderId orderId, long venueNanos) implements OrderEvent {}

    record CancelRequested(long timeNanos, OrderId orderId, String reason) implements OrderEvent {}

    record CancelRefused(long timeNanos, OrderId orderId, String reason) implements OrderEvent {}

    record AmendRequested(
            long timeNanos, OrderId orderId, ClientOrderId replacement, Quantity quantity, OrderPrices prices)
            implements OrderEvent {}

    record OrderAmended(
            long timeNanos, OrderId orderId, ClientOrderId clientOrderId, Quantity quantity, OrderPrices prices)
            implements OrderEvent {}

    record AmendRefused(long timeNanos, OrderId orderId, String reason) implements OrderEvent {}

    record OrderFateUnknown(long timeNanos, OrderId orderId, String reason) implements OrderEvent {}
}

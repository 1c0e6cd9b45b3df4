package dev.tradewind.engine.ledger;

import dev.tradewind.engine.guard.ExitCause;
import dev.tradewind.engine.guard.GuardLevels;
import dev.tradewind.engine.guard.GuardRole;
import dev.tradewind.engine.guard.GuardSpec;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.DataQuality;
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
import java.util.List;

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

    /**
     * A kill switch was put on or off.
     *
     * @param scope see {@link KillSwitches}; the firm's in the first version, which knew of one alone
     * @param by who did; empty in the first version
     */
    record KillSwitchSet(long timeNanos, boolean on, String scope, String by, String reason)
            implements LedgerEvent {}

    /**
     * A day began, in the account's zone, or its start was moved as capital came or went. Equity and its highest so
     * far, in the base currency, NaN if incomplete.
     */
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

    /** An order whose last command may or may not have reached the venue: the venue has to be asked. */
    record OrderInDoubt(long timeNanos, OrderId orderId, String reason) implements OrderEvent {}

    /** The venue, asked when nothing could be on its way any more, never had the order. */
    record OrderNeverArrived(long timeNanos, OrderId orderId, String reason) implements OrderEvent {}

    /** An event that only an account on a running node has; a backtest puts none out. */
    sealed interface RunningEvent extends LedgerEvent {}

    /** What the account was worth, so that a peak within a day survives a restart. NaN where not {@code complete}. */
    record PortfolioMarked(long timeNanos, double equity, double peakEquity, boolean complete)
            implements RunningEvent {}

    /** The account was recovered from its journal; nothing trades before its venues were asked. */
    record AccountRestarted(long timeNanos, String reason) implements RunningEvent {}

    /** New orders are denied until somebody resumes the account; cancels and exits go on. An alert. */
    record AccountHalted(long timeNanos, String reason) implements RunningEvent {}

    record AccountResumed(long timeNanos, String by) implements RunningEvent {}

    /**
     * A venue's statement was compared with the ledger.
     *
     * @param complete whether it covered working and ended orders and fills
     * @param unresolved orders that are still in doubt
     * @param overdue those of them that the venue should have known about by then
     */
    record VenueReconciled(
            long timeNanos, String venue, long askedNanos, boolean complete, int unresolved, int overdue)
            implements RunningEvent {}

    /** Ledger and venue differ on a balance or a position; booked once a later statement says the same. */
    record DifferenceSeen(long timeNanos, String venue, String subject, Decimal booked, Decimal said)
            implements RunningEvent {}

    record DifferenceGone(long timeNanos, String venue, String subject) implements RunningEvent {}

    /** The venue holds {@code said} of a currency where the ledger had {@code booked}; the venue is right. */
    record BalanceAdjusted(
            long timeNanos, String venue, Currency currency, Decimal booked, Decimal said, String reason)
            implements RunningEvent {}

    /** The same for a position. What came is taken in at {@code price}, what went leaves at its cost. */
    record PositionAdjusted(
            long timeNanos, InstrumentId instrument, Decimal booked, Decimal said, Decimal price, String reason)
            implements RunningEvent {}

    /** An order works at the venue that does not work here; it is not adopted. An alert. */
    record ForeignOrderSeen(
            long timeNanos, InstrumentId instrument, String clientId, String venueOrderId, String text)
            implements RunningEvent {}

    /** A trade in our account on an order that is not ours. Booked like any other. */
    record ForeignFillBooked(
            long timeNanos, InstrumentId instrument, Side side, String venueOrderId, Fill fill, long venueNanos)
            implements RunningEvent {}

    /** About the protection of a position, or its end. */
    sealed interface GuardEvent extends RunningEvent {
        InstrumentId instrument();
    }

    /**
     * Positions in an instrument are guarded from now on.
     *
     * @param strategy whose orders the exits are
     * @param once whether the guard ends with the position that it was made for
     */
    record GuardSet(long timeNanos, InstrumentId instrument, String strategy, GuardSpec spec, boolean once)
            implements GuardEvent {}

    record GuardRemoved(long timeNanos, InstrumentId instrument, String reason) implements GuardEvent {}

    /** A guard's exits are at these levels now, for the position as it is. */
    record GuardArmed(long timeNanos, InstrumentId instrument, GuardLevels levels) implements GuardEvent {}

    /** A trailing stop moved. */
    record GuardTrailed(long timeNanos, InstrumentId instrument, Decimal best, Decimal stop)
            implements GuardEvent {}

    /** The position that was guarded is gone. */
    record GuardDisarmed(long timeNanos, InstrumentId instrument, String reason) implements GuardEvent {}

    /** The order that comes next is an exit. */
    record GuardOrderPlaced(long timeNanos, InstrumentId instrument, GuardRole role, OrderId orderId)
            implements GuardEvent {}

    /** A position is being closed at the market, in as many orders as it takes. */
    record ExitStarted(long timeNanos, InstrumentId instrument, ExitCause cause, String strategy, String reason)
            implements GuardEvent {}

    record ExitEnded(long timeNanos, InstrumentId instrument, String outcome) implements GuardEvent {}

    /** The data of an instrument is as good or bad as this from now on; while it is bad, no new risk is taken there. */
    record DataQualityChanged(long timeNanos, DataQuality quality) implements RunningEvent {}

    /**
     * Bars of the past were told.
     *
     * @param strategy to whom; empty for all that get such bars
     * @param bars how many
     * @param fromNanos end of the first
     * @param toNanos end of the last
     */
    record HistoryTold(
            long timeNanos, InstrumentId instrument, String strategy, int bars, long fromNanos, long toNanos)
            implements RunningEvent {}

    /**
     * A person lets an order through that rules denied, should it be asked for once more.
     *
     * @param denied the order that was denied
     * @param request what it asked for
     * @param codes of the rules that denied it, and no others
     * @param untilNanos the last moment at which it counts
     */
    record OverrideGranted(
            long timeNanos,
            OrderId denied,
            String strategy,
            OrderRequest request,
            List<String> codes,
            long untilNanos,
            String by,
            String reason)
            implements RunningEvent {
        public OverrideGranted {
            codes = List.copyOf(codes);
        }
    }

    /** An order goes out that rules denied, on a person's word, which is used up with it. */
    record OverrideUsed(long timeNanos, OrderId denied, OrderId orderId, String by) implements RunningEvent {}

    /** The data of a venue comes from this source from now on. */
    record FeedSourceChanged(long timeNanos, String venue, String source, String reason) implements RunningEvent {}
}

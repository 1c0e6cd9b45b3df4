package dev.tradewind.engine.ledger;

import dev.tradewind.engine.ledger.LedgerEvent.AmendRequested;
import dev.tradewind.engine.ledger.LedgerEvent.DayStarted;
import dev.tradewind.engine.ledger.LedgerEvent.OrderAmended;
import dev.tradewind.engine.ledger.LedgerEvent.OrderEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderSubmitted;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Quantity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders, positions, cash and switches of one account: what the journal folds to. {@link #evolve} is the only change,
 * it needs nothing but the event, and it never refuses one: what may happen is decided before.
 */
public final class Ledger {
    /** Trade ids remembered for an instrument, so that a fill that is reported twice is booked once. */
    static final int REMEMBERED_TRADES = 16_384;

    final Map<InstrumentId, PositionState> positions = new LinkedHashMap<>();
    final Amounts cash = new Amounts();
    final Amounts fees = new Amounts();
    final Map<CurrencyPair, Decimal> rates = new LinkedHashMap<>();
    final Map<String, StrategyState> strategies = new LinkedHashMap<>();
    final Orders orders = new Orders();
    final ActivityWindow activity = new ActivityWindow();
    final Counters counters = new Counters();
    final Operations operations = new Operations();
    final Conduct conduct = new Conduct();
    private @Nullable PositionState lastPosition;
    String ruleSet = "none";
    final KillSwitches killSwitches = new KillSwitches();
    long lastNanos = Long.MIN_VALUE;
    DayStarted day = new DayStarted(Long.MIN_VALUE, Double.NaN, Double.NaN);

    /** From one currency to another. */
    record CurrencyPair(Currency from, Currency to) {}

    /** Whether a strategy runs, and why not. */
    public record StrategyState(String parameters, boolean halted, String reason) {}

    /** Running numbers. */
    static final class Counters {
        long lastOrderId;
        long lastAttempt;
        long fills;
        long refusedRequests;
        long anomalies;
        long cashChanges;
    }

    /** Applies one event. */
    public void evolve(LedgerEvent event) {
        lastNanos = Math.max(lastNanos, event.timeNanos());
        if (event instanceof OrderEvent e) {
            evolveOrder(e);
            return;
        }
        switch (event) {
            case OrderEvent e -> throw new IllegalStateException("handled before this");
            case LedgerEvent.InstrumentAdded e -> {
                positions.putIfAbsent(e.instrument().id(), new PositionState(e.instrument()));
                operations.begin(e.timeNanos());
            }
            case LedgerEvent.CashMoved e -> moveCash(e.amount());
            case LedgerEvent.RateSet e -> rates.put(new CurrencyPair(e.from(), e.to()), e.rate());
            case LedgerEvent.RuleSetActivated e -> ruleSet = e.ruleSet();
            case LedgerEvent.KillSwitchSet e -> killSwitches.evolve(e);
            case DayStarted e -> day = e;
            case LedgerEvent.StrategyStarted e -> {
                StrategyState old = strategies.put(e.strategy(), new StrategyState(e.parameters(), false, ""));
                if (old != null && old.halted()) {
                    conduct.enable(e.strategy());
                }
            }
            case LedgerEvent.StrategyHalted e ->
                strategies.compute(
                        e.strategy(),
                        (name, old) -> new StrategyState(old == null ? "" : old.parameters(), true, e.reason()));
            case LedgerEvent.SignalSkipped e -> {}
            case LedgerEvent.RequestRefused e -> counters.refusedRequests++;
            case LedgerEvent.VenueAnomaly e -> counters.anomalies++;
            case LedgerEvent.UnknownOrderFilled e -> {
                counters.anomalies++;
                book(e.instrument(), e.side(), e.fill());
            }
            case LedgerEvent.RunningEvent e -> evolveRunning(e);
        }
    }

    private void evolveRunning(LedgerEvent.RunningEvent event) {
        operations.evolve(event);
        if (event instanceof LedgerEvent.BalanceAdjusted e) {
            moveCash(new Money(e.said().minus(e.booked()), e.currency()));
        } else if (event instanceof LedgerEvent.ForeignFillBooked e) {
            counters.anomalies++;
            book(e.instrument(), e.side(), e.fill());
        } else if (event instanceof LedgerEvent.PositionAdjusted e) {
            PositionState position = position(e.instrument());
            if (position == null) {
                throw new IllegalStateException("an adjustment of an instrument that was never added: " + e);
            }
            position.adjust(e.said(), e.price());
        } else if (event instanceof LedgerEvent.PortfolioMarked e && e.complete() && Double.isNaN(day.equity())) {
            // The day began before all prices were known: its loss is counted from the first figure that there is.
            day = new DayStarted(day.timeNanos(), e.equity(), e.peakEquity());
        }
    }

    private void evolveOrder(OrderEvent event) {
        if (event instanceof OrderInitialised e) {
            initialise(e);
            return;
        }
        OrderState order = orders.get(event.orderId());
        if (order == null) {
            throw new IllegalStateException("the journal speaks of an order that it never made: " + event);
        }
        // The three that every order has: a plain test costs less than the switch.
        if (event instanceof LedgerEvent.OrderFilled e) {
            fill(order, e);
        } else if (event instanceof OrderSubmitted e) {
            submit(order, e);
        } else if (event instanceof LedgerEvent.OrderAccepted) {
            order.cancelRefused = false;
            work(order, OrderStatus.ACCEPTED);
        } else {
            evolveRarer(order, event);
        }
        OpenSide.update(order);
    }

    private void evolveRarer(OrderState order, OrderEvent event) {
        switch (event) {
            case OrderInitialised e -> throw new IllegalStateException("handled before this");
            case LedgerEvent.OrderJudged e ->
                order.objections = e.verdict()
                        .codesOf(e.verdict().decision() == Decision.DENY ? Decision.DENY : Decision.HOLD);
            case LedgerEvent.OrderDenied e -> {
                if (!order.objections.contains(e.code())) {
                    // Not by what the rules said last: by a hard limit, or a person.
                    order.objections = List.of();
                }
                if (order.id().value() == counters.lastOrderId) {
                    activity.takeBack();
                }
                close(order, OrderStatus.DENIED);
            }
            case LedgerEvent.OrderHeld e -> {
                order.status = OrderStatus.HELD;
                order.heldNanos = e.timeNanos();
            }
            case LedgerEvent.OrderReduced e -> order.request = order.request.withQuantity(e.quantity());
            case OrderSubmitted e -> throw new IllegalStateException("handled before this");
            case LedgerEvent.OrderAccepted e -> throw new IllegalStateException("handled before this");
            case LedgerEvent.OrderRejected e -> close(order, OrderStatus.REJECTED);
            case LedgerEvent.OrderFilled e -> throw new IllegalStateException("handled before this");
            case LedgerEvent.OrderTriggered e -> order.triggered = true;
            case LedgerEvent.OrderCancelled e -> close(order, OrderStatus.CANCELLED);
            case LedgerEvent.OrderExpired e -> close(order, OrderStatus.EXPIRED);
            case LedgerEvent.CancelRequested e -> {
                order.status = OrderStatus.PENDING_CANCEL;
                order.cancelReason = e.reason();
                order.sentNanos = e.timeNanos();
                conduct.message(e.timeNanos(), order, left(order, order.request.quantity()));
            }
            case LedgerEvent.CancelRefused e -> {
                order.cancelReason = "";
                order.cancelRefused = true;
                if (order.status == OrderStatus.PENDING_CANCEL) {
                    order.status = order.replacement == null ? order.working : OrderStatus.PENDING_AMEND;
                }
            }
            case AmendRequested e -> {
                counters.lastAttempt = Math.max(counters.lastAttempt, e.replacement().counter());
                order.status = OrderStatus.PENDING_AMEND;
                order.sentNanos = e.timeNanos();
                order.replacement = e.replacement();
                order.wanted = order.request.withQuantity(e.quantity()).withPrices(e.prices());
                orders.addAttempt(order, e.replacement());
                conduct.message(e.timeNanos(), order, left(order, e.quantity()));
            }
            case OrderAmended e -> amend(order, e);
            case LedgerEvent.AmendRefused e -> {
                order.dropReplacement();
                if (order.status == OrderStatus.PENDING_AMEND) {
                    order.status = order.working;
                }
            }
            case LedgerEvent.OrderFateUnknown e -> work(order, OrderStatus.UNKNOWN);
            case LedgerEvent.OrderInDoubt e -> {
                if (!order.status.isClosed()) {
                    order.status = OrderStatus.UNKNOWN;
                    order.working = OrderStatus.UNKNOWN;
                }
            }
            case LedgerEvent.OrderNeverArrived e -> close(order, OrderStatus.REJECTED);
        }
    }

    private void initialise(OrderInitialised e) {
        counters.lastOrderId = e.orderId().value();
        orders.add(new OrderState(e.orderId(), e.strategy(), e.request(), e.links(), e.timeNanos()));
        activity.add(e.timeNanos(), e.request());
    }

    private void submit(OrderState order, OrderSubmitted e) {
        counters.lastAttempt = e.clientOrderId().counter();
        order.clientOrderId = e.clientOrderId();
        order.sentNanos = e.timeNanos();
        orders.addAttempt(order, e.clientOrderId());
        conduct.message(e.timeNanos(), order, order.request.quantity().toDouble());
        work(order, OrderStatus.SUBMITTED);
    }

    private static void work(OrderState order, OrderStatus status) {
        if (order.status.isClosed()) {
            return;
        }
        boolean keepsFills = status == OrderStatus.ACCEPTED && !order.filledQuantity.isZero();
        order.working = keepsFills ? OrderStatus.PARTIALLY_FILLED : status;
        if (order.status != OrderStatus.PENDING_CANCEL && order.status != OrderStatus.PENDING_AMEND) {
            order.status = order.working;
        }
    }

    private void amend(OrderState order, OrderAmended e) {
        order.liveOnAs(e.clientOrderId());
        order.request = order.request.withQuantity(e.quantity()).withPrices(e.prices());
        if (order.status == OrderStatus.PENDING_AMEND) {
            order.status = order.working;
        }
        if (!order.status.isClosed() && order.filledQuantity.compareTo(e.quantity()) >= 0) {
            close(order, OrderStatus.FILLED);
        }
    }

    /** What would be open of an order for so much. */
    private static double left(OrderState order, Quantity quantity) {
        return Math.max(0, quantity.toDouble() - order.filledQuantity.toDouble());
    }

    private void fill(OrderState order, LedgerEvent.OrderFilled e) {
        Fill fill = e.fill();
        int trip = book(order.request.instrument(), order.request.side(), fill);
        conduct.fill(e.timeNanos(), order, fill.quantity().toDouble(), trip);
        order.filledQuantity = order.filledQuantity.plus(fill.quantity());
        order.filledValue = order.filledValue.plus(fill.price().value().times(fill.quantity().value()));
        if (order.status.isClosed()) {
            return;
        }
        if (order.filledQuantity.compareTo(order.request.quantity()) >= 0) {
            close(order, OrderStatus.FILLED);
        } else {
            work(order, OrderStatus.PARTIALLY_FILLED);
        }
    }

    /** @return as {@link PositionState#endTrip} */
    private int book(InstrumentId instrument, Side side, Fill fill) {
        PositionState position = position(instrument);
        if (position == null) {
            throw new IllegalStateException("a fill of an instrument that was never added: " + instrument);
        }
        counters.fills++;
        if (!operations.quiet) {
            operations.onTrade(instrument);
        }
        position.trades.add(fill.tradeId());
        int before = position.quantity.signum();
        Decimal change = position.book(side, fill.price().value(), fill.quantity().value());
        if (!change.isZero()) {
            moveCash(new Money(change, position.instrument().settlement()));
        }
        if (!fill.fee().amount().isZero()) {
            moveCash(fill.fee().negate());
            fees.add(fill.fee().currency(), fill.fee().amount());
        }
        return position.endTrip(before, fill.fee());
    }

    private void moveCash(Money money) {
        counters.cashChanges++;
        cash.add(money.currency(), money.amount());
    }

    private void close(OrderState order, OrderStatus status) {
        if (order.status.isClosed()) {
            return;
        }
        order.status = status;
        order.working = status;
        orders.close(order);
    }

    public Orders orders() {
        return orders;
    }

    /** What an account on a running node needs besides: guards, exits, what its venues said. */
    public Operations operations() {
        return operations;
    }

    /** Whether new orders that do not reduce a position are denied: by the kill switch, or as the account is halted. */
    public boolean isBlocked() {
        return killSwitches.isWholeOn() || operations.halted;
    }

    public ActivityWindow activity() {
        return activity;
    }

    public Conduct conduct() {
        return conduct;
    }

    /** Whether this trade was booked already, as far back as trades are remembered. */
    public boolean isBooked(InstrumentId instrument, String tradeId) {
        PositionState position = position(instrument);
        return position != null && position.trades.contains(tradeId);
    }

    /** What is held of an instrument; null if it was never added. */
    @SuppressWarnings("ReferenceEquality") // the same object is the common case, and the cheapest to see
    public @Nullable PositionState position(InstrumentId instrument) {
        PositionState last = lastPosition;
        if (last == null || last.instrument().id() != instrument) {
            last = positions.get(instrument);
            lastPosition = last;
        }
        return last;
    }

    /** All instruments in the order in which they were added. */
    public Collection<PositionState> positions() {
        return positions.values();
    }

    public @Nullable Instrument instrument(InstrumentId id) {
        PositionState position = position(id);
        return position == null ? null : position.instrument();
    }

    /** Whether all the cash there is is of one currency, or there is none. */
    public boolean holdsOnly(Currency currency) {
        return cash.size() == 0 || (cash.size() == 1 && cash.holds(currency));
    }

    public Decimal cash(Currency currency) {
        return cash.get(currency);
    }

    /** Cash by currency, in the order in which each first moved. */
    public List<Money> balances() {
        return cash.asMoney();
    }

    /** Fees paid by currency; a rebate is negative. */
    public List<Money> fees() {
        return fees.asMoney();
    }

    /** The rate last set between two currencies, or null. */
    public @Nullable Decimal rate(Currency from, Currency to) {
        return rates.get(new CurrencyPair(from, to));
    }

    /** The time of the last event; {@link Long#MIN_VALUE} before the first. */
    public long lastNanos() {
        return lastNanos;
    }

    public String ruleSet() {
        return ruleSet;
    }

    public KillSwitches killSwitches() {
        return killSwitches;
    }

    /** The last start of a day; its time is {@link Long#MIN_VALUE} before the first. */
    public DayStarted day() {
        return day;
    }

    /** State of a strategy, or null if it was never started. */
    public @Nullable StrategyState strategy(String name) {
        return strategies.get(name);
    }

    public long lastOrderId() {
        return counters.lastOrderId;
    }

    public long lastAttempt() {
        return counters.lastAttempt;
    }

    public long fills() {
        return counters.fills;
    }

    /** Grows whenever cash moves, so that a cached sum knows when it is stale. */
    public long cashChanges() {
        return counters.cashChanges;
    }

    public long refusedRequests() {
        return counters.refusedRequests;
    }

    public long anomalies() {
        return counters.anomalies;
    }

    /** Quantity of open orders of an instrument and side that is still to be filled. */
    public Decimal openQuantity(InstrumentId instrument, Side side) {
        Decimal sum = Decimal.ZERO;
        for (OrderState order : orders.open()) {
            if (order.request.side() == side && order.request.instrument().equals(instrument)) {
                sum = sum.plus(order.remainingQuantity().value());
            }
        }
        return sum;
    }
}

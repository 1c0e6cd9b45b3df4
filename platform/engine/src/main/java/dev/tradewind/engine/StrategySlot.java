package dev.tradewind.engine;

import dev.tradewind.engine.ledger.LedgerEvent.OrderLinks;
import dev.tradewind.engine.ledger.LedgerEvent.SignalSkipped;
import dev.tradewind.engine.ledger.Operations;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.BookView;
import dev.tradewind.sdk.market.DataQuality;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.Order;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.order.OrderPrices;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.OrderStatus;
import dev.tradewind.sdk.order.OrderUpdate;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Portfolio;
import dev.tradewind.sdk.strategy.Position;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** One running strategy and its window on the engine. */
final class StrategySlot implements StrategyContext {
    final String name;
    final Strategy strategy;

    private final Core core;
    private final Valuation valuation;
    private final OrderGate gate;
    private final LinkedOrders links;
    private final SplittableRandom random;
    private final Map<String, Long> timers = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    /** Updates delivered in the event that is being handled. */
    int updates;

    private boolean starting;
    private boolean history;
    private boolean halted;
    private long nextTimer = Long.MAX_VALUE;
    private int requests;

    /** Bars that the strategy asked for. */
    record Subscription(InstrumentId instrument, Timeframe timeframe) {}

    /** A strategy asked for more than it may in one event. */
    static final class TooManyRequestsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyRequestsException(int limit) {
            super("it made more than " + limit + " requests in one event");
        }
    }

    StrategySlot(String name, Strategy strategy, Core core, Valuation valuation, OrderGate gate, LinkedOrders links) {
        this.name = name;
        this.strategy = strategy;
        this.core = core;
        this.valuation = valuation;
        this.gate = gate;
        this.links = links;
        core.strategiesListen |= listensToOrders(strategy);
        this.random = new SplittableRandom(core.config.seed() * 31 + name.hashCode());
    }

    /** Whether the strategy has an {@code onOrder} of its own: making updates for one that has not is lost work. */
    private static boolean listensToOrders(Strategy strategy) {
        try {
            return strategy.getClass()
                            .getMethod("onOrder", OrderUpdate.class, StrategyContext.class)
                            .getDeclaringClass()
                    != Strategy.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every strategy has onOrder", e);
        }
    }

    void start() {
        starting = true;
        strategy.onStart(this);
        starting = false;
    }

    /** Tells a bar of the past; what the strategy orders meanwhile is denied. */
    void tellHistory(Bar bar) {
        history = true;
        try {
            strategy.onHistory(bar, this);
        } finally {
            history = false;
        }
    }

    boolean halted() {
        return halted;
    }

    void halt() {
        halted = true;
        timers.clear();
        timersChanged();
    }

    void beginEvent() {
        requests = 0;
    }

    boolean hasSubscriptions() {
        return !subscriptions.isEmpty();
    }

    boolean isSubscribed(InstrumentId instrument, Timeframe timeframe) {
        return subscriptions.contains(new Subscription(instrument, timeframe));
    }

    /** When the next timer goes off; {@link Long#MAX_VALUE} if there is none. */
    long nextTimerNanos() {
        return nextTimer;
    }

    private void timersChanged() {
        long next = Long.MAX_VALUE;
        for (long at : timers.values()) {
            next = Math.min(next, at);
        }
        nextTimer = next;
        core.timersChanged = true;
    }

    /** Runs the timers that are due, by time and then by age. */
    void runTimers(long nowNanos) {
        while (!halted && nextTimerNanos() <= nowNanos) {
            long next = nextTimerNanos();
            String due = timers.entrySet().stream()
                    .filter(timer -> timer.getValue() == next)
                    .findFirst()
                    .orElseThrow()
                    .getKey();
            timers.remove(due);
            timersChanged();
            strategy.onTimer(due, this);
        }
    }

    private void countRequest() {
        requests++;
        checkRequests();
    }

    /** Also to be asked after a callback, for a strategy may have swallowed the exception. */
    void checkRequests() {
        int limit = core.config.limits().maxRequestsPerEvent();
        if (requests > limit) {
            throw new TooManyRequestsException(limit);
        }
    }

    private InstrumentSlot slot(InstrumentId id) {
        InstrumentSlot slot = core.slot(id);
        if (slot == null) {
            throw new IllegalArgumentException("the instrument " + id + " is not traded here; there are "
                    + core.slots.stream().map(s -> s.instrument.id().toString()).toList());
        }
        return slot;
    }

    @Override
    public long nowNanos() {
        return core.nowNanos();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public List<Instrument> instruments() {
        return core.slots.stream().map(slot -> slot.instrument).toList();
    }

    @Override
    public Instrument instrument(InstrumentId id) {
        return slot(id).instrument;
    }

    @Override
    public void subscribeBars(InstrumentId instrument, Timeframe timeframe) {
        if (!starting) {
            throw new IllegalStateException("bars are asked for in onStart only");
        }
        InstrumentSlot slot = slot(instrument);
        subscriptions.add(new Subscription(slot.instrument.id(), timeframe));
        if (slot.aggregators.stream().noneMatch(known -> known.timeframe().equals(timeframe))) {
            slot.aggregators.add(new BarAggregator(timeframe));
        }
    }

    @Override
    public OrderId submit(OrderRequest request) {
        countRequest();
        return history ? gate.placeTooLate(name, request) : gate.place(name, request, OrderLinks.NONE);
    }

    @Override
    public List<OrderId> submitOneCancelsOther(OrderRequest first, OrderRequest second) {
        countRequest();
        return history
                ? List.of(gate.placeTooLate(name, first), gate.placeTooLate(name, second))
                : links.placePair(name, first, second, 0);
    }

    @Override
    public void cancel(OrderId id) {
        cancel(id, "asked for by the strategy");
    }

    @Override
    public void cancel(OrderId id, String reason) {
        countRequest();
        gate.cancel(name, id, reason);
    }

    @Override
    public void cancelAll(InstrumentId instrument) {
        for (OrderState order : ownOpen(instrument)) {
            if (order.status() != OrderStatus.PENDING_CANCEL) {
                cancel(order.id());
            }
        }
    }

    @Override
    public void amend(OrderId id, Quantity quantity, OrderPrices prices) {
        countRequest();
        if (history) {
            gate.refuse(name, "cannot amend " + id + " on a bar of the past");
        } else {
            gate.amend(name, id, quantity, prices);
        }
    }

    @Override
    public Optional<Order> order(OrderId id) {
        return Optional.ofNullable(core.ledger.orders().get(id));
    }

    @Override
    public List<Order> openOrders(InstrumentId instrument) {
        return List.copyOf(ownOpen(instrument));
    }

    private List<OrderState> ownOpen(InstrumentId instrument) {
        if (core.ledger.orders().open().isEmpty()) {
            return List.of();
        }
        List<OrderState> own = new ArrayList<>();
        for (OrderState order : core.ledger.orders().open()) {
            if (order.strategy().equals(name) && order.request().instrument().equals(instrument)) {
                own.add(order);
            }
        }
        return own;
    }

    @Override
    public Position position(InstrumentId instrument) {
        return slot(instrument);
    }

    @Override
    public BookView book(InstrumentId instrument) {
        return slot(instrument).book();
    }

    @Override
    public Portfolio portfolio() {
        return valuation;
    }

    @Override
    public DataQuality dataQuality(InstrumentId instrument) {
        Operations.DataState state = core.ledger.operations().data(instrument);
        return state == null ? DataQuality.good(instrument) : state.quality();
    }

    @Override
    public boolean mayTakeRisk(InstrumentId instrument) {
        return !history && !gate.isBlocked(name, slot(instrument));
    }

    @Override
    public boolean isHistory() {
        return history;
    }

    @Override
    public Quantity entryQuantity(InstrumentId instrument) {
        InstrumentSlot slot = slot(instrument);
        Quantity quantity = slot.instrument.roundedDownToLot(wantedQuantity(slot));
        if (quantity.value().compareTo(slot.instrument.steps().minQuantity()) < 0) {
            return Quantity.ZERO;
        }
        if (!slot.hasMark()) {
            return quantity;
        }
        Decimal worth = slot.instrument.notional(slot.markPrice(), quantity.value());
        return worth.compareTo(slot.instrument.steps().minNotional()) < 0 ? Quantity.ZERO : quantity;
    }

    private Decimal wantedQuantity(InstrumentSlot slot) {
        return switch (core.config.entrySize()) {
            case EntrySize.Fixed fixed -> fixed.quantity();
            case EntrySize.PercentOfEquity share -> {
                if (!valuation.isComplete()) {
                    yield Decimal.ZERO;
                }
                Decimal budget = valuation.equity().amount().times(share.percent()).times(Decimal.ofUnscaled(1, 2));
                yield quantityFor(budget, slot, core.config.baseCurrency());
            }
            case EntrySize.AllIn all -> {
                Decimal reserve = core.config.costReserve().times(core.config.leverage()).min(Decimal.ONE);
                Decimal budget = buyingPower(slot.instrument.settlement()).times(Decimal.ONE.minus(reserve));
                yield quantityFor(budget, slot, slot.instrument.settlement());
            }
        };
    }

    /**
     * How much more may be opened in a currency, as a venue counts it: equity × leverage less what is open. Without
     * leverage and short positions that is the cash; what selling short brought is owed, and stays as its cover.
     */
    private Decimal buyingPower(Currency currency) {
        Decimal equity = core.ledger.cash(currency);
        Decimal open = Decimal.ZERO;
        for (InstrumentSlot other : core.slots) {
            Decimal quantity = other.position.quantity();
            if (!quantity.isZero() && other.hasMark() && other.instrument.settlement().equals(currency)) {
                equity = equity.plus(other.position.equityAt(other.markPrice()));
                open = open.plus(other.instrument.notional(other.markPrice(), quantity.abs()));
            }
        }
        return equity.times(core.config.leverage()).minus(open);
    }

    @Override
    public String whyNoEntry(InstrumentId instrument) {
        InstrumentSlot slot = slot(instrument);
        EntrySize size = core.config.entrySize();
        if (!slot.hasMark()) {
            return "no price is known yet";
        }
        return switch (size) {
            case EntrySize.Fixed fixed -> "the configured size " + fixed + " is below the smallest order";
            case EntrySize.PercentOfEquity share -> valuation.isComplete()
                    ? "the configured size " + share + " of equity is below the smallest order"
                    : "equity is not known, since a price or a conversion rate is missing";
            case EntrySize.AllIn all -> buyingPower(slot.instrument.settlement()).signum() > 0
                    ? "the cash that is left buys less than the smallest order"
                    : "no cash is left";
        };
    }

    /** How much this budget, in the base or the settlement currency, buys at the last price. */
    private Decimal quantityFor(Decimal budget, InstrumentSlot slot, Currency currency) {
        if (budget.signum() <= 0 || !slot.hasMark()) {
            return Decimal.ZERO;
        }
        Decimal worth = slot.instrument.notional(slot.markPrice(), Decimal.ONE);
        Decimal unit = currency.equals(slot.instrument.settlement())
                ? worth
                : valuation.toBase(worth, slot.instrument.settlement());
        return unit == null || unit.signum() <= 0
                ? Decimal.ZERO
                : budget.dividedBy(unit, Decimal.MAX_SCALE, RoundingMode.DOWN);
    }

    @Override
    public void setTimer(String timer, long atNanos) {
        countRequest();
        timers.remove(timer);
        timers.put(timer, atNanos);
        timersChanged();
    }

    @Override
    public void cancelTimer(String timer) {
        timers.remove(timer);
        timersChanged();
    }

    @Override
    public void skipped(InstrumentId instrument, Side side, String reason) {
        countRequest();
        core.emit(new SignalSkipped(core.nowNanos(), name, instrument, side, reason));
    }
}

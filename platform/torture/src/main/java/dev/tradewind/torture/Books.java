package dev.tradewind.torture;

import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the platform's journal says that happened, one batch after another. */
final class Books {
    private static final String JOURNAL_AWAY = "the journal cannot be written";

    private final Ledger ledger = new Ledger();
    private final Map<Long, Story> orders = new LinkedHashMap<>();
    private final Map<String, Story> byAttempt = new LinkedHashMap<>();
    private final Map<String, List<BookedFill>> fills = new LinkedHashMap<>();
    private final Map<String, List<Decimal>> adjusted = new LinkedHashMap<>();
    private final List<String> strange = new ArrayList<>();
    private final List<Open> commands = new ArrayList<>();
    private int restarts;

    /** An order's life, as it was journaled. */
    static final class Story {
        final long id;
        final String symbol;
        final List<String> events = new ArrayList<>();
        final List<String> attempts = new ArrayList<>();
        /** Times that it was placed as a new order, rather than as an amended one. */
        int placed;
        Decimal most;
        Decimal filled = Decimal.ZERO;
        boolean open = true;
        String end = "";
        private @Nullable Open command;

        Story(long id, OrderRequest request) {
            this.id = id;
            this.symbol = request.instrument().symbol();
            this.most = request.quantity().value();
        }

        /** The end of what the journal says of it, for people. */
        String text() {
            int from = Math.max(0, events.size() - 14);
            return "order " + id + " in the journal: " + (from > 0 ? "… " : "")
                    + String.join("; ", events.subList(from, events.size()));
        }
    }

    /** A fill that was booked. */
    record BookedFill(long order, Fill fill) {}

    /** A command that nobody had answered from then until then. */
    private static final class Open {
        private final long fromNanos;
        private long untilNanos = Long.MAX_VALUE;

        Open(long fromNanos) {
            this.fromNanos = fromNanos;
        }
    }

    void add(LedgerEvent event, long sequence) {
        ledger.evolve(event);
        switch (event) {
            case LedgerEvent.OrderEvent of -> addOrder(of, sequence);
            case LedgerEvent.AccountRestarted restarted -> restarts++;
            case LedgerEvent.UnknownOrderFilled e -> {
                book(e.instrument(), new BookedFill(0, e.fill()));
                strange.add("batch " + sequence + ": " + e);
            }
            case LedgerEvent.ForeignFillBooked e -> {
                book(e.instrument(), new BookedFill(0, e.fill()));
                strange.add("batch " + sequence + ": " + e);
            }
            case LedgerEvent.BalanceAdjusted e ->
                adjusted.computeIfAbsent(e.currency().code(), code -> new ArrayList<>())
                        .add(e.said().minus(e.booked()));
            case LedgerEvent.AccountHalted e when e.reason().startsWith(JOURNAL_AWAY) -> {}
            case LedgerEvent.AccountHalted e -> strange.add("batch " + sequence + ": " + e);
            case LedgerEvent.PositionAdjusted e -> strange.add("batch " + sequence + ": " + e);
            case LedgerEvent.ForeignOrderSeen e -> strange.add("batch " + sequence + ": " + e);
            case LedgerEvent.StrategyHalted e when e.reason().equals("stopped by hand") -> {}
            case LedgerEvent.StrategyHalted e -> strange.add("batch " + sequence + ": " + e);
            default -> {}
        }
    }

    private void addOrder(LedgerEvent.OrderEvent event, long sequence) {
        if (event instanceof LedgerEvent.OrderInitialised made) {
            orders.put(made.orderId().value(), new Story(made.orderId().value(), made.request()));
        }
        Story story = orders.get(event.orderId().value());
        if (story == null) {
            throw new IllegalStateException("the journal speaks of an order that it never made: " + event);
        }
        if (!(event instanceof LedgerEvent.OrderJudged)) {
            story.events.add("batch " + sequence + " " + event);
        }
        switch (event) {
            case LedgerEvent.OrderSubmitted e -> {
                story.placed++;
                attempt(story, e.clientOrderId());
                sent(story, e.timeNanos());
            }
            case LedgerEvent.AmendRequested e -> {
                story.most = story.most.max(e.quantity().value());
                attempt(story, e.replacement());
                sent(story, e.timeNanos());
            }
            case LedgerEvent.CancelRequested e -> sent(story, e.timeNanos());
            case LedgerEvent.OrderFilled e -> {
                book(ofSymbol(story), new BookedFill(story.id, e.fill()));
                story.filled = story.filled.plus(e.fill().quantity().value());
                answered(story, e.timeNanos());
            }
            case LedgerEvent.OrderAccepted e -> answered(story, e.timeNanos());
            case LedgerEvent.OrderAmended e -> answered(story, e.timeNanos());
            case LedgerEvent.AmendRefused e -> answered(story, e.timeNanos());
            case LedgerEvent.CancelRefused e -> answered(story, e.timeNanos());
            case LedgerEvent.OrderRejected e -> answered(story, e.timeNanos());
            case LedgerEvent.OrderCancelled e -> answered(story, e.timeNanos());
            case LedgerEvent.OrderExpired e -> answered(story, e.timeNanos());
            case LedgerEvent.OrderNeverArrived e -> answered(story, e.timeNanos());
            // An order of unknown fate is as undecided as one that waits for its answer.
            default -> {}
        }
        var state = ledger.orders().get(event.orderId());
        if (state != null) {
            story.open = !state.status().isClosed();
            story.end = state.status().name();
        }
    }

    private InstrumentId ofSymbol(Story story) {
        for (PositionState position : ledger.positions()) {
            if (position.instrument().id().symbol().equals(story.symbol)) {
                return position.instrument().id();
            }
        }
        throw new IllegalStateException("an order of " + story.symbol + ", which the journal never added");
    }

    private void attempt(Story story, ClientOrderId id) {
        story.attempts.add(id.toString());
        Story before = byAttempt.put(id.toString(), story);
        if (before != null) {
            strange.add("the attempt " + id + " was made for order " + before.id + " and again for " + story.id);
        }
    }

    private void sent(Story story, long nanos) {
        if (story.command == null) {
            Open open = new Open(nanos);
            story.command = open;
            commands.add(open);
        }
    }

    private static void answered(Story story, long nanos) {
        if (story.command != null) {
            story.command.untilNanos = nanos;
            story.command = null;
        }
    }

    private void book(InstrumentId instrument, BookedFill fill) {
        fills.computeIfAbsent(instrument.symbol() + " " + fill.fill().tradeId(), key -> new ArrayList<>(1))
                .add(fill);
    }

    /** Orders by their ids. */
    Map<Long, Story> orders() {
        return orders;
    }

    /** The order that an id at the exchange was made for; null if none. */
    @Nullable Story ofAttempt(String clientId) {
        return byAttempt.get(clientId);
    }

    /** Booked fills by symbol and trade id. */
    Map<String, List<BookedFill>> fills() {
        return fills;
    }

    /** What balances were adjusted by, by asset. */
    Map<String, List<Decimal>> adjusted() {
        return adjusted;
    }

    /** What should not be in the journal of an account that nobody else trades in. */
    List<String> strange() {
        return strange;
    }

    int restarts() {
        return restarts;
    }

    Ledger ledger() {
        return ledger;
    }

    /** What the account holds of each asset, cash and positions together. */
    Map<String, Decimal> holdings() {
        Map<String, Decimal> held = new LinkedHashMap<>();
        ledger.balances().forEach(money -> held.merge(money.currency().code(), money.amount(), Decimal::plus));
        for (PositionState position : ledger.positions()) {
            held.merge(position.instrument().base().code(), position.quantity(), Decimal::plus);
        }
        return held;
    }

    /** Whether an order's fate was open at that time, by the clock that the platform shares with this process. */
    boolean isInFlight(long nanos) {
        return commands.stream().anyMatch(open -> open.fromNanos <= nanos && nanos < open.untilNanos);
    }
}

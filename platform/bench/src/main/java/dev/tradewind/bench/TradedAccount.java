package dev.tradewind.bench;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.runtime.node.PlayedAccount;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.order.Liquidity;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.OrderCommand.SubmitOrder;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.order.VenueEvent;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.store.database.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An account whose strategy places an order at each trade of the market, which the venue fills as soon as it has it:
 * two batches an order, of three ledger events and of one.
 */
final class TradedAccount implements Way, PlayedAccount.Player {
    static final InstrumentId ID = new InstrumentId("BTCUSDT", "PLAYED");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_NANOS = 200_000;
    private static final Scales SCALES = new Scales(2, 3);
    private static final long MIDDLE = 2_700_000;
    private static final int SIZES = 50;
    private static final Price PRICE = Price.of("27000.00");
    private static final Money FEE = Money.of("0.01", "USDT");

    private final PlayedAccount account;
    private final Queue<Runnable> filled = new ConcurrentLinkedQueue<>();
    private final Queue<VenueEvent> heldBack = new ConcurrentLinkedQueue<>();
    private volatile boolean holdsBack;
    private volatile @Nullable Marks marks;
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong placed = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private long trades;

    /** Instants of each order by {@link System#nanoTime}, in the order of orders; each array has one writer. */
    static final class Marks {
        final long[] called;
        final long[] decided;
        final long[] left;
        private int calls;
        private int departures;

        Marks(int orders) {
            called = new long[orders];
            decided = new long[orders];
            left = new long[orders];
        }
    }

    TradedAccount(Database database, Path home, String name, RuleSet rules) {
        account = PlayedAccount.start(
                database, home, new PlayedAccount.Terms(name, instrument(), rules, Buyer::new), this);
        account.market(new BookSnapshot(
                ID,
                account.nanos(),
                1,
                BookLevels.ofUnscaled(SCALES, 1, new long[] {MIDDLE - 1, MIDDLE + 1}, new long[] {5_000, 5_000})));
        account.awaitTrading(PATIENCE);
    }

    private static Instrument instrument() {
        return new Instrument(
                ID,
                InstrumentKind.SPOT,
                new TradingSteps(Decimal.parse("0.01"), Decimal.parse("0.001"), Decimal.parse("0.001"), Decimal.ONE),
                new ContractTerms(Currency.of("BTC"), Currency.of("USDT"), Currency.of("USDT"), Decimal.ONE, false),
                "BTC/USDT");
    }

    /** Buys at one trade, sells as much at the next; one that is not denied asks for something else each time. */
    private final class Buyer implements Strategy {
        private final Quantity[] sizes = new Quantity[SIZES];
        private int orders;

        Buyer() {
            for (int i = 0; i < SIZES; i++) {
                sizes[i] = new Quantity(Decimal.ofUnscaled(i + 1, SCALES.quantity()));
            }
        }

        @Override
        public void onTrade(TradeTick trade, StrategyContext context) {
            long called = System.nanoTime();
            Side side = orders % 2 == 0 ? Side.BUY : Side.SELL;
            context.submit(OrderRequest.market(ID, side, sizes[orders++ / 2 % SIZES]).withReason("trade"));
            placed.incrementAndGet();
            Marks mark = marks;
            if (mark != null && mark.calls < mark.called.length) {
                mark.called[mark.calls] = called;
                mark.decided[mark.calls++] = System.nanoTime();
            }
        }
    }

    @Override
    public void durable(List<LedgerEvent> batch) {
        rows.incrementAndGet();
        events.addAndGet(batch.size());
        for (LedgerEvent event : batch) {
            if (event instanceof LedgerEvent.OrderFilled) {
                filled.remove().run();
            } else if (event instanceof LedgerEvent.OrderDenied denied) {
                throw new IllegalStateException("an order was denied: " + denied);
            }
        }
    }

    @Override
    public void execute(OrderCommand command) {
        if (!(command instanceof SubmitOrder submit)) {
            throw new IllegalStateException("nobody asked for " + command);
        }
        Marks mark = marks;
        if (mark != null && mark.departures < mark.left.length) {
            mark.left[mark.departures++] = System.nanoTime();
        }
        sent.incrementAndGet();
        Fill fill = new Fill("T" + submit.orderId(), PRICE, submit.request().quantity(), FEE, Liquidity.TAKER);
        VenueEvent report = new VenueEvent.Filled(
                ID, submit.clientOrderId(), submit.request().side(), fill, submit.decidedNanos());
        if (holdsBack) {
            heldBack.add(report);
        } else {
            account.report(report);
        }
    }

    /** A trade in the market, to which the strategy answers with an order. */
    @Override
    public void send(Runnable whenFilled) {
        filled.add(whenFilled);
        trades++;
        account.market(TradeTick.ofUnscaled(
                ID, account.nanos(), SCALES, MIDDLE + trades % 2, 5, null, ""));
    }

    /** Whether the venue keeps its reports for itself; when it stops doing so they all come. */
    void holdBack(boolean hold) {
        holdsBack = hold;
        if (!hold) {
            for (VenueEvent report = heldBack.poll(); report != null; report = heldBack.poll()) {
                account.report(report);
            }
        }
    }

    /** Notes the instants of the next orders. Nothing may be on its way. */
    Marks mark(int orders) {
        Marks fresh = new Marks(orders);
        marks = fresh;
        return fresh;
    }

    /** Waits until so many orders have left in all. */
    void awaitSent(long orders) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (sent.get() < orders) {
            check(deadline);
        }
    }

    /** Waits until nothing is on its way. */
    void awaitIdle() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!filled.isEmpty() || account.waiting() > 0) {
            check(deadline);
        }
    }

    private void check(long deadline) {
        String trouble = account.trouble();
        if (!trouble.isEmpty() || account.conflations() > 0 || System.nanoTime() > deadline) {
            throw new IllegalStateException("the account does not go on: " + trouble + " " + placed + " placed, "
                    + sent + " sent, " + account.conflations() + " times too fast");
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    long sent() {
        return sent.get();
    }

    PlayedAccount account() {
        return account;
    }

    @Override
    public long events() {
        return events.get();
    }

    @Override
    public long rows() {
        return rows.get();
    }

    @Override
    public void close() {
        account.close();
    }
}

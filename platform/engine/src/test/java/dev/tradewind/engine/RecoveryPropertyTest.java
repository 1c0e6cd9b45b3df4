package dev.tradewind.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.RecoveryRun.Sabotage;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.order.ClientOrderId;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.sdk.plugin.VenueFill;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** After any crash nothing is lost, nothing is done twice, and the books are the exchange's. */
class RecoveryPropertyTest {
    private static final int STEPS = 80;

    @Property(tries = 2000)
    void whateverHappensTheBooksBecomeTheExchanges(@ForAll long seed) {
        RecoveryRun run = new RecoveryRun(seed, Sabotage.NONE).run(STEPS);

        assertThat(differences(run)).as("seed %d", seed).isEmpty();
    }

    /** Guards, exits of strategies, pairs and flattening, on an exchange that would sell what nobody has. */
    @Property(tries = 1000)
    void whereTheVenueDoesNotKnowReduceOnlyExitsNeverSellMoreThanThePosition(@ForAll long seed) {
        sellsNoMoreThanThePosition(seed);
    }

    /** Schedules in which it once did. */
    @Test
    void theseSchedulesDoNotSellMoreThanThePosition() {
        for (long seed : new long[] {44, 59, 110, 140, 219, 294, 420, 470, 484, 530, 1436}) {
            sellsNoMoreThanThePosition(seed);
        }
    }

    private static void sellsNoMoreThanThePosition(long seed) {
        RecoveryRun run = new RecoveryRun(seed, Sabotage.NONE, true).run(STEPS);

        for (Instrument instrument : RecoveryRun.INSTRUMENTS) {
            assertThat(run.oversold(instrument)).as("%s, seed %d", instrument.id(), seed).isEqualTo(Decimal.ZERO);
        }
        assertThat(differences(run)).as("seed %d", seed).isEmpty();
    }

    @Test
    void ordersThatAreSentAgainBlindlyAreCaught() {
        assertThat(caught(Sabotage.BLIND_RESEND)).isPositive();
    }

    @Test
    void commandsThatLeaveBeforeTheirEventsAreDurableAreCaught() {
        assertThat(caught(Sabotage.RELEASE_BEFORE_DURABLE)).isPositive();
    }

    private static int caught(Sabotage sabotage) {
        int caught = 0;
        for (long seed = 1; seed <= 60; seed++) {
            caught += differences(new RecoveryRun(seed, sabotage).run(STEPS)).isEmpty() ? 0 : 1;
        }
        return caught;
    }

    @Test
    void theSchedulesReachEveryKindOfFaultAndEveryKindOfRecovery() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Set<Class<?>> events = new LinkedHashSet<>();
        for (long seed = 1; seed <= 60; seed++) {
            RecoveryRun run = new RecoveryRun(seed, Sabotage.NONE).run(STEPS);
            run.counts.forEach((what, count) -> counts.merge(what, count, Integer::sum));
            run.journal.forEach(event -> events.add(event.getClass()));
        }
        assertThat(counts.keySet())
                .contains(
                        "killed before durable",
                        "killed between durable and sent",
                        "killed after sending",
                        "command lost",
                        "report lost",
                        "report doubled",
                        "question unanswered",
                        "deposit",
                        "order by hand");
        assertThat(events)
                .contains(
                        LedgerEvent.OrderInDoubt.class,
                        LedgerEvent.OrderNeverArrived.class,
                        LedgerEvent.BalanceAdjusted.class,
                        LedgerEvent.ForeignOrderSeen.class,
                        LedgerEvent.ForeignFillBooked.class,
                        LedgerEvent.DifferenceGone.class,
                        LedgerEvent.PortfolioMarked.class);
    }

    /** What is not as the exchange has it; empty if all is. */
    private static List<String> differences(RecoveryRun run) {
        List<String> found = new ArrayList<>();
        checkFills(run, found);
        checkOrders(run, found);
        checkBalances(run, found);
        return found;
    }

    private static void checkFills(RecoveryRun run, List<String> found) {
        List<String> booked = new ArrayList<>();
        for (LedgerEvent event : run.journal) {
            switch (event) {
                case LedgerEvent.OrderFilled e -> booked.add(e.fill().tradeId());
                case LedgerEvent.UnknownOrderFilled e -> booked.add(e.fill().tradeId());
                case LedgerEvent.ForeignFillBooked e -> booked.add(e.fill().tradeId());
                default -> {}
            }
        }
        for (VenueFill fill : run.exchange.fills) {
            if (!booked.remove(fill.fill().tradeId())) {
                found.add("lost fill " + fill);
            }
        }
        booked.forEach(trade -> found.add("doubled fill " + trade));
    }

    private static void checkOrders(RecoveryRun run, List<String> found) {
        Ledger ledger = run.engine.ledger();
        Map<Long, Decimal> filled = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        Set<Long> working = new LinkedHashSet<>();
        for (FakeExchange.Held held : run.exchange.orders) {
            if (!ClientOrderId.isOne(held.client)) {
                continue;
            }
            if (!names.add(held.client)) {
                found.add("order " + held.client + " was placed twice");
            }
            OrderState order = ledger.orders().byAttempt(ClientOrderId.parse(held.client));
            if (order == null) {
                found.add("order " + held.client + " is not known here");
                continue;
            }
            filled.merge(order.id().value(), held.filled(), Decimal::plus);
            if (!order.request().instrument().equals(held.request.instrument())
                    || order.request().side() != held.request.side()) {
                found.add(order + " is " + held.request + " at the exchange");
            }
            if (held.works()) {
                working.add(order.id().value());
                Decimal rest = held.request.quantity().value().minus(held.filled());
                boolean same = !order.status().isClosed()
                        && order.status().isWorking()
                        && order.remainingQuantity().value().equals(rest);
                if (!same) {
                    found.add(order + " filled " + order.filledQuantity() + " works at the exchange for " + rest);
                }
            }
        }
        filled.forEach((id, quantity) -> {
            OrderState order = ledger.orders().get(new OrderId(id));
            if (order != null && !order.filledQuantity().value().equals(quantity)) {
                found.add(order + " filled " + order.filledQuantity() + ", at the exchange " + quantity);
            }
        });
        for (OrderState order : ledger.orders().open()) {
            boolean sent = order.clientOrderId() != null;
            if (sent && !working.contains(order.id().value())) {
                found.add(order + " is open here alone");
            }
        }
    }

    private static void checkBalances(RecoveryRun run, List<String> found) {
        Ledger ledger = run.engine.ledger();
        Map<Currency, Decimal> held = new LinkedHashMap<>();
        ledger.balances().forEach(money -> held.merge(money.currency(), money.amount(), Decimal::plus));
        for (PositionState position : ledger.positions()) {
            held.merge(position.instrument().base(), position.quantity(), Decimal::plus);
        }
        run.exchange.balances().forEach((currency, amount) -> {
            Decimal here = held.getOrDefault(currency, Decimal.ZERO);
            if (!here.equals(amount)) {
                found.add(currency + " " + here + ", at the exchange " + amount);
            }
        });
        Decimal adjusted = Decimal.ZERO;
        for (LedgerEvent event : run.journal) {
            if (event instanceof LedgerEvent.BalanceAdjusted e) {
                adjusted = adjusted.plus(e.said().minus(e.booked()));
            }
        }
        if (!adjusted.equals(run.deposited)) {
            found.add("adjusted by " + adjusted + " where " + run.deposited + " came");
        }
    }
}

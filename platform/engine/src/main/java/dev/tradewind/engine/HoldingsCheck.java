package dev.tradewind.engine;

import dev.tradewind.engine.ledger.LedgerEvent.BalanceAdjusted;
import dev.tradewind.engine.ledger.LedgerEvent.DifferenceGone;
import dev.tradewind.engine.ledger.LedgerEvent.DifferenceSeen;
import dev.tradewind.engine.ledger.LedgerEvent.PositionAdjusted;
import dev.tradewind.engine.ledger.Operations.Difference;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.plugin.VenueQueries.Balance;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares balances and positions with the venue's. A difference is booked when two statements, a query lag apart, show
 * the very same one: between the answers to two questions an order may fill, and a fill that is still on its way is
 * told by the second statement. Before the first order there is nothing of that kind, so that an account begins with
 * what its venue holds.
 */
final class HoldingsCheck {
    private static final String REASON = "the venue's statement, seen twice";
    private static final String BEGINNING = "what the venue holds for the account before its first order";

    private final Core core;

    HoldingsCheck(Core core) {
        this.core = core;
    }

    /** @return the balances that were booked to what the venue says */
    List<BalanceAdjusted> compare(VenueStatement statement) {
        List<BalanceAdjusted> adjusted = new ArrayList<>();
        VenueStatement.Coverage coverage = statement.coverage();
        if (!coverage.isComplete()) {
            return adjusted;
        }
        // Cash is the account's, not a venue's: with several venues nobody knows which part is where.
        boolean alone = core.slots.stream().allMatch(slot -> slot.instrument.id().venue().equals(statement.venue()));
        if (coverage.balances() && alone) {
            compareBalances(statement, adjusted);
        }
        if (coverage.positions()) {
            comparePositions(statement);
        }
        return adjusted;
    }

    private void compareBalances(VenueStatement statement, List<BalanceAdjusted> adjusted) {
        Map<Currency, Decimal> booked = new LinkedHashMap<>();
        for (Money balance : core.ledger.balances()) {
            booked.merge(balance.currency(), balance.amount(), Decimal::plus);
        }
        for (InstrumentSlot slot : core.slots) {
            if (slot.position.exchangesCash()) {
                booked.merge(slot.instrument.base(), slot.position.quantity(), Decimal::plus);
            }
        }
        Map<Currency, Decimal> said = new LinkedHashMap<>();
        for (Balance balance : statement.balances()) {
            said.merge(balance.currency(), balance.total(), Decimal::plus);
            booked.putIfAbsent(balance.currency(), Decimal.ZERO);
        }
        booked.forEach((currency, amount) -> {
            Decimal there = said.getOrDefault(currency, Decimal.ZERO);
            if (isBeginning() && !amount.equals(there)) {
                // Nothing of ours can be on its way: what the venue holds is what the account begins with.
                book(new BalanceAdjusted(
                        core.nowNanos(), statement.venue(), currency, amount, there, BEGINNING), adjusted);
            } else if (!isBusy(currency)) {
                judge(statement, currency.code(), amount, there, () -> book(
                        new BalanceAdjusted(
                                core.nowNanos(), statement.venue(), currency, amount, there, REASON),
                        adjusted));
            }
        });
    }

    private void book(BalanceAdjusted event, List<BalanceAdjusted> adjusted) {
        core.emit(event);
        adjusted.add(event);
    }

    /** Whether it is what the account began with, and not something that came later. */
    static boolean isBeginning(BalanceAdjusted event) {
        return event.reason().equals(BEGINNING);
    }

    private void comparePositions(VenueStatement statement) {
        for (InstrumentSlot slot : core.slots) {
            Instrument instrument = slot.instrument;
            boolean here = instrument.id().venue().equals(statement.venue());
            if (!here || slot.position.exchangesCash() || isBusy(instrument)) {
                continue;
            }
            Decimal there = Decimal.ZERO;
            for (VenueStatement.Holding holding : statement.positions()) {
                there = holding.instrument().equals(instrument.id()) ? there.plus(holding.quantity()) : there;
            }
            Decimal booked = slot.position.quantity();
            Decimal said = there;
            judge(statement, instrument.id().toString(), booked, said, () -> core.emit(new PositionAdjusted(
                    core.nowNanos(), instrument.id(), booked, said, price(slot), REASON)));
        }
    }

    private static Decimal price(InstrumentSlot slot) {
        if (slot.hasMark()) {
            return slot.markPrice();
        }
        var average = slot.averagePrice();
        return average == null ? Decimal.ZERO : average.value();
    }

    private void judge(
            VenueStatement statement,
            String subject,
            Decimal booked,
            Decimal said,
            Runnable adjustment) {
        Difference before = core.ledger.operations().difference(statement.venue(), subject);
        if (booked.equals(said)) {
            if (before != null) {
                core.emit(new DifferenceGone(core.nowNanos(), statement.venue(), subject));
            }
            return;
        }
        boolean same = before != null && before.booked().equals(booked) && before.said().equals(said);
        if (before == null || !same) {
            core.emit(new DifferenceSeen(core.nowNanos(), statement.venue(), subject, booked, said));
        } else if (statement.askedNanos() - before.seenNanos()
                >= core.config.running().asking().queryLagNanos()) {
            adjustment.run();
        }
    }

    /** Whether nothing was ever ordered or traded here. */
    private boolean isBeginning() {
        return core.ledger.lastOrderId() == 0 && core.ledger.fills() == 0;
    }

    /** Whether an order whose fate is open could move this currency. */
    private boolean isBusy(Currency currency) {
        for (OrderState order : core.ledger.orders().open()) {
            InstrumentSlot slot = isOpen(order) ? core.slot(order.request().instrument()) : null;
            if (slot != null && touches(slot.instrument, currency)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBusy(Instrument instrument) {
        for (OrderState order : core.ledger.orders().open()) {
            if (isOpen(order) && order.request().instrument().equals(instrument.id())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOpen(OrderState order) {
        return order.isInFlight() || order.isInDoubt();
    }

    private static boolean touches(Instrument instrument, Currency currency) {
        return instrument.base().equals(currency)
                || instrument.quote().equals(currency)
                || instrument.settlement().equals(currency);
    }
}

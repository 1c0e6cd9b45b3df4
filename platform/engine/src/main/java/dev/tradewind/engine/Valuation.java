package dev.tradewind.engine;

import dev.tradewind.sdk.strategy.Portfolio;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the account is worth. The exact figure is computed when asked for; {@link #estimate()} is its nearest double
 * within a few units in the last place, cheap enough for every bar.
 */
final class Valuation implements Portfolio {
    private final Core core;

    private long changesSeen = -1;
    private double cashEstimate;
    private boolean cashNeedsRates;

    Valuation(Core core) {
        this.core = core;
    }

    @Override
    public Currency baseCurrency() {
        return core.config.baseCurrency();
    }

    @Override
    public List<Money> balances() {
        return core.ledger.balances();
    }

    @Override
    public Decimal balance(Currency currency) {
        return core.ledger.cash(currency);
    }

    @Override
    public boolean isComplete() {
        return exactEquity() != null;
    }

    /** What is missing to say what the account is worth; empty where nothing is. */
    String gap() {
        for (InstrumentSlot slot : core.slots) {
            if (!slot.position.quantity().isZero() && !slot.hasMark()) {
                return "no price of " + slot.instrument.id();
            }
        }
        for (Money balance : core.ledger.balances()) {
            if (toBase(balance.amount(), balance.currency()) == null) {
                return noRate(balance.currency());
            }
        }
        for (InstrumentSlot slot : core.slots) {
            Currency currency = slot.instrument.settlement();
            if (!slot.position.quantity().isZero() && toBase(Decimal.ONE, currency) == null) {
                return noRate(currency);
            }
        }
        return "";
    }

    private String noRate(Currency currency) {
        return "no rate from " + currency.code() + " to " + baseCurrency().code();
    }

    @Override
    public Money equity() {
        Decimal equity = exactEquity();
        if (equity == null) {
            throw new IllegalStateException("equity is incomplete: a price or a conversion rate to " + baseCurrency()
                    + " is missing; ask isComplete() first");
        }
        return new Money(equity, baseCurrency());
    }

    private @Nullable Decimal exactEquity() {
        Decimal sum = Decimal.ZERO;
        for (Money balance : core.ledger.balances()) {
            Decimal converted = toBase(balance.amount(), balance.currency());
            if (converted == null) {
                return null;
            }
            sum = sum.plus(converted);
        }
        for (InstrumentSlot slot : core.slots) {
            if (slot.position.quantity().isZero()) {
                continue;
            }
            if (!slot.hasMark()) {
                return null;
            }
            Decimal converted = toBase(slot.position.equityAt(slot.markPrice()), slot.instrument.settlement());
            if (converted == null) {
                return null;
            }
            sum = sum.plus(converted);
        }
        return sum;
    }

    /** The amount in the base currency; null where no rate is known. */
    @Nullable Decimal toBase(Decimal amount, Currency currency) {
        if (currency.equals(baseCurrency()) || amount.isZero()) {
            return amount;
        }
        Decimal rate = core.ledger.rate(currency, baseCurrency());
        if (rate != null) {
            return amount.times(rate);
        }
        for (InstrumentSlot slot : core.slots) {
            if (!slot.isSpotPair() || !slot.hasMark()) {
                continue;
            }
            if (slot.instrument.base().equals(currency) && slot.instrument.quote().equals(baseCurrency())) {
                return amount.times(slot.markPrice());
            }
            if (slot.instrument.quote().equals(currency) && slot.instrument.base().equals(baseCurrency())) {
                return amount.dividedBy(slot.markPrice(), Decimal.MAX_SCALE, RoundingMode.HALF_EVEN);
            }
        }
        return null;
    }

    double toBase(double amount, Currency currency) {
        if (amount == 0 || currency.equals(baseCurrency())) {
            return amount;
        }
        Decimal rate = toBase(Decimal.ONE, currency);
        return rate == null ? Double.NaN : amount * rate.toDouble();
    }

    /** Equity in the base currency; NaN where a price or rate is missing. */
    double estimate() {
        double sum = cash();
        List<InstrumentSlot> slots = core.slots;
        for (int i = 0; i < slots.size(); i++) {
            InstrumentSlot slot = slots.get(i);
            double equity = slot.equity();
            if (equity != 0) {
                sum += slot.settlesInBase ? equity : toBase(equity, slot.instrument.settlement());
            }
        }
        return sum;
    }

    private double cash() {
        long changes = core.ledger.cashChanges();
        if (changes != changesSeen || cashNeedsRates) {
            changesSeen = changes;
            cashNeedsRates = false;
            if (core.ledger.holdsOnly(baseCurrency())) {
                cashEstimate = core.ledger.cash(baseCurrency()).toDouble();
                return cashEstimate;
            }
            double sum = 0;
            for (Money balance : core.ledger.balances()) {
                cashNeedsRates |= !balance.currency().equals(baseCurrency());
                sum += toBase(balance.amount().toDouble(), balance.currency());
            }
            cashEstimate = sum;
        }
        return cashEstimate;
    }

    /** Value of all positions without sign, in the base currency; NaN where a price or rate is missing. */
    double grossExposure() {
        double sum = 0;
        for (InstrumentSlot slot : core.slots) {
            double quantity = Math.abs(slot.quantityAsDouble());
            if (quantity != 0) {
                sum += toBase(slot.notional(slot.markAsDouble(), quantity), slot.instrument.settlement());
            }
        }
        return sum;
    }
}

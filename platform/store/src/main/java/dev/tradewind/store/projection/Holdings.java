package dev.tradewind.store.projection;

import dev.tradewind.db.tables.records.BalancesRecord;
import dev.tradewind.db.tables.records.PositionsRecord;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.CashMoved;
import dev.tradewind.engine.ledger.LedgerEvent.OrderFilled;
import dev.tradewind.engine.ledger.LedgerEvent.UnknownOrderFilled;
import dev.tradewind.engine.ledger.OrderState;
import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.Fill;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.UpdatableRecord;

/** Positions and balances that some events touched: each as it is in the end, under the last event that touched it. */
final class Holdings {
    private final int shard;
    private final Map<InstrumentId, Touched> positions = new LinkedHashMap<>();
    private final Map<Currency, Touched> balances = new LinkedHashMap<>();

    private record Touched(long sequence, long timeNanos) {}

    Holdings(int shard) {
        this.shard = shard;
    }

    /** Follows an event that the ledger has taken in already. */
    void follow(LedgerEvent event, Ledger ledger, long sequence) {
        Touched by = new Touched(sequence, event.timeNanos());
        if (event instanceof CashMoved e) {
            balances.put(e.amount().currency(), by);
        } else if (event instanceof UnknownOrderFilled e) {
            traded(e.instrument(), e.fill(), ledger, by);
        } else if (event instanceof LedgerEvent.ForeignFillBooked e) {
            traded(e.instrument(), e.fill(), ledger, by);
        } else if (event instanceof LedgerEvent.BalanceAdjusted e) {
            balances.put(e.currency(), by);
        } else if (event instanceof LedgerEvent.PositionAdjusted e) {
            positions.put(e.instrument(), by);
        } else if (event instanceof OrderFilled e) {
            OrderState order = ledger.orders().get(e.orderId());
            if (order != null) {
                traded(order.request().instrument(), e.fill(), ledger, by);
            }
        }
    }

    private void traded(InstrumentId instrument, Fill fill, Ledger ledger, Touched by) {
        positions.put(instrument, by);
        balances.put(fill.fee().currency(), by);
        PositionState position = ledger.position(instrument);
        if (position != null) {
            balances.put(position.instrument().settlement(), by);
        }
    }

    List<UpdatableRecord<?>> rows(Ledger ledger) {
        List<UpdatableRecord<?>> rows = new ArrayList<>();
        positions.forEach((instrument, by) -> {
            PositionState position = ledger.position(instrument);
            if (position != null) {
                rows.add(row(position, by));
            }
        });
        balances.forEach((currency, by) -> rows.add(row(currency, ledger, by)));
        return rows;
    }

    private PositionsRecord row(PositionState position, Touched by) {
        PositionsRecord row = new PositionsRecord();
        row.setShard(shard);
        row.setSymbol(position.instrument().id().symbol());
        row.setVenue(position.instrument().id().venue());
        row.setQuantity(Exact.of(position.quantity()));
        row.setCost(Exact.of(position.cost()));
        row.setRealised(Exact.of(position.realised()));
        row.setSettlement(position.instrument().settlement().code());
        row.setUpdatedNanos(by.timeNanos());
        row.setSequence(by.sequence());
        return row;
    }

    private BalancesRecord row(Currency currency, Ledger ledger, Touched by) {
        Decimal fees = Decimal.ZERO;
        for (Money paid : ledger.fees()) {
            if (paid.currency().equals(currency)) {
                fees = paid.amount();
            }
        }
        BalancesRecord row = new BalancesRecord();
        row.setShard(shard);
        row.setCurrency(currency.code());
        row.setAmount(Exact.of(ledger.cash(currency)));
        row.setFees(Exact.of(fees));
        row.setUpdatedNanos(by.timeNanos());
        row.setSequence(by.sequence());
        return row;
    }
}

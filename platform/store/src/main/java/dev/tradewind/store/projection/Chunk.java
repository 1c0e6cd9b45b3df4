package dev.tradewind.store.projection;

import static dev.tradewind.db.Tables.ORDERS;

import dev.tradewind.db.tables.records.OrdersRecord;
import dev.tradewind.engine.ledger.Ledger;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderEvent;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.sdk.plugin.TradingMode;
import dev.tradewind.store.journal.BatchContent;
import dev.tradewind.store.journal.StoredBatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** Some batches of one shard and what they change in the tables. */
final class Chunk {
    private final int shard;
    private final String mode;
    private final List<StoredBatch> batches = new ArrayList<>();
    private final List<List<LedgerEvent>> events = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();

    /** @param mode of batches that do not say their own; empty where it is not known */
    Chunk(int shard, String mode) {
        this.shard = shard;
        this.mode = mode;
    }

    void add(StoredBatch batch) {
        batches.add(batch);
        BatchContent content = batch.content();
        TradingMode own = content.mode();
        events.add(content.events());
        modes.add(own == null ? mode : own.name());
    }

    int size() {
        return batches.size();
    }

    long lastSequence() {
        return batches.getLast().sequence();
    }

    /** Moves the ledger on and writes what changed. In the caller's transaction. */
    void apply(Ledger ledger, DSLContext database) {
        OrderRows orders = new OrderRows(shard, ordersBefore(database));
        LogRows log = new LogRows(shard);
        Holdings holdings = new Holdings(shard);
        for (int i = 0; i < batches.size(); i++) {
            long sequence = batches.get(i).sequence();
            int number = 0;
            log.mode(modes.get(i));
            for (LedgerEvent event : events.get(i)) {
                ledger.evolve(event);
                if (event instanceof OrderEvent order) {
                    orders.follow(order, ledger, sequence, modes.get(i));
                }
                holdings.follow(event, ledger, sequence);
                log.follow(event, ledger, sequence, number++);
            }
        }
        database.batchMerge(orders.touched()).execute();
        database.batchMerge(holdings.rows(ledger)).execute();
        database.batchInsert(log.rows()).execute();
    }

    /** Rows of orders that are spoken of here and were made before. */
    private Map<Long, OrdersRecord> ordersBefore(DSLContext database) {
        Set<Long> made = new LinkedHashSet<>();
        Set<Long> wanted = new LinkedHashSet<>();
        for (List<LedgerEvent> batch : events) {
            for (LedgerEvent event : batch) {
                if (event instanceof OrderInitialised e) {
                    made.add(e.orderId().value());
                } else if (event instanceof OrderEvent e && !made.contains(e.orderId().value())) {
                    wanted.add(e.orderId().value());
                }
            }
        }
        Map<Long, OrdersRecord> rows = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            database.selectFrom(ORDERS)
                    .where(ORDERS.SHARD.eq(shard), ORDERS.ORDER_ID.in(wanted))
                    .forEach(row -> rows.put(row.getOrderId(), row));
        }
        return rows;
    }

    /** Removes what the shard has in each table. */
    static void delete(int shard, DSLContext database) {
        for (var table : ProjectedTables.ALL) {
            database.deleteFrom(table).where(ProjectedTables.shard(table).eq(shard)).execute();
        }
    }
}

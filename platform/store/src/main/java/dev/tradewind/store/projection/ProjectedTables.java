package dev.tradewind.store.projection;

import static dev.tradewind.db.Tables.ACCOUNT_LOG;
import static dev.tradewind.db.Tables.BALANCES;
import static dev.tradewind.db.Tables.DECISIONS;
import static dev.tradewind.db.Tables.DECISION_REASONS;
import static dev.tradewind.db.Tables.FILLS;
import static dev.tradewind.db.Tables.ORDERS;
import static dev.tradewind.db.Tables.PORTFOLIO_SNAPSHOTS;
import static dev.tradewind.db.Tables.POSITIONS;
import static dev.tradewind.db.Tables.STRATEGY_LOG;

import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** Every table that is made from the journal. */
final class ProjectedTables {
    static final List<Table<? extends Record>> ALL = List.of(
            ORDERS,
            FILLS,
            POSITIONS,
            BALANCES,
            PORTFOLIO_SNAPSHOTS,
            DECISIONS,
            DECISION_REASONS,
            STRATEGY_LOG,
            ACCOUNT_LOG);

    private ProjectedTables() {}

    /** The column of a table that says which shard a row belongs to. */
    static Field<Integer> shard(Table<? extends Record> table) {
        Field<Integer> field = table.field("shard", Integer.class);
        if (field == null) {
            throw new IllegalStateException(table + " has no shard");
        }
        return field;
    }
}

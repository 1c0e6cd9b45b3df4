package dev.tradewind.torture;

import dev.tradewind.engine.ledger.PositionState;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.projection.Projector;
import dev.tradewind.torture.Books.Story;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Holds the projected tables, which people look at, against the journal that they are made of. */
final class ProjectionCheck {
    private final Connection connection;
    private final String account;
    private final List<Finding> findings = new ArrayList<>();

    private ProjectionCheck(Connection connection, String account) {
        this.connection = connection;
        this.account = account;
    }

    static List<Finding> of(Database database, String account, Books books) throws SQLException {
        new Projector(database).catchUp(account);
        try (Connection connection = database.connect("torture")) {
            ProjectionCheck check = new ProjectionCheck(connection, account);
            Map<String, Decimal> orders = new LinkedHashMap<>();
            Map<String, Decimal> open = new LinkedHashMap<>();
            for (Story story : books.orders().values()) {
                orders.put(Long.toString(story.id), story.filled);
                if (story.open) {
                    open.put(Long.toString(story.id), story.filled);
                }
            }
            check.compare("filled quantities of orders", orders, "select order_id::text, filled_quantity from orders");
            check.compare("open orders", open, "select order_id::text, filled_quantity from orders where status not in"
                    + " ('DENIED', 'FILLED', 'CANCELLED', 'EXPIRED', 'REJECTED')");
            Map<String, Decimal> fills = new LinkedHashMap<>();
            books.fills().forEach((key, booked) -> booked.forEach(
                    one -> fills.merge(key, one.fill().quantity().value(), Decimal::plus)));
            check.compare("fills", fills, "select symbol || ' ' || trade_id, sum(quantity) from fills");
            Map<String, Decimal> positions = new LinkedHashMap<>();
            for (PositionState position : books.ledger().positions()) {
                positions.put(position.instrument().id().symbol(), position.quantity());
            }
            check.compare("positions", positions, "select symbol, sum(quantity) from positions");
            Map<String, Decimal> balances = new LinkedHashMap<>();
            for (Money money : books.ledger().balances()) {
                balances.merge(money.currency().code(), money.amount(), Decimal::plus);
            }
            check.compare("balances", balances, "select currency, sum(amount) from balances");
            return check.findings;
        }
    }

    /** What is zero may be missing on either side. */
    private void compare(String what, Map<String, Decimal> booked, String query) throws SQLException {
        Map<String, Decimal> left = new LinkedHashMap<>(booked);
        List<String> different = new ArrayList<>();
        for (Map.Entry<String, Decimal> row : read(query).entrySet()) {
            Decimal here = left.remove(row.getKey());
            Decimal known = here == null ? Decimal.ZERO : here;
            if (!known.equals(row.getValue()) || (here == null && what.endsWith("orders"))) {
                different.add(row.getKey() + " is " + row.getValue() + " in the table and " + here);
            }
        }
        left.forEach((key, value) -> {
            if (!value.isZero() || what.endsWith("orders")) {
                different.add(key + " is missing in the table and " + value);
            }
        });
        if (!different.isEmpty()) {
            findings.add(Finding.unexplained(
                    "the table of " + what + " is not what the journal makes it",
                    String.join("; ", different.subList(0, Math.min(10, different.size())))));
        }
    }

    private Map<String, Decimal> read(String query) throws SQLException {
        String table = query.replaceFirst(" from (\\w+)", " from tradewind.$1 t");
        String condition = (table.contains(" where ") ? " and" : " where")
                + " t.shard = (select id from tradewind.shard where name = ?)";
        String group = table.contains("sum(") ? " group by 1" : "";
        Map<String, Decimal> found = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(table + condition + group)) {
            statement.setString(1, account);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), Decimal.of(rows.getBigDecimal(2)));
                }
            }
        }
        return found;
    }
}

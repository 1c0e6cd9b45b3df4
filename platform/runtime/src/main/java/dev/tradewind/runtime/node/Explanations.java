package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.CheckFacts;
import dev.tradewind.policy.LivePolicy;
import dev.tradewind.policy.rehearsal.RecordedFacts;
import dev.tradewind.sdk.order.OrderId;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.rules.RuleEvent;
import dev.tradewind.store.rules.RuleEvent.Kind;
import dev.tradewind.store.rules.RuleLog;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what the database knows about the verdicts on an order. */
final class Explanations {
    /** The last reason of such an order is not why it is what it is, but why a change of it was refused. */
    private static final Set<String> OPEN_OR_FILLED = Set.of("ACCEPTED", "PARTIALLY_FILLED", "FILLED");

    private final Database database;

    Explanations(Database database) {
        this.database = database;
    }

    private record Order(int shard, String account, Terms terms, String status, long createdNanos) {}

    /** What an order is now, in words; it may have been another when it was judged. */
    private record Terms(String side, BigDecimal quantity, String what, @Nullable BigDecimal limit, String strategy) {
        String text(Map<String, Double> facts) {
            BigDecimal judged = asJudged(quantity, facts.get("quantity"));
            BigDecimal at = limit == null ? null : asJudged(limit, facts.get("limitPrice"));
            return side + " " + judged.toPlainString() + " " + what + (at == null ? "" : " at " + at.toPlainString())
                    + (strategy.isEmpty() ? "" : ", strategy " + strategy);
        }

        /** With all its digits where it is the same. */
        private static BigDecimal asJudged(BigDecimal now, @Nullable Double then) {
            return then == null || now.doubleValue() == then
                    ? now
                    : BigDecimal.valueOf(then).stripTrailingZeros();
        }
    }

    /** @param account may be empty if only one account has an order of this number */
    List<Explanation> of(String account, long orderId) {
        try (Connection connection = database.pool().getConnection()) {
            List<Order> orders = orders(connection, account, orderId);
            if (orders.isEmpty()) {
                throw new NodeException("there is no order " + orderId
                        + (account.isEmpty() ? "" : " in account " + account) + "; orders have whole numbers");
            }
            if (orders.size() > 1) {
                throw new NodeException("there is an order " + orderId + " in each of "
                        + orders.stream().map(Order::account).collect(Collectors.joining(", "))
                        + ": name one with --account");
            }
            return of(connection, orders.getFirst(), orderId, new RuleLog(database).all());
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE, "the verdicts cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Order> orders(Connection connection, String account, long orderId) throws SQLException {
        String query =
                """
                select o.shard, s.name, o.side, o.quantity, o.symbol, o.venue, o.type, o.limit_price, o.strategy,
                       o.status, o.status_reason, o.created_nanos
                from tradewind.orders o join tradewind.shard s on s.id = o.shard
                where o.order_id = ? and (? = '' or s.name = ?) order by s.name""";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, orderId);
            statement.setString(2, account);
            statement.setString(3, account);
            List<Order> orders = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String status = row.getString(10);
                    String reason = OPEN_OR_FILLED.contains(status) ? "" : row.getString(11);
                    orders.add(new Order(
                            row.getInt(1),
                            row.getString(2),
                            new Terms(
                                    row.getString(3),
                                    row.getBigDecimal(4),
                                    row.getString(5) + "." + row.getString(6) + " " + row.getString(7),
                                    row.getBigDecimal(8),
                                    row.getString(9)),
                            status + (reason.isEmpty() ? "" : ", " + reason),
                            row.getLong(12)));
                }
            }
            return orders;
        }
    }

    private static List<Explanation> of(Connection connection, Order order, long orderId, List<RuleEvent> log)
            throws SQLException {
        String query =
                """
                select sequence, number, time_nanos, decision, rule_set, vocabulary, facts
                from tradewind.decisions where shard = ? and order_id = ? order by sequence, number""";
        List<Explanation> found = new ArrayList<>();
        List<String> overrides = overrides(connection, order.shard(), orderId);
        Optional<String> broken = RuleLog.broken(log);
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, order.shard());
            statement.setLong(2, orderId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long timeNanos = row.getLong(3);
                    String ruleSet = row.getString(5);
                    Double[] numbers = (Double[]) row.getArray(7).getArray();
                    double[] facts = new double[numbers.length];
                    for (int i = 0; i < facts.length; i++) {
                        facts[i] = numbers[i];
                    }
                    Map<String, Double> named = RecordedFacts.named(new CheckFacts(row.getInt(6), facts));
                    found.add(new Explanation(
                            order.account(),
                            orderId,
                            order.terms().text(named),
                            !found.isEmpty(),
                            time(timeNanos),
                            row.getString(4),
                            ruleSet,
                            broken.orElseGet(() -> inForce(log, ruleSet, timeNanos)),
                            named,
                            reasons(connection, order.shard(), row.getLong(1), row.getInt(2)),
                            order.status(),
                            overrides));
                }
            }
        }
        if (found.isEmpty()) {
            found.add(new Explanation(
                    order.account(), orderId, order.terms().text(Map.of()), false, time(order.createdNanos()), "", "", "",
                    Map.of(), List.of(), order.status(), overrides));
        }
        return found;
    }

    private static List<String> overrides(Connection connection, int shard, long orderId) throws SQLException {
        String query =
                """
                select text from tradewind.account_log
                where shard = ? and kind in ('OVERRIDE', 'OVERRIDE_USED') and text like ? order by sequence, number""";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, shard);
            statement.setString(2, new OrderId(orderId) + " %");
            List<String> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found;
        }
    }

    private static List<Explanation.Spoke> reasons(Connection connection, int shard, long sequence, int number)
            throws SQLException {
        String query =
                """
                select code, decision, actual, bound, text from tradewind.decision_reasons
                where shard = ? and sequence = ? and number = ? order by position""";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, shard);
            statement.setLong(2, sequence);
            statement.setInt(3, number);
            List<Explanation.Spoke> reasons = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reasons.add(new Explanation.Spoke(
                            row.getString(1),
                            row.getString(2),
                            row.getDouble(3),
                            row.getDouble(4),
                            row.getString(5)));
                }
            }
            return reasons;
        }
    }

    /** The last activation of these rules before the verdict, and who approved it. */
    private static String inForce(List<RuleEvent> log, String ruleSet, long timeNanos) {
        if (ruleSet.startsWith(LivePolicy.UNLOADED)) {
            String hash = ruleSet.substring(LivePolicy.UNLOADED.length());
            return "not loaded at the node, in force by " + inForce(log, hash, timeNanos);
        }
        RuleEvent last = null;
        for (RuleEvent event : log) {
            boolean isIt = event.what().kind() == Kind.ACTIVATED && event.what().ruleSet().equals(ruleSet);
            // The log is written before a shard switches; its clock may be a little ahead of the shard's.
            if (isIt && (last == null || event.timeNanos() <= timeNanos)) {
                last = event;
            }
        }
        if (last == null) {
            return "the rule log does not name them";
        }
        long version = last.version();
        String approved = log.stream()
                .filter(event -> event.what().kind() == Kind.APPROVED && event.version() == version)
                .map(event -> ", approved by " + event.what().person())
                .findFirst()
                .orElse("");
        return "row " + last.id() + " of the rule log, by " + last.what().person() + " (" + last.what().reason() + ")"
                + approved;
    }

    private static Instant time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}

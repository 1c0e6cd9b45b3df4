package dev.tradewind.runtime.node;

import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRefused;
import dev.tradewind.engine.ledger.LedgerEvent.AmendRequested;
import dev.tradewind.engine.ledger.LedgerEvent.InstrumentAdded;
import dev.tradewind.engine.ledger.LedgerEvent.OrderInitialised;
import dev.tradewind.engine.ledger.LedgerEvent.OrderJudged;
import dev.tradewind.policy.rehearsal.Intent;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.order.OrderRequest;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Journal;
import dev.tradewind.store.journal.StoredBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the orders that were judged out of the journal, with what their rules saw and said. */
final class RecordedIntents {
    /** Orders whose texts are remembered: those that are judged again are among the last ones. */
    private static final int MOST_REMEMBERED = 100_000;

    private final Database database;

    RecordedIntents(Database database) {
        this.database = database;
    }

    /**
     * Which orders.
     *
     * @param account of this one alone; empty for all
     * @param fromNanos judged at or after this time
     * @param toNanos judged before this time
     * @param newest of each account no more than these; {@link Long#MAX_VALUE} for all
     */
    record Range(String account, long fromNanos, long toNanos, long newest) {
        static Range newest(long orders) {
            return new Range("", Long.MIN_VALUE, Long.MAX_VALUE, orders);
        }
    }

    /** Hands over every order that was judged, account by account, in the order of the journal. */
    void read(Range range, Consumer<Intent> reader) {
        for (String account : accounts(range)) {
            read(account, range, reader);
        }
    }

    private List<String> accounts(Range range) {
        List<String> names = new Journal(database).heads().stream().map(head -> head.shard()).toList();
        if (range.account().isEmpty()) {
            return names;
        }
        if (!names.contains(range.account())) {
            throw new NodeException("there is no journal of an account '" + range.account() + "'; there are "
                    + String.join(", ", names));
        }
        return List.of(range.account());
    }

    private void read(String account, Range range, Consumer<Intent> reader) {
        long start = start(account, range);
        Account known = new Account(account);
        Journal journal = new Journal(database);
        for (long sequence : instrumentBatches(account, start)) {
            journal.read(account, sequence, batch -> {
                known.follow(batch.content().events());
                return false;
            });
        }
        journal.read(account, start, batch -> known.accept(batch, range, reader));
    }

    /** Where the first of them stands. What is not projected yet comes after what is. */
    private long start(String account, Range range) {
        OptionalLong from = range.fromNanos() == Long.MIN_VALUE
                ? OptionalLong.of(1)
                : first(
                        "select min(d.sequence) from tradewind.decisions d join tradewind.shard s on s.id = d.shard"
                                + " where s.name = ? and d.time_nanos >= ?",
                        account,
                        range.fromNanos());
        if (range.newest() == Long.MAX_VALUE) {
            return from.orElse(1);
        }
        OptionalLong newest = first(
                "select sequence from (select d.sequence, d.number from tradewind.decisions d join tradewind.shard s"
                        + " on s.id = d.shard where s.name = ? order by d.sequence desc, d.number desc limit ?) last"
                        + " order by sequence limit 1",
                account,
                range.newest());
        return Math.max(from.orElse(1), newest.orElse(1));
    }

    private OptionalLong first(String query, String account, long value) {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, account);
            statement.setLong(2, value);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return OptionalLong.empty();
                }
                long found = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(found);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Instruments are added once in an account's life. */
    private List<Long> instrumentBatches(String account, long before) {
        String query =
                """
                select l.sequence from tradewind.account_log l join tradewind.shard s on s.id = l.shard
                where s.name = ? and l.kind = 'INSTRUMENT' and l.sequence < ? order by l.sequence""";
        List<Long> sequences = new ArrayList<>();
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, account);
            statement.setLong(2, before);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    sequences.add(row.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return sequences;
    }

    private static StoreException failure(SQLException e) {
        return new StoreException(
                StoreException.Code.DATABASE, "the recorded orders cannot be read: " + e.getMessage(), e);
    }

    /** What is known of an account's instruments and orders while its journal is read. */
    private final class Account {
        private final String name;
        private final Map<InstrumentId, String> kinds = new HashMap<>();
        private final Map<Long, Intent.Words> orders = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Intent.Words> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };

        Account(String name) {
            this.name = name;
        }

        void follow(List<LedgerEvent> events) {
            for (LedgerEvent event : events) {
                if (event instanceof InstrumentAdded added) {
                    kinds.put(added.instrument().id(), added.instrument().kind().name());
                }
            }
        }

        boolean accept(StoredBatch batch, Range range, Consumer<Intent> reader) {
            List<LedgerEvent> events = batch.content().events();
            for (int i = 0; i < events.size(); i++) {
                LedgerEvent event = events.get(i);
                if (event instanceof OrderInitialised initialised) {
                    orders.put(initialised.orderId().value(), words(initialised));
                } else if (event instanceof OrderJudged judged && judged.timeNanos() >= range.fromNanos()) {
                    if (judged.timeNanos() >= range.toNanos()) {
                        return false;
                    }
                    intent(judged, isAmendment(events, i)).ifPresent(reader);
                } else if (event instanceof InstrumentAdded added) {
                    kinds.put(added.instrument().id(), added.instrument().kind().name());
                }
            }
            return true;
        }

        /** What follows the verdict on a change of a working order is the request to the venue, or its refusal. */
        private static boolean isAmendment(List<LedgerEvent> events, int judged) {
            @Nullable LedgerEvent next = judged + 1 < events.size() ? events.get(judged + 1) : null;
            return next instanceof AmendRequested || next instanceof AmendRefused;
        }

        private Optional<Intent> intent(OrderJudged judged, boolean amendment) {
            long id = judged.orderId().value();
            Intent.Words words = orders.get(id);
            if (words == null) {
                words = stored(id).orElse(null);
                if (words == null) {
                    return Optional.empty();
                }
                orders.put(id, words);
            }
            Intent.Words said = amendment
                    ? new Intent.Words(
                            words.strategy(),
                            words.symbol(),
                            words.venue(),
                            words.kind(),
                            words.side(),
                            words.type(),
                            words.timeInForce(),
                            true)
                    : words;
            return Optional.of(new Intent(
                    new Intent.Reference(name, id, judged.timeNanos()), said, judged.facts(), judged.verdict()));
        }

        private Intent.Words words(OrderInitialised initialised) {
            OrderRequest request = initialised.request();
            return new Intent.Words(
                    initialised.strategy(),
                    request.instrument().symbol(),
                    request.instrument().venue(),
                    kinds.getOrDefault(request.instrument(), ""),
                    request.side().name(),
                    request.type().name(),
                    request.conditions().timeInForce().name(),
                    false);
        }

        /** An order that was placed before the part that is read. */
        private Optional<Intent.Words> stored(long id) {
            String query =
                    """
                    select o.strategy, o.symbol, o.venue, o.side, o.type, o.time_in_force from tradewind.orders o
                    join tradewind.shard s on s.id = o.shard where s.name = ? and o.order_id = ?""";
            try (Connection connection = database.pool().getConnection();
                    PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setString(1, name);
                statement.setLong(2, id);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    InstrumentId instrument = new InstrumentId(row.getString(2), row.getString(3));
                    return Optional.of(new Intent.Words(
                            row.getString(1),
                            instrument.symbol(),
                            instrument.venue(),
                            kinds.getOrDefault(instrument, ""),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            false));
                }
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }
}

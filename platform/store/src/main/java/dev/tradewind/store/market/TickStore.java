package dev.tradewind.store.market;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes ticks: one COPY and one commit a batch, under the day of their event time. Not for several threads; nothing on
 * the way of an order waits for it.
 */
public final class TickStore {
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final String NO_PARTITION = "23514";

    private final Database database;
    private final Map<InstrumentId, Integer> instruments = new HashMap<>();
    private final Set<Long> openDays = new HashSet<>();
    private final TreeSet<Long> minutes = new TreeSet<>();
    private final BinaryRows rows = new BinaryRows();
    private final BinaryRows updates = new BinaryRows();
    private final ByteWriter scratch = new ByteWriter();

    public TickStore(Database database) {
        this.database = database;
    }

    /** The feed of this name, which is made if it is new. */
    public Feed feed(String name) {
        String query =
                """
                insert into tradewind.tick_feed (name) values (?)
                on conflict (name) do update set name = excluded.name returning id""";
        try (Connection connection = database.pool().getConnection()) {
            return new Feed(id(connection, query, name), name);
        } catch (SQLException e) {
            throw failure("the feed " + name + " cannot be registered", e);
        }
    }

    /** The last sequence of a feed that is stored; 0 where there is none. */
    public long lastSequence(Feed feed) {
        try (Connection connection = database.pool().getConnection()) {
            return lastSequence(connection, feed, false);
        } catch (SQLException e) {
            throw failure("the position of the feed " + feed.name() + " cannot be read", e);
        }
    }

    /**
     * Stores ticks. Those at or before {@link #lastSequence} are there already and left out, so that a batch whose
     * outcome is unknown can be stored again.
     *
     * @param ticks with rising sequences
     * @return how many were stored
     */
    public int store(Feed feed, List<FeedTick> ticks) {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            try {
                int stored = storeOnce(connection, feed, ticks);
                connection.commit();
                return stored;
            } catch (SQLException e) {
                connection.rollback();
                if (!NO_PARTITION.equals(e.getSQLState())) {
                    throw e;
                }
                // Retention dropped a day that a late tick belongs to.
                forgetUncommitted();
                int stored = storeOnce(connection, feed, ticks);
                connection.commit();
                return stored;
            }
        } catch (SQLException e) {
            forgetUncommitted();
            throw failure("ticks of " + feed.name() + " cannot be stored", e);
        } catch (ArithmeticException e) {
            forgetUncommitted();
            throw new StoreException(
                    StoreException.Code.CORRUPT,
                    "a tick of " + feed.name() + " has more digits than can be stored: " + e.getMessage(),
                    e);
        }
    }

    /** What was made in a transaction that was rolled back is not there. */
    private void forgetUncommitted() {
        openDays.clear();
        instruments.clear();
    }

    private int storeOnce(Connection connection, Feed feed, List<FeedTick> ticks) throws SQLException {
        long last = lastSequence(connection, feed, true);
        Set<Long> touched = new HashSet<>();
        rows.begin();
        updates.begin();
        int count = 0;
        int updateCount = 0;
        long highest = last;
        for (FeedTick tick : ticks) {
            if (tick.sequence() <= last) {
                continue;
            }
            openDay(connection, Math.floorDiv(tick.eventNanos(), DAY_NANOS));
            int instrument = instrument(connection, tick.instrument());
            if (tick instanceof FeedTick.Update update) {
                TickRows.writeUpdate(feed.id(), instrument, update, updates, scratch);
                updateCount++;
            } else {
                TickRows.write(feed.id(), instrument, tick, rows);
            }
            if (tick instanceof FeedTick.Trade) {
                touched.add(Math.floorDiv(tick.eventNanos(), MINUTE_NANOS));
            }
            highest = Math.max(highest, tick.sequence());
            count++;
        }
        if (count == 0) {
            return 0;
        }
        if (count > updateCount) {
            copy(connection, TickRows.COPY, rows);
        }
        if (updateCount > 0) {
            copy(connection, TickRows.COPY_UPDATES, updates);
        }
        raise(connection, feed, highest);
        minutes.addAll(touched);
        return count;
    }

    private static void copy(Connection connection, String command, BinaryRows rows) throws SQLException {
        rows.end();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(command);
        try {
            copy.writeToCopy(rows.array(), 0, rows.size());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static long lastSequence(Connection connection, Feed feed, boolean lock) throws SQLException {
        String query = "select last_sequence from tradewind.tick_feed where id = ?" + (lock ? " for update" : "");
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setInt(1, feed.id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    private static void raise(Connection connection, Feed feed, long sequence) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update tradewind.tick_feed set last_sequence = ? where id = ?")) {
            statement.setLong(1, sequence);
            statement.setInt(2, feed.id());
            statement.executeUpdate();
        }
    }

    private void openDay(Connection connection, long day) throws SQLException {
        if (openDays.contains(day)) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("select tradewind.open_tick_day(?)")) {
            statement.setObject(1, LocalDate.ofEpochDay(day));
            statement.executeQuery().close();
        }
        openDays.add(day);
    }

    private int instrument(Connection connection, InstrumentId instrument) throws SQLException {
        Integer known = instruments.get(instrument);
        if (known != null) {
            return known;
        }
        String query =
                """
                with made as (
                    insert into tradewind.instrument (symbol, venue) values (?, ?) on conflict do nothing returning id)
                select id from made union all
                select id from tradewind.instrument where symbol = ? and venue = ?""";
        String symbol = instrument.symbol();
        String venue = instrument.venue();
        int id = id(connection, query, symbol, venue, symbol, venue);
        instruments.put(instrument, id);
        return id;
    }

    private static int id(Connection connection, String query, String... names) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < names.length; i++) {
                statement.setString(i + 1, names[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Makes the bars of all minutes that were written to since the last call. @return how many bars */
    public int rollUp() {
        int bars = 0;
        while (!minutes.isEmpty()) {
            long from = minutes.first();
            long to = from + 1;
            while (minutes.contains(to)) {
                to++;
            }
            bars += rollUp(from * MINUTE_NANOS, to * MINUTE_NANOS);
            minutes.subSet(from, to).clear();
        }
        return bars;
    }

    /**
     * Makes the bars of a period from its trades, also those that are there already. Both ends are rounded to whole
     * minutes, outwards.
     */
    public int rollUp(long fromNanos, long toNanos) {
        // A power of ten is exact, and so is the product with it.
        String query =
                """
                insert into tradewind.bar_minute (instrument, open_nanos, open, high, low, close, volume, trades)
                select instrument, minute * 60000000000, (array_agg(p order by event_nanos, sequence))[1], max(p),
                       min(p), (array_agg(p order by event_nanos desc, sequence desc))[1], sum(q), count(*)
                from (select instrument, event_nanos, sequence, event_nanos / 60000000000 as minute,
                             round(price * 10::numeric ^ (-price_scale), price_scale) as p,
                             round(quantity * 10::numeric ^ (-quantity_scale), quantity_scale) as q
                      from tradewind.tick where kind = 1 and event_nanos >= ? and event_nanos < ?) t
                group by instrument, minute
                on conflict (instrument, open_nanos) do update set open = excluded.open, high = excluded.high,
                    low = excluded.low, close = excluded.close, volume = excluded.volume, trades = excluded.trades""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, Math.floorDiv(fromNanos, MINUTE_NANOS) * MINUTE_NANOS);
            statement.setLong(2, -Math.floorDiv(-toNanos, MINUTE_NANOS) * MINUTE_NANOS);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failure("bars cannot be made", e);
        }
    }

    /** Gives every day before this one the index that look-ups by instrument want. @return how many got it */
    public int closeDaysBefore(LocalDate today) {
        String query = "select tradewind.close_tick_day(day) from tradewind.tick_day where day < ? and not closed";
        int closed = 0;
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, today);
            try (ResultSet rowsClosed = statement.executeQuery()) {
                while (rowsClosed.next()) {
                    closed += rowsClosed.getBoolean(1) ? 1 : 0;
                }
            }
            return closed;
        } catch (SQLException e) {
            throw failure("days of ticks cannot be closed", e);
        }
    }

    /** Drops the ticks of every day before this one; bars and the journal stay. @return how many days went */
    public int dropDaysBefore(LocalDate oldestKept) {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement("select tradewind.drop_tick_days(?)")) {
            statement.setObject(1, oldestKept);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                openDays.removeIf(day -> day < oldestKept.toEpochDay());
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw failure("old ticks cannot be dropped", e);
        }
    }

    static StoreException failure(String what, SQLException e) {
        return new StoreException(StoreException.Code.DATABASE, what + ": " + e.getMessage(), e);
    }
}

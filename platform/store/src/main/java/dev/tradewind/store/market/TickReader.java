package dev.tradewind.store.market;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.CorruptBytesException;
import dev.tradewind.engine.replay.MarketEventCodec;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads ticks and bars. */
public final class TickReader {
    private static final int FETCH_ROWS = 10_000;
    private static final int FIELDS = 15;
    private static final long STRETCH = 100_000;
    private static final String COLUMNS =
            """
            select t.sequence, t.received_nanos, t.event_nanos, i.symbol, i.venue, t.kind, t.price_scale,
                   t.quantity_scale, t.price, t.quantity, t.ask_price, t.ask_quantity, t.aggressor, t.trade_id
            from tradewind.tick t join tradewind.instrument i on i.id = t.instrument
            """;

    private static final String FEED =
            """
            select t.sequence, t.received_nanos, t.event_nanos, i.symbol, i.venue, t.kind, t.price_scale,
                   t.quantity_scale, t.price, t.quantity, t.ask_price, t.ask_quantity, t.aggressor, t.trade_id,
                   null::bytea as fields
            from tradewind.tick t join tradewind.instrument i on i.id = t.instrument
            where t.feed = ? and t.sequence between ? and ?
            union all
            select u.sequence, u.received_nanos, u.event_nanos, i.symbol, i.venue, u.kind, null, null, null, null,
                   null, null, null, null, u.fields
            from tradewind.market_update u join tradewind.instrument i on i.id = u.instrument
            where u.feed = ? and u.sequence between ? and ?
            order by 1""";

    private final Database database;

    public TickReader(Database database) {
        this.database = database;
    }

    /** Hands over the ticks of an instrument in a period, its end not counted, by event time. */
    public void read(InstrumentId instrument, long fromNanos, long toNanos, Consumer<FeedTick> consumer) {
        String query = COLUMNS
                + """
                where i.symbol = ? and i.venue = ? and t.event_nanos >= ? and t.event_nanos < ?
                order by t.event_nanos, t.feed, t.sequence""";
        each(query, consumer, instrument.symbol(), instrument.venue(), fromNanos, toNanos);
    }

    /** Hands over all that a feed said as it came, from one sequence to another, both counted. */
    public void replay(Feed feed, long fromSequence, long toSequence, Consumer<FeedTick> consumer) {
        // A stretch at a time, so that sorting it takes no disk.
        for (long from = fromSequence; from <= toSequence; from += STRETCH) {
            long to = Math.min(toSequence, from + STRETCH - 1);
            each(FEED, consumer, feed.id(), from, to, feed.id(), from, to);
        }
    }

    /** The feed of this name; empty if nothing of it was ever stored. */
    public Optional<Feed> feed(String name) {
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select id from tradewind.tick_feed where name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Feed(row.getInt(1), name)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw TickStore.failure("the feed " + name + " cannot be found", e);
        }
    }

    /** The last trade of an instrument by event time. */
    public Optional<FeedTick> lastTrade(InstrumentId instrument) {
        String query = COLUMNS
                + """
                where i.symbol = ? and i.venue = ? and t.kind = 1
                order by t.event_nanos desc, t.sequence desc limit 1""";
        List<FeedTick> found = new ArrayList<>(1);
        each(query, found::add, instrument.symbol(), instrument.venue());
        return found.stream().findFirst();
    }

    /** The last trade of a period, its end not counted, by event time. */
    public Optional<FeedTick> lastTrade(InstrumentId instrument, long fromNanos, long toNanos) {
        String query = COLUMNS
                + """
                where i.symbol = ? and i.venue = ? and t.kind = 1 and t.event_nanos >= ? and t.event_nanos < ?
                order by t.event_nanos desc, t.sequence desc limit 1""";
        List<FeedTick> found = new ArrayList<>(1);
        each(query, found::add, instrument.symbol(), instrument.venue(), fromNanos, toNanos);
        return found.stream().findFirst();
    }

    private void each(String query, Consumer<FeedTick> consumer, Object... values) {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(query)) {
                statement.setFetchSize(FETCH_ROWS);
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                try (ResultSet rows = statement.executeQuery()) {
                    boolean updates = rows.getMetaData().getColumnCount() >= FIELDS;
                    while (rows.next()) {
                        byte[] fields = updates ? rows.getBytes(FIELDS) : null;
                        consumer.accept(fields == null ? tick(rows) : update(rows, fields));
                    }
                }
            }
        } catch (SQLException e) {
            throw TickStore.failure("ticks cannot be read", e);
        }
    }

    private static FeedTick update(ResultSet row, byte[] fields) throws SQLException {
        InstrumentId instrument = new InstrumentId(row.getString(4), row.getString(5));
        try {
            return new FeedTick.Update(
                    row.getLong(1),
                    row.getLong(2),
                    MarketEventCodec.readVersioned(
                            row.getInt(6), instrument, row.getLong(3), new ByteReader(fields)));
        } catch (CorruptBytesException e) {
            throw new StoreException(
                    StoreException.Code.CORRUPT,
                    "event " + row.getLong(1) + " of the feed cannot be read: " + e.getMessage(),
                    e);
        }
    }

    private static FeedTick tick(ResultSet row) throws SQLException {
        InstrumentId instrument = new InstrumentId(row.getString(4), row.getString(5));
        Scales scales = new Scales(row.getInt(7), row.getInt(8));
        if (row.getInt(6) == TickRows.TRADE) {
            int aggressor = row.getInt(13);
            @Nullable Side side = aggressor == 0 ? null : aggressor == 1 ? Side.BUY : Side.SELL;
            @Nullable String id = row.getString(14);
            TradeTick trade = TradeTick.ofUnscaled(
                    instrument, row.getLong(3), scales, row.getLong(9), row.getLong(10), side, id == null ? "" : id);
            return new FeedTick.Trade(row.getLong(1), row.getLong(2), trade);
        }
        PriceLevel bid = level(row.getLong(9), row.getLong(10), scales);
        PriceLevel ask = level(row.getLong(11), row.getLong(12), scales);
        return new FeedTick.BestQuote(
                row.getLong(1), row.getLong(2), new Quote(instrument, row.getLong(3), bid, ask));
    }

    private static PriceLevel level(long price, long quantity, Scales scales) {
        return new PriceLevel(
                Price.ofUnscaled(price, scales.price()), Quantity.ofUnscaled(quantity, scales.quantity()));
    }

    /** Bars of an instrument in a period, its end not counted. */
    public List<MinuteBar> bars(InstrumentId instrument, long fromNanos, long toNanos) {
        String query =
                """
                select b.open_nanos, b.open, b.high, b.low, b.close, b.volume, b.trades
                from tradewind.bar_minute b join tradewind.instrument i on i.id = b.instrument
                where i.symbol = ? and i.venue = ? and b.open_nanos >= ? and b.open_nanos < ?
                order by b.open_nanos""";
        try (Connection connection = database.pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, instrument.symbol());
            statement.setString(2, instrument.venue());
            statement.setLong(3, fromNanos);
            statement.setLong(4, toNanos);
            List<MinuteBar> bars = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    bars.add(new MinuteBar(
                            row.getLong(1),
                            Decimal.of(row.getBigDecimal(2)),
                            Decimal.of(row.getBigDecimal(3)),
                            Decimal.of(row.getBigDecimal(4)),
                            Decimal.of(row.getBigDecimal(5)),
                            Decimal.of(row.getBigDecimal(6)),
                            row.getLong(7)));
                }
            }
            return bars;
        } catch (SQLException e) {
            throw TickStore.failure("bars cannot be read", e);
        }
    }
}

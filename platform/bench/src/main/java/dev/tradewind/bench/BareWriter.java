package dev.tradewind.bench;

import dev.tradewind.store.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The least that a durable journal does: a queue, one thread, one {@code INSERT … SELECT FROM unnest(…)} a commit
 * for all that wait, into a table of two columns. What the journal is measured against.
 */
final class BareWriter implements Way {
    private static final int QUEUED = 16_384;
    private static final int MOST_A_COMMIT = 1_024;
    private static final int IDLE_MILLIS = 50;
    private static final String INSERT = "insert into tradewind.bare select * from unnest(?::bigint[], ?::bytea[])";

    private final Database database;
    private final byte[] payload;
    private final ArrayBlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(QUEUED);
    private final Thread thread;
    private volatile long written;
    private volatile boolean closed;

    /** @param bytes of each row's payload */
    BareWriter(Database database, int bytes) throws SQLException {
        this.database = database;
        this.payload = new byte[bytes];
        try (Connection owner = database.connectAsOwner("bench");
                Statement statement = owner.createStatement()) {
            statement.execute("drop table if exists tradewind.bare");
            statement.execute("create table tradewind.bare (id bigint primary key, payload bytea not null)");
        }
        this.thread = Thread.ofPlatform().name("bare-writer").daemon().start(this::drain);
    }

    @Override
    public void send(Runnable whenDone) throws InterruptedException {
        queue.put(whenDone);
    }

    private void drain() {
        try (Connection connection = database.connectAsOwner("bench");
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            List<Runnable> waiting = new ArrayList<>();
            while (!closed || !queue.isEmpty()) {
                waiting.clear();
                Runnable first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                waiting.add(first);
                queue.drainTo(waiting, MOST_A_COMMIT - 1);
                write(connection, statement, waiting.size());
                waiting.forEach(Runnable::run);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the bare writer failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Connection connection, PreparedStatement statement, int rows) throws SQLException {
        long id = written;
        long[] ids = new long[rows];
        byte[][] payloads = new byte[rows][];
        for (int i = 0; i < rows; i++) {
            ids[i] = ++id;
            payloads[i] = payload.clone();
        }
        statement.setObject(1, ids);
        statement.setArray(2, connection.createArrayOf("bytea", payloads));
        statement.executeUpdate();
        written = id;
    }

    @Override
    public long events() {
        return written;
    }

    @Override
    public long rows() {
        return written;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.tradewind.store.projection;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.database.Database;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the tables up to date in the background, and gets through when the database goes and comes back. */
public final class ProjectorThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectorThread.class);

    private static final int MOST_CHARACTERS = 200;

    private final Projector projector;
    private final long intervalMillis;
    private final Semaphore wanted = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;
    private volatile String trouble = "";

    /** @param interval how long it sleeps when nobody wakes it */
    public ProjectorThread(Database database, Duration interval) {
        this.projector = new Projector(database);
        this.intervalMillis = interval.toMillis();
        this.thread = Thread.ofPlatform().name("projector").daemon().start(this::run);
    }

    /** Says that there is something new, such as after a durable batch. Cheap, from any thread. */
    public void wake() {
        if (wanted.availablePermits() == 0) {
            wanted.release();
        }
    }

    /** Why the tables are not brought up to date; empty while they are. */
    public String trouble() {
        return trouble;
    }

    /** The last batch of an account that is in the tables; 0 where none was seen yet. */
    public long position(String shard) {
        return projector.followed(shard);
    }

    private void run() {
        while (!closed) {
            try {
                projector.catchUp();
                trouble = "";
            } catch (StoreException | DataAccessException e) {
                String message = brief(e);
                if (trouble.isEmpty()) {
                    LOG.warn("the projections stand still: {}", message);
                }
                trouble = message;
            }
            try {
                if (wanted.tryAcquire(intervalMillis, TimeUnit.MILLISECONDS)) {
                    wanted.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One short line: jOOQ puts the whole statement before what the database said. */
    static String brief(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        Throwable cause = e instanceof DataAccessException ? e : e.getCause();
        if (cause instanceof DataAccessException && cause.getCause() != null) {
            String said = String.valueOf(cause.getCause().getMessage());
            String whole = String.valueOf(cause.getMessage());
            message = e instanceof DataAccessException ? said : message.replace(whole, said);
        }
        String line = message.lines().findFirst().orElse("no reason was given");
        return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line;
    }

    /** Ends after the chunk that it is at. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

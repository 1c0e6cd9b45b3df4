package dev.tradewind.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tradewind.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The platform's database: a server of its own in the home folder, or one that somebody else runs. Opened, it has its
 * migrations, promises to keep what it commits, and is used as a role that cannot change the journal.
 */
public final class Database implements AutoCloseable {
    private static final int POOL_SIZE = 10;
    private static final long POOL_TIMEOUT_MILLIS = 5_000;
    private static final int ANSWER_TIMEOUT_SECONDS = 60;

    private final Connections application;
    private final Connections owner;
    private final Migrations migrations;
    private final @Nullable PostgresServer server;
    private final @Nullable HomeLock lock;
    private final HikariDataSource pool;
    private final DSLContext jooq;

    private Database(
            Connections owner, Connections application, @Nullable PostgresServer server, @Nullable HomeLock lock) {
        this.owner = owner;
        this.application = application;
        this.migrations = new Migrations(owner, application.login().user());
        this.server = server;
        this.lock = lock;
        this.pool = pool(application);
        this.jooq = DSL.using(pool, SQLDialect.POSTGRES);
        if (server != null) {
            server.onRestart(() -> pool.getHikariPoolMXBean().softEvictConnections());
        }
    }

    /**
     * Starts the embedded server and migrates. Its data lie in {@code home/postgres}; a second start on the same home
     * is refused.
     *
     * @throws StoreException if the home is in use or cannot be written, the server does not come up, or the database
     *     was written by a newer program
     */
    public static Database embedded(Path home) {
        return embedded(home, true);
    }

    /** The embedded server without migrations, for a restore. */
    public static Database embeddedForRestore(Path home) {
        return embedded(home, false);
    }

    /**
     * The embedded server that another process runs on this home, to read from: nothing is migrated, and closing it
     * leaves the server alone. Empty if none runs there.
     *
     * @throws StoreException if one runs and cannot be used, or its tables are of another version
     */
    public static Optional<Database> running(Path home) {
        Path folder = home.resolve("postgres").toAbsolutePath().normalize();
        try {
            OptionalInt port = new PostmasterFile(folder.resolve("data")).livePort();
            if (port.isEmpty()) {
                return Optional.empty();
            }
            Credentials credentials = Credentials.of(folder.resolve("credentials"));
            String url = "jdbc:postgresql://127.0.0.1:" + port.getAsInt() + "/" + Roles.DATABASE;
            Database database = new Database(
                    new Connections(() -> url, new Login(Roles.OWNER, credentials.owner())),
                    new Connections(() -> url, new Login(Roles.APPLICATION, credentials.application())),
                    null,
                    null);
            String current = database.migrations().current();
            if (!current.equals(database.migrations().latest())) {
                database.close();
                throw new StoreException(
                        StoreException.Code.SCHEMA,
                        "the database that runs in " + folder + " has tables of version " + current
                                + ", this program reads " + database.migrations().latest()
                                + ": use the program that started it, or stop it first");
            }
            return Optional.of(database);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Code.SERVER, "the database of " + home + " cannot be found: " + e.getMessage(), e);
        }
    }

    private static Database embedded(Path home, boolean migrate) {
        Path folder = home.resolve("postgres").toAbsolutePath().normalize();
        HomeLock lock = HomeLock.take(folder);
        @Nullable PostgresServer server = null;
        try {
            Credentials credentials = Credentials.of(folder.resolve("credentials"));
            PostgresServer started = new PostgresServer(PostgresBinaries.unpack(folder), folder);
            server = started;
            started.start(credentials);
            Connections superuser =
                    connections(started, "postgres", new Login(PostgresServer.superuser(), credentials.superuser()));
            try (Connection connection = superuser.open("start", ANSWER_TIMEOUT_SECONDS)) {
                Settings.check(connection);
                Roles.make(connection, credentials);
            }
            return open(
                    connections(started, Roles.DATABASE, new Login(Roles.OWNER, credentials.owner())),
                    connections(started, Roles.DATABASE, new Login(Roles.APPLICATION, credentials.application())),
                    started,
                    lock,
                    migrate);
        } catch (IOException | SQLException | RuntimeException e) {
            closeQuietly(server, e);
            lock.close();
            throw e instanceof StoreException known
                    ? known
                    : new StoreException(
                            StoreException.Code.SERVER, "the embedded database does not start: " + e.getMessage(), e);
        }
    }

    private static Connections connections(PostgresServer server, String database, Login login) {
        return new Connections(() -> "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database, login);
    }

    private static void closeQuietly(@Nullable PostgresServer server, Exception cause) {
        try {
            if (server != null) {
                server.close();
            }
        } catch (StoreException e) {
            cause.addSuppressed(e);
        }
    }

    /** Connects to a server that somebody else runs, and migrates. */
    public static Database external(ExternalServer external) {
        return external(external, true);
    }

    /** The same without migrations, for a restore. */
    public static Database externalForRestore(ExternalServer external) {
        return external(external, false);
    }

    private static Database external(ExternalServer external, boolean migrate) {
        try {
            return open(
                    new Connections(external::url, external.owner()),
                    new Connections(external::url, external.application()),
                    null,
                    null,
                    migrate);
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE,
                    "the database " + external.url() + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private static Database open(
            Connections owner,
            Connections application,
            @Nullable PostgresServer server,
            @Nullable HomeLock lock,
            boolean migrate)
            throws SQLException {
        Database database = new Database(owner, application, server, lock);
        try (Connection connection = owner.open("start", ANSWER_TIMEOUT_SECONDS)) {
            Settings.check(connection);
            if (migrate) {
                database.migrate();
            }
            return database;
        } catch (SQLException | RuntimeException e) {
            database.pool.close();
            throw e;
        }
    }

    /** Runs the migrations that are missing, and checks what the application's role may do. */
    public void migrate() {
        migrations.toLatest();
        try (Connection connection = connect("start")) {
            Settings.check(connection);
            Roles.checkApplication(connection);
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE,
                    "the database " + application.url() + " cannot be used as " + application.login() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    private static HikariDataSource pool(Connections application) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(new ConnectionsSource(application, "pool", ANSWER_TIMEOUT_SECONDS));
        config.setPoolName("store");
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(POOL_TIMEOUT_MILLIS);
        // The database may be away for a minute: the pool is made all the same.
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /** Pooled connections of the application's role. */
    public DataSource pool() {
        return pool;
    }

    /** jOOQ over {@link #pool}. */
    public DSLContext jooq() {
        return jooq;
    }

    /**
     * A connection of the application's role for one purpose, outside the pool.
     *
     * @param name shown in the server's list of sessions
     */
    public Connection connect(String name) throws SQLException {
        return application.open(name, ANSWER_TIMEOUT_SECONDS);
    }

    /** The same, with the longest time that the server may take to answer until the connection counts as dead. */
    public Connection connect(String name, int answerTimeoutSeconds) throws SQLException {
        return application.open(name, answerTimeoutSeconds);
    }

    /** A connection of the role that owns the tables: for restores, and for nothing that trades. */
    public Connection connectAsOwner(String name) throws SQLException {
        return owner.open(name, 0);
    }

    public Migrations migrations() {
        return migrations;
    }

    /** Where it is, without secrets. */
    public String url() {
        return application.url();
    }

    /** Process id of the embedded server. @throws IllegalStateException if there is none */
    public long serverPid() {
        if (server == null) {
            throw new IllegalStateException("the database is not an embedded one");
        }
        return server.pid();
    }

    /** Closes the pool; stops the embedded server, whose data stay. */
    @Override
    public void close() {
        pool.close();
        if (server != null) {
            server.close();
        }
        if (lock != null) {
            lock.close();
        }
    }

    /** Whether the home folder has an embedded database already. */
    public static boolean exists(Path home) {
        return Files.isDirectory(home.resolve("postgres").resolve("data"));
    }
}

package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;
import dev.tradewind.store.market.TickLayout;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/** Brings the schema {@code tradewind} to what this program wants; runs as the owner of the tables. */
public final class Migrations {
    /** The one schema that the platform uses. */
    public static final String SCHEMA = "tradewind";

    private static final String LOCATION = "classpath:dev/tradewind/db/migration";

    private final Connections owner;
    private final String application;

    Migrations(Connections owner, String application) {
        this.owner = owner;
        this.application = application;
    }

    /** Runs what is missing. @throws StoreException if the database is newer than this program, or a migration fails */
    public void toLatest() {
        migrate(null);
    }

    /** Runs what is missing up to a version, such as that of a backup. */
    public void to(String version) {
        migrate(MigrationVersion.fromVersion(version));
    }

    /**
     * The version of the last migration that ran; empty in a database without any.
     *
     * @throws StoreException if the database does not answer
     */
    public String current() {
        try {
            MigrationInfo info = flyway(TickLayout.PARTITIONS).load().info().current();
            return info == null ? "" : String.valueOf(info.getVersion());
        } catch (FlywayException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE,
                    "the database " + owner.url() + " cannot be read now; if its node is starting, try again in a"
                            + " moment: " + firstLine(e),
                    e);
        }
    }

    /** The version that this program knows how to make. */
    public String latest() {
        String latest = "";
        for (MigrationInfo info : flyway(TickLayout.PARTITIONS).load().info().all()) {
            if (info.getState().isResolved()) {
                latest = String.valueOf(info.getVersion());
            }
        }
        return latest;
    }

    private void migrate(@Nullable MigrationVersion target) {
        try {
            TickLayout layout = TickLayout.choose(extensions());
            FluentConfiguration configuration = flyway(layout);
            Flyway flyway = (target == null ? configuration : configuration.target(target)).load();
            refuseNewer(flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    StoreException.Code.SCHEMA,
                    "the database " + owner.url() + " cannot be migrated: " + firstLine(e),
                    e);
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Code.DATABASE,
                    "the database " + owner.url() + " cannot be used as " + owner.login() + ": " + e.getMessage(),
                    e);
        }
    }

    private FluentConfiguration flyway(TickLayout layout) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(new ConnectionsSource(owner, "migration", 0))
                .locations(LOCATION)
                .defaultSchema(SCHEMA)
                .schemas(SCHEMA)
                .placeholders(Map.of("app", application, "ticks", layout.placeholder()))
                .cleanDisabled(true);
    }

    private void refuseNewer(Flyway flyway) {
        String known = "";
        List<String> newer = new ArrayList<>();
        for (MigrationInfo info : flyway.info().all()) {
            if (info.getState().isResolved()) {
                known = String.valueOf(info.getVersion());
            } else if (info.getState().isApplied() && info.getVersion() != null) {
                newer.add(String.valueOf(info.getVersion()));
            }
        }
        if (!newer.isEmpty()) {
            throw new StoreException(
                    StoreException.Code.NEWER_SCHEMA,
                    "the database " + owner.url() + " is at version " + newer.getLast() + ", this program knows up to "
                            + known + ": start a program that is as new, or restore a backup of before");
        }
    }

    /** Extensions that are installed in the database, or that its owner could install. */
    private List<TickLayout.Extension> extensions() throws SQLException {
        List<TickLayout.Extension> found = new ArrayList<>();
        try (Connection connection = owner.open("migration", 0);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        """
                        select name, installed_version is not null,
                               (select rolsuper from pg_roles where rolname = current_user)
                        from pg_available_extensions where name = 'timescaledb'""")) {
            while (rows.next()) {
                found.add(new TickLayout.Extension(rows.getString(1), rows.getBoolean(2), rows.getBoolean(3)));
            }
        }
        return found;
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage()).strip();
        StringBuilder line = new StringBuilder();
        for (String part : message.split("\n")) {
            String text = part.strip();
            // Flyway underlines its headings and separates paragraphs.
            if (!text.isEmpty() && !text.matches("-+")) {
                line.append(line.isEmpty() ? "" : "; ").append(text);
            }
        }
        return line.toString();
    }
}

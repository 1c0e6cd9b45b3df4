package dev.tradewind.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Debian's PostgreSQL 15 as the server that somebody else runs. */
class OlderServerTest {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final Credentials CREDENTIALS = new Credentials("super-pass", "owner-pass", "app-pass");

    @Test
    void debiansServerIsUsedAndOneThatMayLoseCommitsIsRefused() throws Exception {
        if (!Files.isExecutable(PROGRAMS.resolve("postgres"))) {
            System.out.println("skipped: no PostgreSQL 15 in " + PROGRAMS + " (apt-get install postgresql-15)");
        }
        assumeThat(PROGRAMS.resolve("postgres")).isExecutable();
        Path folder = TestServer.temporaryHome();
        try (PostgresServer server = new PostgresServer(PROGRAMS, folder)) {
            server.start(CREDENTIALS);
            Connections superuser = new Connections(
                    () -> "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres",
                    new Login(PostgresServer.superuser(), CREDENTIALS.superuser()));
            try (Connection connection = superuser.open("test", 0)) {
                Roles.make(connection, CREDENTIALS);
            }
            ExternalServer external = new ExternalServer(
                    "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + Roles.DATABASE,
                    new Login(Roles.OWNER, CREDENTIALS.owner()),
                    new Login(Roles.APPLICATION, CREDENTIALS.application()));
            try (Database database = Database.external(external)) {
                DatabaseTest.insertShard(database, "a");
                assertThat(DatabaseTest.count(database, "select count(*) from tradewind.shard"))
                        .isEqualTo(1);
                assertThat(DatabaseTest.count(database, "select current_setting('server_version_num')::int / 10000"))
                        .isEqualTo(15);
            }

            try (Connection connection = superuser.open("test", 0);
                    Statement statement = connection.createStatement()) {
                statement.execute("alter system set fsync = off");
                statement.execute("select pg_reload_conf()");
                statement.execute("select pg_sleep(0.2)");
            }
            assertThatThrownBy(() -> Database.external(external)).hasMessageContaining("fsync = off");
        } finally {
            TestServer.deleteTree(folder);
        }
    }
}

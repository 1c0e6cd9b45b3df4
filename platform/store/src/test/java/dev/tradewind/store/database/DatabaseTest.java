package dev.tradewind.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
    @Test
    void keepsItsDataInAPrivateFolderAndAsksForPasswords() throws Exception {
        Path home = TestServer.temporaryHome();
        try {
            try (Database database = Database.embedded(home)) {
                insertShard(database, "kept");

                Path folder = home.resolve("postgres");
                assertThat(permissions(folder)).isEqualTo("rwx------");
                assertThat(permissions(folder.resolve("credentials"))).isEqualTo("rw-------");
                assertThat(permissions(folder.resolve("data"))).isEqualTo("rwx------");
                assertThat(Files.readString(folder.resolve("data").resolve("pg_hba.conf")))
                        .doesNotContain("trust");
                assertThatThrownBy(() -> DriverManager.getConnection(database.url(), Roles.APPLICATION, "guess"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("password");
                assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
                assertThat(setting(database, "fsync")).isEqualTo("on");
                assertThat(setting(database, "full_page_writes")).isEqualTo("on");
                assertThat(setting(database, "synchronous_commit")).isEqualTo("on");

                assertThatThrownBy(() -> Database.embedded(home))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
                        .hasMessageContaining("--home");
            }
            try (Database again = Database.embedded(home)) {
                assertThat(count(again, "select count(*) from tradewind.shard where name = 'kept'"))
                        .isEqualTo(1);
            }
        } finally {
            TestServer.deleteTree(home);
        }
    }

    @Test
    void stopsAServerThatAKilledProcessLeftRunning() throws Exception {
        Path home = TestServer.homeWithServer();
        try {
            long orphan = startAndHalt(home);
            assertThat(ProcessHandle.of(orphan)).isPresent();

            try (Database database = Database.embedded(home)) {
                assertThat(database.serverPid()).isNotEqualTo(orphan);
                assertThat(count(database, "select count(*) from tradewind.shard where name = 'before-halt'"))
                        .isEqualTo(1);
            }
        } finally {
            TestServer.deleteTree(home);
        }
    }

    /** Opens a database, writes into it, and stops without any goodbye. */
    static final class Halting {
        private Halting() {}

        public static void main(String[] args) throws SQLException {
            Database database = Database.embedded(Path.of(args[0]));
            insertShard(database, "before-halt");
            System.out.println(database.serverPid());
            System.out.flush();
            Runtime.getRuntime().halt(137);
        }
    }

    private static long startAndHalt(Path home) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Halting.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line;
        try (var reader = process.inputReader()) {
            line = reader.readLine();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(line).as("process id of the server").isNotNull();
        return Long.parseLong(line.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update tradewind.journal_batch set payload = ''",
                "delete from tradewind.journal_batch",
                "truncate tradewind.journal_batch",
                "update tradewind.shard set incarnation = 0",
                "drop table tradewind.journal_batch",
                "create table tradewind.mine ()"
            })
    void theApplicationCannotChangeTheJournalOrTheTables(String statement) throws Exception {
        try (Database database = TestServer.database();
                Connection connection = database.connect("test");
                Statement sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement)).isInstanceOf(SQLException.class).satisfies(e ->
                    assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update tradewind.journal_batch set payload = ''",
                "delete from tradewind.journal_batch",
                "truncate tradewind.journal_batch"
            })
    void notEvenTheOwnerChangesTheJournalByMistake(String statement) throws Exception {
        try (Database database = TestServer.database();
                Connection connection = database.connectAsOwner("test");
                Statement sql = connection.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement)).hasMessageContaining("append-only");
        }
    }

    @Test
    void refusesADatabaseThatIsNewerThanTheProgramInOneLine() throws Exception {
        ExternalServer server = TestServer.emptyDatabase();
        try (Database database = Database.external(server);
                Connection connection = database.connectAsOwner("test");
                Statement sql = connection.createStatement()) {
            sql.execute(
                    """
                    insert into tradewind.flyway_schema_history
                    select 1000, '99', 'from the future', type, 'V99__future.sql', checksum, installed_by,
                           installed_on, execution_time, success
                    from tradewind.flyway_schema_history where version = '1'""");
        }

        assertThatThrownBy(() -> Database.external(server))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("at version 99, this program knows up to")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"))
                .satisfies(e -> assertThat(((StoreException) e).code()).isEqualTo(StoreException.Code.NEWER_SCHEMA));
    }

    @Test
    void refusesAnOwnerThatIsTheApplicationToo() {
        ExternalServer server = TestServer.emptyDatabase();

        assertThatThrownBy(() -> new ExternalServer(server.url(), server.owner(), server.owner()))
                .hasMessageContaining("same role");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
    void refusesAServerThatCouldLoseWhatItCommitted(String setting) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "fsync", "on", "full_page_writes", "on", "synchronous_commit", "on", "server_version_num", "150000"));
        Settings.check(settings);
        settings.put(setting, "off");

        assertThatThrownBy(() -> Settings.check(settings)).hasMessageContaining(setting + " = off");
    }

    @Test
    void refusesAnOldServer() {
        assertThatThrownBy(() -> Settings.check(Map.of("server_version_num", "140011")))
                .hasMessageContaining("PostgreSQL 14");
    }

    @Test
    void saysWhichHomeCannotBeUsed() throws Exception {
        Path file = Files.createTempFile("tradewind", "home");

        assertThatThrownBy(() -> Database.embedded(file.resolve("home")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--home");
        Files.delete(file);
    }

    @Test
    void saysForWhichMachinesThereIsNoEmbeddedServer() {
        assertThat(PostgresBinaries.name("Linux", "amd64")).isEqualTo("/postgres-linux-x86_64");
        for (List<String> machine : List.of(List.of("Windows 11", "amd64"), List.of("Linux", "s390x"))) {
            assertThatThrownBy(() -> PostgresBinaries.name(machine.get(0), machine.get(1)))
                    .hasMessageContaining("--db-url");
        }
    }

    static void insertShard(Database database, String name) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into tradewind.shard (name) values ('" + name + "')");
        }
    }

    static long count(Database database, String query) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String setting(Database database, String name) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

package dev.tradewind.store.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One embedded server for all tests of a run that do not kill it; each asks for a database of its own. */
public final class TestServer {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    private static final class Started {
        static final Path HOME = temporaryHome();
        static final Database DATABASE = start();

        private static Database start() {
            Database database = Database.embedded(HOME);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                database.close();
                deleteTree(HOME);
            }));
            return database;
        }
    }

    /** A folder that is deleted by whoever asked for it. */
    public static Path temporaryHome() {
        try {
            return Files.createTempDirectory("tradewind-store-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with the server's programs in it, so that they need not be unpacked for each test. */
    public static Path homeWithServer() {
        try {
            assertStarted();
            Path home = temporaryHome();
            Path folder = Files.createDirectory(home.resolve("postgres"));
            try (DirectoryStream<Path> programs =
                    Files.newDirectoryStream(Started.HOME.resolve("postgres"), "server-????????????????")) {
                for (Path program : programs) {
                    Files.createSymbolicLink(folder.resolve(program.getFileName()), program);
                }
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertStarted() {
        if (Started.DATABASE.url().isEmpty()) {
            throw new IllegalStateException("no server");
        }
    }

    public static void deleteTree(Path root) {
        try {
            List<Path> files;
            try (Stream<Path> found = Files.walk(root)) {
                files = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh database with migrations. */
    public static Database database() {
        return Database.external(emptyDatabase());
    }

    /** A fresh database without anything in it. */
    public static ExternalServer emptyDatabase() {
        Database started = Started.DATABASE;
        String name = "test" + DATABASES.incrementAndGet();
        Credentials credentials = credentials(Started.HOME);
        String url = started.url().substring(0, started.url().lastIndexOf('/') + 1);
        try (Connection connection = new Connections(
                                () -> url + "postgres", new Login(PostgresServer.superuser(), credentials.superuser()))
                        .open("test", 0);
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " owner " + Roles.OWNER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new ExternalServer(
                url + name,
                new Login(Roles.OWNER, credentials.owner()),
                new Login(Roles.APPLICATION, credentials.application()));
    }

    static Credentials credentials(Path home) {
        try {
            return Credentials.of(home.resolve("postgres").resolve("credentials"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

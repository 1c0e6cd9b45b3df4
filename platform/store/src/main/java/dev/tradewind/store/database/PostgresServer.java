package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of our own in a private folder: on loopback with passwords, with every safeguard against loss on.
 * It is started again when it dies. What an earlier process left running on the same folder is stopped first.
 */
final class PostgresServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
    /** What waiting does not mend, in the words of the system. */
    private static final List<String> LASTING =
            List.of("No space left on device", "Disk quota exceeded", "Permission denied", "Read-only file system");

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration RESTART_PAUSE = Duration.ofMillis(500);
    private static final long MAX_LOG_BYTES = 16 << 20;
    private static final String SUPERUSER = "postgres";

    private final Path data;
    private final Path log;
    private final Path passwordFile;
    private final ServerCommand command;
    private final PostmasterFile postmaster;
    private final Object lock = new Object();
    private @Nullable Process process;
    private @Nullable Thread watcher;
    private volatile Runnable whenRestarted = () -> {};
    private volatile boolean closing;
    private volatile int port;

    /**
     * @param programs folder of the server's programs
     * @param folder private folder for data and log
     */
    PostgresServer(Path programs, Path folder) {
        this.data = folder.resolve("data").toAbsolutePath();
        this.log = folder.resolve("server.log");
        this.passwordFile = folder.resolve("password.init");
        this.command = new ServerCommand(programs, log);
        this.postmaster = new PostmasterFile(data);
    }

    static String superuser() {
        return SUPERUSER;
    }

    /** Called on the watching thread each time that the server was started again. */
    void onRestart(Runnable listener) {
        whenRestarted = listener;
    }

    int port() {
        return port;
    }

    /** Process id of the server that runs. */
    long pid() {
        synchronized (lock) {
            if (process == null) {
                throw new IllegalStateException("the server was not started");
            }
            return process.pid();
        }
    }

    /** Starts the server, with fresh data if there are none. @throws StoreException if it does not come up */
    void start(Credentials credentials) {
        try {
            rotateLog();
            if (!Files.isDirectory(data)) {
                initialise(credentials);
            }
            stopOrphan();
            launchUntilReady();
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Code.SERVER, "the database server does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(StoreException.Code.SERVER, "interrupted while the database server started", e);
        }
        watcher = Thread.ofPlatform().daemon().name("postgres-watch").start(this::watch);
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The folder appears under its name once it is whole: a crash in the middle leaves nothing to start from. */
    private void initialise(Credentials credentials) throws IOException, InterruptedException {
        Path unfinished = data.resolveSibling("data.new");
        deleteTree(unfinished);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, credentials.superuser());
            command.run(
                    "initdb",
                    List.of(
                            "-D", unfinished.toString(),
                            "-U", SUPERUSER,
                            "-E", "UTF8",
                            "--locale=C",
                            "--data-checksums",
                            "--auth=scram-sha-256",
                            "--pwfile=" + passwordFile));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.writeString(
                unfinished.resolve("pg_hba.conf"),
                "# Passwords over loopback, and nothing else.\nhost all all 127.0.0.1/32 scram-sha-256\n");
        Path configuration = unfinished.resolve("postgresql.conf");
        Files.writeString(configuration, Files.readString(configuration) + "\ninclude 'tradewind.conf'\n");
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void stopOrphan() throws IOException, InterruptedException {
        Optional<ProcessHandle> orphan = postmaster.liveServer();
        if (orphan.isPresent()) {
            LOG.warn("an earlier process left a database server running: stopping it, pid={}", orphan.get().pid());
            stop("fast");
        }
        postmaster.removeStale();
    }

    private void stop(String mode) throws IOException, InterruptedException {
        command.run("pg_ctl", List.of("-D", data.toString(), "-m", mode, "-w", "-t", "60", "stop"));
    }

    private void launchUntilReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            chooseFreePort();
            writeConfiguration();
            Process started = command.start("postgres", List.of("-D", data.toString()));
            awaitReady(started, deadline);
            if (started.isAlive() && postmaster.isReady(started.pid())) {
                synchronized (lock) {
                    process = started;
                }
                return;
            }
            started.destroy();
            if (System.nanoTime() >= deadline) {
                throw new StoreException(
                        StoreException.Code.SERVER,
                        "the database server was not ready within " + START_TIMEOUT.toSeconds() + " s: "
                                + command.lastComplaint());
            }
            String complaint = command.lastComplaint();
            if (!isTransient(complaint)) {
                throw new StoreException(
                        StoreException.Code.SERVER, "the database server does not start: " + complaint);
            }
            Thread.sleep(50);
        }
    }

    private void awaitReady(Process started, long deadline) throws IOException, InterruptedException {
        try {
            while (started.isAlive() && !postmaster.isReady(started.pid()) && System.nanoTime() < deadline) {
                Thread.sleep(10);
            }
        } catch (InterruptedException e) {
            started.destroy();
            throw e;
        }
    }

    /** The children of a server that was killed need a moment to see it; somebody else may have taken the port. */
    static boolean isTransient(String complaint) {
        if (LASTING.stream().anyMatch(complaint::contains)) {
            return false;
        }
        return complaint.contains("shared memory")
                || complaint.contains("could not create any TCP/IP sockets")
                || complaint.contains("lock file");
    }

    private void chooseFreePort() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        if (port != 0) {
            // Connections are made to this one: keep it across restarts where it is still free.
            try (ServerSocket same = new ServerSocket()) {
                same.setReuseAddress(true);
                same.bind(new InetSocketAddress(loopback, port));
                return;
            } catch (IOException taken) {
                LOG.warn("port {} was taken while the database server was down: choosing another", port);
            }
        }
        try (ServerSocket free = new ServerSocket(0, 1, loopback)) {
            port = free.getLocalPort();
        }
    }

    private void writeConfiguration() throws IOException {
        String text =
                """
                # Written at each start.
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                password_encryption = scram-sha-256
                max_connections = 60
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                shared_buffers = 128MB
                max_wal_size = 2GB
                checkpoint_timeout = 15min
                tcp_keepalives_idle = 10
                tcp_keepalives_interval = 5
                tcp_keepalives_count = 3
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] '
                logging_collector = off
                """
                        .formatted(port);
        Files.writeString(data.resolve("tradewind.conf"), text, StandardCharsets.US_ASCII);
    }

    private void watch() {
        while (!closing) {
            try {
                Process watched;
                synchronized (lock) {
                    watched = process;
                }
                int code = watched == null ? 0 : watched.waitFor();
                if (closing) {
                    return;
                }
                LOG.warn("the database server ended, exit code {}: starting it again", code);
                postmaster.removeStale();
                launchUntilReady();
                LOG.info("the database server runs again on port {}", port);
                whenRestarted.run();
            } catch (IOException | StoreException e) {
                LOG.error("the database server does not start again: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RESTART_PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the server: sessions are cut, what is committed is written, the data stay. */
    @Override
    public void close() {
        closing = true;
        try {
            stopIfLive();
            if (watcher != null) {
                // It may be starting the server again at this very moment.
                watcher.interrupt();
                watcher.join();
                stopIfLive();
            }
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Code.SERVER, "the database server does not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopIfLive() throws IOException, InterruptedException {
        if (postmaster.liveServer().isPresent()) {
            stop("fast");
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(root)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}

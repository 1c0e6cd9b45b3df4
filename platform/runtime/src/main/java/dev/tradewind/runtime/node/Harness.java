package dev.tradewind.runtime.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What a test harness asks of a node that it started as a child: to stand still at a chosen instant until it is killed
 * there, and to be broken on purpose, to see that the harness notices. Off, and costing nothing, unless the system
 * property {@code tradewind.harness} names a folder. A file {@code stop-at-POINT} in it makes the thread that comes to
 * that point next write what it was about to do into {@code stopped} there, and wait until there is a file
 * {@code go-on}.
 */
final class Harness {
    private static final @Nullable Path FOLDER = folder();

    /** A constant, so that what is done only if it is set is left out by the compiler. */
    static final boolean ON = FOLDER != null;

    /** Sabotage: after a restart, orders in doubt are sent again at once, under a new id. */
    static final boolean RESENDS_BLINDLY = sabotage("resend-blind");

    /** Sabotage: commands leave before their batch is durable. */
    static final boolean SENDS_EARLY = sabotage("send-before-durable");

    /** An instant in the life of a command. */
    enum Point {
        /** Its batch is decided, and the journal does not have it. */
        DECIDED,
        /** Its batch is durable, and it has not left. */
        DURABLE,
        /** The venue has answered it, and nobody here knows. */
        ANSWERED
    }

    private static final long PAUSE_NANOS = 1_000_000L;

    static {
        if (ON) {
            // Nobody else would end a node whose harness was killed.
            ProcessHandle.current().parent().ifPresent(parent -> Thread.ofPlatform()
                    .daemon()
                    .name("harness")
                    .start(() -> {
                        parent.onExit().join();
                        System.exit(1);
                    }));
        }
    }

    private Harness() {}

    private static @Nullable Path folder() {
        String named = System.getProperty("tradewind.harness", "");
        return named.isBlank() ? null : Path.of(named);
    }

    private static boolean sabotage(String name) {
        return ON && name.equals(System.getProperty("tradewind.harness.sabotage"));
    }

    /** Stands still here if that is wanted. */
    static void reach(Point point, Object what) {
        Path folder = FOLDER;
        if (folder == null || !Files.exists(folder.resolve("stop-at-" + point.name().toLowerCase(Locale.ROOT)))) {
            return;
        }
        if (Files.exists(folder.resolve("stopped"))) {
            // One thread is enough, and once it has gone on no other stops.
            return;
        }
        try {
            // Whoever waits for the file shall not see half of it.
            Path written = Files.writeString(folder.resolve("stopped." + Thread.currentThread().threadId()), point
                    + " " + what);
            Files.move(written, folder.resolve("stopped"));
        } catch (IOException e) {
            throw new UncheckedIOException("the harness cannot be told", e);
        }
        while (!Files.exists(folder.resolve("go-on"))) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}

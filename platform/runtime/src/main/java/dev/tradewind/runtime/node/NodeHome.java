package dev.tradewind.runtime.node;

import dev.tradewind.runtime.home.FileTrouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Folders of a node in the home folder: {@code run} for the control socket, {@code logs}, {@code emergency},
 * {@code state}. They are for the owner's eyes alone.
 */
public final class NodeHome implements AutoCloseable {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    private final Path home;
    private @Nullable FileChannel lock;

    public NodeHome(Path home) {
        this.home = home.toAbsolutePath().normalize();
    }

    public Path folder() {
        return home;
    }

    /** Where commands to a running node go. */
    public Path socket() {
        return home.resolve("run").resolve("node.sock");
    }

    Path logs() {
        return home.resolve("logs");
    }

    Path emergency() {
        return home.resolve("emergency");
    }

    Path state() {
        return home.resolve("state");
    }

    /**
     * Makes the folders and takes the lock, which ends with the process however that ends.
     *
     * @throws NodeException if a node runs on this home already, or the folder cannot be used
     */
    void take() {
        try {
            for (Path folder : new Path[] {home.resolve("run"), logs(), emergency(), state()}) {
                Files.createDirectories(folder);
                Files.setPosixFilePermissions(folder, PRIVATE);
            }
            Path file = home.resolve("run").resolve("node.lock");
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                String owner = Files.readString(file).strip();
                channel.close();
                throw new NodeException("a node runs on " + home + " already, process " + owner
                        + ": 'tradewind stop' ends it, --home names another folder");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            lock = channel;
        } catch (IOException e) {
            throw new NodeException(
                    "the home folder " + home + " cannot be used: " + FileTrouble.of(e)
                            + "; choose another with --home",
                    e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            // This very process holds it.
            return false;
        }
    }

    @Override
    public void close() {
        FileChannel held = lock;
        if (held != null) {
            try {
                held.close();
            } catch (IOException e) {
                throw new NodeException("the lock of " + home + " cannot be let go: " + e.getMessage(), e);
            }
        }
    }
}

package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** One program at a time works on a home folder. The lock ends with the process that holds it, however that ends. */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes the folder, for its owner's eyes alone, and takes its lock. @throws StoreException if it is taken */
    static HomeLock take(Path folder) {
        Path file = folder.resolve("lock");
        try {
            createPrivate(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new StoreException(
                        StoreException.Code.HOME_IN_USE,
                        folder + " is in use by process " + Files.readString(file).strip()
                                + "; stop it, or choose another folder with --home");
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Code.HOME_UNUSABLE,
                    "the folder " + folder + " cannot be used: " + e.getMessage() + "; choose another with --home",
                    e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            // The lock is held in this very process.
            return false;
        }
    }

    private static void createPrivate(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        // It may have been made by somebody with wider permissions.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException(StoreException.Code.HOME_UNUSABLE, "the lock cannot be let go: " + e, e);
        }
    }
}

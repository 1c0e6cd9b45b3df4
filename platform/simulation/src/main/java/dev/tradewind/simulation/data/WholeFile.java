package dev.tradewind.simulation.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Writes files that are there as a whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /** What goes into the file. */
    public interface Content<T> {
        T write(FileChannel channel) throws IOException;
    }

    /**
     * Writes a file beside the one meant and moves it there once all of it is on the disk. If the content throws, what
     * was there before stays.
     *
     * @throws DataException if the folder cannot be written
     */
    public static <T> T replace(Path file, Content<T> content) {
        Path parent = file.resolveSibling("");
        Path temporary = null;
        try {
            Files.createDirectories(parent);
            temporary = Files.createTempFile(parent, String.valueOf(file.getFileName()), ".tmp");
            T result;
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                result = content.write(channel);
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(parent);
            return result;
        } catch (IOException e) {
            throw new DataException(file + ": cannot be written (" + e.getMessage() + "); check the catalogue's folder",
                    e);
        } finally {
            if (temporary != null) {
                deleteIfThere(temporary);
            }
        }
    }

    /** Writes all that remains in the buffer. */
    public static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void deleteIfThere(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new DataException(temporary + ": cannot be removed (" + e.getMessage() + "); remove it", e);
        }
    }

    /** Makes the rename durable, on systems where a folder can be opened. */
    private static void syncFolder(Path parent) throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}

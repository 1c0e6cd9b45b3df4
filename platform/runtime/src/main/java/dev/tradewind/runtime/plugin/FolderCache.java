package dev.tradewind.runtime.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a cache of folders small. */
final class FolderCache {
    /** Most folders that are kept. */
    static final int MAX_KEPT = 100;

    private FolderCache() {}

    /** Deletes the folders that were made first, where there are more than {@link #MAX_KEPT}; never {@code keep}. */
    static void prune(Path cache, Path keep) throws IOException {
        List<Path> folders;
        try (Stream<Path> entries = Files.list(cache)) {
            folders = entries.filter(Files::isDirectory)
                    .filter(path -> !path.equals(keep))
                    .sorted(Comparator.comparing(FolderCache::modified).thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
        for (int i = 0; i < folders.size() - (MAX_KEPT - 1); i++) {
            delete(folders.get(i));
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            // Deleted by another process meanwhile.
            return FileTime.fromMillis(0);
        }
    }

    /** Deletes a folder and all in it; nothing happens where it does not exist. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}

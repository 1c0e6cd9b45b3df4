package dev.tradewind.research.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a folder of files in its place at once: they are written to a hidden folder beside it, forced to the disk, and
 * the folder is renamed. Whoever looks sees the old report, none for an instant, or the whole new one.
 */
final class ReportFolder {
    /** The files of a report; a folder with any other file in it is never replaced. */
    static final List<String> FILES =
            List.of("report.html", "trades.csv", "orders.csv", "fills.csv", "equity.csv", "result.json");
    /** How every result.json begins: the proof that a folder is a report of ours. */
    static final String MARK = "{\"format\":\"tradewind-backtest/1\"";

    private ReportFolder() {}

    /** Fills a folder. */
    @FunctionalInterface
    interface Filler {
        void fill(Path folder) throws IOException;
    }

    /**
     * Replaces {@code out} by what the filler writes.
     *
     * @throws ReportException if out exists and is neither empty nor a report, or cannot be written
     */
    static void replace(Path out, Filler filler) {
        Path target = out.toAbsolutePath().normalize();
        Path temporary = null;
        try {
            if (Files.exists(target)) {
                target = target.toRealPath();
            }
            Path parent = target.getParent();
            if (parent == null) {
                throw new ReportException("cannot write a report to " + target + ": name a folder below it");
            }
            requireReplaceable(target);
            Files.createDirectories(parent);
            temporary = makeSibling(target, ".writing-");
            filler.fill(temporary);
            forceAll(temporary);
            moveInto(temporary, target);
            force(parent);
        } catch (IOException | UncheckedIOException e) {
            throw new ReportException(
                    "cannot write the report to " + target + ": " + reason(e) + "; name another folder with --out", e);
        } finally {
            // After a move it is gone already; after any failure, an Error included, nothing may stay.
            if (temporary != null) {
                deleteFolder(temporary);
            }
        }
    }

    /** Not a temporary folder of the JDK's, which nobody but its owner could read after the rename. */
    private static Path makeSibling(Path target, String purpose) throws IOException {
        String name = "." + target.getFileName() + purpose + ProcessHandle.current().pid() + "-" + System.nanoTime();
        return Files.createDirectory(target.resolveSibling(name));
    }

    private static String reason(Exception e) {
        return switch (e) {
            case UncheckedIOException wrapped -> reason(Objects.requireNonNull(wrapped.getCause()));
            case NoSuchFileException missing -> "there is no folder " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException taken -> taken.getFile() + " is a file";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** @throws ReportException if {@link #replace} would refuse this folder */
    static void check(Path out) {
        Path target = out.toAbsolutePath().normalize();
        try {
            requireReplaceable(target);
            requireWritable(target, target.getParent());
        } catch (IOException | UncheckedIOException e) {
            throw new ReportException("cannot look into " + out + ": " + reason(e), e);
        }
    }

    /** The nearest folder above that exists must take new entries; otherwise a long run would be for nothing. */
    private static void requireWritable(Path target, @Nullable Path parent) {
        Path folder = parent;
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder != null && !(Files.isDirectory(folder) && Files.isWritable(folder))) {
            throw new ReportException("cannot write a report to " + target + ": " + folder
                    + (Files.isDirectory(folder) ? " cannot be written to" : " is no folder")
                    + "; name another folder with --out");
        }
    }

    private static void requireReplaceable(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(target)) {
            throw new ReportException("cannot write a report to " + target + ": it is not a folder; name another one");
        }
        boolean empty = true;
        try (Stream<Path> entries = Files.list(target)) {
            for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
                empty = false;
                if (!FILES.contains(String.valueOf(entry.getFileName())) || !Files.isRegularFile(entry)) {
                    throw new ReportException("will not replace " + target + ": it holds '" + entry.getFileName()
                            + "', which is no part of a report; name another folder or empty it");
                }
            }
        }
        if (!empty && !marked(target.resolve("result.json"))) {
            throw new ReportException("will not replace " + target
                    + ": its result.json was not written by Tradewind; name another folder or empty it");
        }
    }

    private static boolean marked(Path result) throws IOException {
        byte[] mark = MARK.getBytes(StandardCharsets.UTF_8);
        try (var in = Files.newInputStream(result)) {
            return new String(in.readNBytes(mark.length), StandardCharsets.UTF_8).equals(MARK);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void moveInto(Path temporary, Path target) throws IOException {
        if (!Files.exists(target)) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path old = makeSibling(target, ".old-");
        Path aside = old.resolve("report");
        Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        } finally {
            deleteFolder(aside);
            deleteFolder(old);
        }
    }

    private static void forceAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
        force(folder);
    }

    /** Makes the names in a folder durable, where the system lets a folder be opened (not on Windows). */
    private static void force(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Deletes a flat folder of our own; what cannot be deleted stays hidden beside the report and does no harm. */
    private static void deleteFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException | UncheckedIOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}

package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, which travel as an archive on the class path. */
final class PostgresBinaries {
    private static final int BUFFER = 1 << 16;

    private PostgresBinaries() {}

    /**
     * Folder of the programs below {@code parent}, unpacked there if they are not. It is named after the archive's
     * content, so that another version never mixes with this one; it appears whole or not at all.
     */
    static Path unpack(Path parent) {
        String name = name(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            JarURLConnection archive = archive(name);
            Path folder = parent.resolve("server-" + mark(archive));
            if (!Files.isDirectory(folder)) {
                Path unfinished = Files.createTempDirectory(
                        parent,
                        "unpacking-",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                extract(archive, unfinished);
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            }
            return folder.resolve("bin");
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Code.HOME_UNUSABLE,
                    "the database server cannot be unpacked into " + parent + ": " + e.getMessage()
                            + "; 200 MB of room and permission to write are needed",
                    e);
        }
    }

    /** Name of the archive for a machine, without its ending. @throws StoreException if there is none */
    static String name(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT).startsWith("linux") ? "linux" : "";
        String cpu =
                switch (architecture) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> "";
                };
        if (os.isEmpty() || cpu.isEmpty()) {
            throw new StoreException(
                    StoreException.Code.SERVER,
                    "there is no embedded database for " + system + " on " + architecture
                            + "; name a PostgreSQL 15 or later with --db-url");
        }
        return "/postgres-" + os + "-" + cpu;
    }

    /** The archive as it is published, or as the distribution holds it, which takes a third of the time to unpack. */
    private static JarURLConnection archive(String name) throws IOException {
        URL found = PostgresBinaries.class.getResource(name + ".tgz");
        if (found == null) {
            found = PostgresBinaries.class.getResource(name + ".txz");
        }
        if (found == null || !(found.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("the archive " + name + " is in no jar of the class path");
        }
        return connection;
    }

    /** Check sum and size of the archive, as its jar's directory has them: to read it all would cost each start. */
    private static String mark(JarURLConnection archive) throws IOException {
        JarEntry entry = archive.getJarEntry();
        return HexFormat.of().toHexDigits((int) entry.getCrc()) + "-" + entry.getSize();
    }

    private static InputStream unpacked(JarURLConnection archive) throws IOException {
        InputStream in = new BufferedInputStream(archive.getInputStream(), BUFFER);
        return archive.getEntryName().endsWith(".tgz") ? new GZIPInputStream(in, BUFFER) : new XZInputStream(in);
    }

    private static void extract(JarURLConnection archive, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(unpacked(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("the archive names a file outside itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    write(tar, entry, file);
                }
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isSymbolicLink()) {
            try {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } catch (FileAlreadyExistsException e) {
                throw new IOException("the archive has " + entry.getName() + " twice", e);
            }
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }
}

package dev.tradewind.store.database;

import dev.tradewind.store.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, which travel as an archive on the class path. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /**
     * Folder of the programs below {@code parent}, unpacked there if they are not. It is named after the archive's
     * content, so that another version never mixes with this one; it appears whole or not at all.
     */
    static Path unpack(Path parent) {
        String resource = resource(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            Path folder = parent.resolve("server-" + hash(resource).substring(0, 16));
            if (!Files.isDirectory(folder)) {
                Path unfinished = Files.createTempDirectory(
                        parent,
                        "unpacking-",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                extract(resource, unfinished);
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

    /** Name of the archive for a machine. @throws StoreException if there is none */
    static String resource(String system, String architecture) {
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
        return "/postgres-" + os + "-" + cpu + ".txz";
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = PostgresBinaries.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("the archive " + resource + " is not on the class path");
        }
        return in;
    }

    private static String hash(String resource) throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extract(String resource, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open(resource), 1 << 16)))) {
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

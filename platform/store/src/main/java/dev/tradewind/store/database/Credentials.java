package dev.tradewind.store.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * Generated passwords of the embedded server, one for each role, in a file that only its owner can read.
 *
 * @param superuser of the role that makes roles and the database
 * @param owner of the role that owns the tables
 * @param application of the role that the platform works as
 */
record Credentials(String superuser, String owner, String application) {
    private static final int BYTES = 24;

    /** Reads the file, or makes it with fresh passwords. */
    static Credentials of(Path file) throws IOException {
        if (Files.notExists(file)) {
            SecureRandom random = new SecureRandom();
            Credentials fresh = new Credentials(password(random), password(random), password(random));
            fresh.write(file);
            return fresh;
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        if (lines.size() != 3) {
            throw new IOException(file + " should have three passwords, one a line, and has " + lines.size());
        }
        return new Credentials(lines.get(0), lines.get(1), lines.get(2));
    }

    private void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, superuser + "\n" + owner + "\n" + application + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}

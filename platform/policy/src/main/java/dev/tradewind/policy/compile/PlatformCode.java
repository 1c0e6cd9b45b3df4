package dev.tradewind.policy.compile;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The classes that a class was loaded with, as a mark that changes when any of them does. Of a jar, names, sizes and
 * check sums are taken from its directory, which is many times faster than reading the classes.
 */
final class PlatformCode {
    private final Path place;

    private PlatformCode(Path place) {
        this.place = place;
    }

    /** The jar or folder of a class. */
    static PlatformCode of(Class<?> part) {
        CodeSource source = part.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(part + " comes from nowhere");
        }
        try {
            URI location = source.getLocation().toURI();
            return new PlatformCode(Path.of(location));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalStateException(part + " comes from " + source.getLocation(), e);
        }
    }

    /** A file or folder that lies where the jar or folder does. */
    Path beside(String name) {
        return place.resolveSibling(name);
    }

    void update(MessageDigest digest) {
        try {
            if (Files.isDirectory(place)) {
                folder(digest);
            } else {
                jar(digest);
            }
        } catch (IOException e) {
            throw new IllegalStateException(place + " cannot be read", e);
        }
    }

    private void jar(MessageDigest digest) throws IOException {
        ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES);
        try (ZipFile zip = new ZipFile(place.toFile())) {
            // In the order of the directory, which is part of the jar.
            for (ZipEntry entry : Collections.list(zip.entries())) {
                digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
                digest.update(numbers.clear().putLong(entry.getSize()).putLong(entry.getCrc()).array());
            }
        }
    }

    private void folder(MessageDigest digest) throws IOException {
        try (Stream<Path> walk = Files.walk(place)) {
            List<Path> classes = walk.filter(path -> path.toString().endsWith(".class")).sorted().toList();
            for (Path path : classes) {
                digest.update(path.toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(path));
            }
        }
    }
}

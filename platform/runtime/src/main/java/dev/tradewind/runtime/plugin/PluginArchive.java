package dev.tradewind.runtime.plugin;

import dev.tradewind.runtime.home.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks plugin zips into a cache, once for each content: a second start finds them there. A zip is checked while it
 * is unpacked beside the cache, and moved into it when it is found good, so that the cache never holds a part.
 */
final class PluginArchive {
    /** Most entries in a zip. */
    static final int MAX_ENTRIES = 20_000;

    /** Most bytes in a zip once unpacked. */
    static final long MAX_BYTES = 256L << 20;

    private final Path cache;

    PluginArchive(Path cache) {
        this.cache = cache;
    }

    /**
     * The folder of the unpacked plugin.
     *
     * @throws PluginException if the zip is broken, too large, leaves its folder, or bundles the SDK
     */
    Path unpack(Path zip) {
        try {
            Path target = cache.resolve(stem(zip) + "-" + contentKey(zip));
            if (Files.isDirectory(target)) {
                return target;
            }
            Path fresh = freshFolder();
            try {
                unpackInto(fresh, zip);
                BundledSdk.refuse(fresh, zip);
                moveIntoCache(fresh, target);
            } finally {
                FolderCache.delete(fresh);
            }
            FolderCache.prune(cache, target);
            return target;
        } catch (ZipException e) {
            throw new PluginException(
                    "plugin " + zip + " is not a readable zip (" + e.getMessage() + "): build or copy it again", e);
        } catch (FileSystemException e) {
            throw new PluginException("plugin " + zip + " cannot be unpacked: " + e.getMessage()
                    + "; is there space in " + cache + ", and may it be written?", e);
        } catch (IOException e) {
            throw new PluginException("plugin " + zip + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private Path freshFolder() {
        try {
            Files.createDirectories(cache);
            return Files.createTempDirectory(cache, ".unpacking-");
        } catch (IOException e) {
            throw PluginException.ofCache("plugins cannot be unpacked into " + cache + ": " + FileTrouble.of(e)
                    + "; make it writable, or name another folder for caches with TRADEWIND_HOME", e);
        }
    }

    private static void moveIntoCache(Path fresh, Path target) throws IOException {
        try {
            Files.move(fresh, target);
        } catch (FileSystemException e) {
            // Another process was faster; contents are the same.
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static String stem(Path zip) {
        String name = String.valueOf(zip.getFileName());
        return name.endsWith(".zip") ? name.substring(0, name.length() - 4) : name;
    }

    /** Two checksums over all bytes: fast from the first call on, and enough to notice a change. */
    private static String contentKey(Path zip) throws IOException {
        CRC32 first = new CRC32();
        CRC32C second = new CRC32C();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(zip)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                first.update(buffer, 0, n);
                second.update(buffer, 0, n);
            }
        }
        return HexFormat.of().toHexDigits(first.getValue() << 32 | second.getValue());
    }

    private static void unpackInto(Path folder, Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            checkDeclaredSize(file, zip);
            long left = MAX_BYTES;
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path path = inside(folder, entry.getName(), zip);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.resolveSibling("."));
                    try (InputStream in = file.getInputStream(entry);
                            OutputStream out = Files.newOutputStream(path)) {
                        left -= copy(in, out, left, zip);
                    }
                }
            }
        }
    }

    /** The cheap check, before anything is written. Declared sizes may lie, so {@link #copy} counts again. */
    private static void checkDeclaredSize(ZipFile file, Path zip) {
        if (file.size() > MAX_ENTRIES) {
            throw new PluginException("plugin " + zip + " holds " + file.size() + " files, more than the "
                    + MAX_ENTRIES + " a plugin may have");
        }
        long bytes = file.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
        if (bytes > MAX_BYTES || bytes < 0) {
            throw tooLarge(zip);
        }
    }

    private static Path inside(Path folder, String name, Path zip) {
        try {
            Path path = folder.resolve(name).normalize();
            if (path.startsWith(folder) && name.indexOf('\\') < 0) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new PluginException("plugin " + zip + " holds a file with an impossible name, '" + name + "'", e);
        }
        throw new PluginException("plugin " + zip + " holds a file that would leave the plugin's folder, '" + name
                + "': do not use it");
    }

    private static long copy(InputStream in, OutputStream out, long limit, Path zip) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            copied += n;
            if (copied > limit) {
                throw tooLarge(zip);
            }
            out.write(buffer, 0, n);
        }
        return copied;
    }

    private static PluginException tooLarge(Path zip) {
        return new PluginException("plugin " + zip + " unpacks to more than the " + (MAX_BYTES >> 20)
                + " MiB a plugin may have: do not use it");
    }
}

package dev.tradewind.torture;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The plugin of the venue, packaged of what the build just made, whether that is a folder of classes or a jar. */
final class VenuePlugin {
    private static final String DESCRIPTOR = "plugin.properties";

    private VenuePlugin() {}

    static Path zip(Path folder) {
        Path zip = folder.resolve("venue-binance.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream to = new ZipOutputStream(out)) {
            Path built = origin(Class.forName("dev.tradewind.plugin.binance.BinancePlugin"));
            if (Files.isDirectory(built)) {
                addAll(built, to);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + built.toUri()), Map.of())) {
                    addAll(jar.getPath("/"), to);
                }
            }
            Path jackson = origin(JsonFactory.class);
            add("lib/" + jackson.getFileName(), jackson, to);
        } catch (IOException | ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("the venue's plugin cannot be packaged", e);
        }
        return zip;
    }

    private static Path origin(Class<?> of) throws URISyntaxException {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void addAll(Path root, ZipOutputStream to) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(root)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            String name = root.relativize(file).toString();
            add(name.equals(DESCRIPTOR) ? name : "classes/" + name, file, to);
        }
    }

    private static void add(String name, Path file, ZipOutputStream to) throws IOException {
        to.putNextEntry(new ZipEntry(name));
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(to);
        }
        to.closeEntry();
    }
}

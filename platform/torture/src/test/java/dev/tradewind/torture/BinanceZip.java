package dev.tradewind.torture;

import com.fasterxml.jackson.core.JsonFactory;
import dev.tradewind.runtime.plugin.SdkVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The venue's plugin as a zip, of the classes on the class path of the tests. */
final class BinanceZip {
    private static final String ENTRY = "dev.tradewind.plugin.binance.BinancePlugin";

    private BinanceZip() {}

    static Path in(Path folder) throws Exception {
        Path file = folder.resolve("venue-binance.zip");
        Path source = source(Class.forName(ENTRY));
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            String properties = "plugin.id=venue-binance\nplugin.version=1.0.0\ntradewind.sdk=" + SdkVersion.current()
                    + "\n";
            entry(zip, "plugin.properties", properties.getBytes(StandardCharsets.UTF_8));
            Path json = source(JsonFactory.class);
            entry(zip, "lib/" + json.getFileName(), Files.readAllBytes(json));
            if (Files.isDirectory(source)) {
                classes(zip, source);
            } else {
                try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + source.toUri()), Map.of())) {
                    classes(zip, jar.getPath("/"));
                }
            }
        }
        return file;
    }

    private static Path source(Class<?> of) throws URISyntaxException {
        return Path.of(of.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void classes(ZipOutputStream zip, Path root) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(root)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path one : files) {
            String name = root.relativize(one).toString();
            if (!name.equals("plugin.properties")) {
                entry(zip, "classes/" + name, Files.readAllBytes(one));
            }
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}

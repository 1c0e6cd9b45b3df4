package dev.tradewind.runtime.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the plugins that a path names. */
final class PluginPaths {
    static final String DESCRIPTOR = "plugin.properties";

    private PluginPaths() {}

    /**
     * Zips and folders with a {@value #DESCRIPTOR}: the path itself, the {@code target/classes} of a module, or every
     * zip in a folder, sorted by name.
     *
     * @throws PluginException if there is none
     */
    static List<Path> find(Path path) {
        if (!Files.exists(path)) {
            throw new PluginException("no plugin at " + path + ": there is no such file or folder");
        }
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (Files.exists(path.resolve(DESCRIPTOR))) {
            return List.of(path);
        }
        Path compiled = path.resolve("target/classes");
        if (Files.exists(compiled.resolve(DESCRIPTOR))) {
            return List.of(compiled);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> zips = entries.filter(entry -> entry.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
            if (zips.isEmpty()) {
                throw new PluginException("no plugin in " + path + ": a folder of plugin zips, or a plugin module that"
                        + " was compiled (with target/classes/" + DESCRIPTOR + "), is expected");
            }
            return zips;
        } catch (IOException e) {
            throw new PluginException("the folder " + path + " cannot be read (" + e.getMessage() + ")", e);
        }
    }
}

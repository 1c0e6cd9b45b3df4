package dev.tradewind.runtime.home;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came with the program: plugin zips, rules, the Maven repository for plugin authors. The launcher says where, by
 * the system properties {@code tradewind.install} (folder) and {@code tradewind.rules} (folder, where it is not
 * {@code rules} in the installation: a source checkout uses its own).
 */
public final class Installation {
    private Installation() {}

    /** The installation's folder; empty where the program was not started by its launcher. */
    public static Optional<Path> folder() {
        return property("tradewind.install");
    }

    /** Folders of plugins in use by default: the installation's and the user's own, those that exist. */
    public static List<Path> pluginFolders() {
        List<Path> folders = new ArrayList<>();
        folder().map(path -> path.resolve("plugins")).filter(Files::isDirectory).ifPresent(folders::add);
        if (Files.isDirectory(TradewindHome.plugins())) {
            folders.add(TradewindHome.plugins());
        }
        return List.copyOf(folders);
    }

    /** The rules that came with the program. */
    public static Optional<Path> rules() {
        return property("tradewind.rules")
                .or(() -> folder().map(path -> path.resolve("rules")))
                .filter(Files::isDirectory);
    }

    /** The Maven repository folder with SDK and test kit. */
    public static Optional<Path> mavenRepository() {
        return folder().map(path -> path.resolve("repository")).filter(Files::isDirectory);
    }

    private static Optional<Path> property(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .filter(text -> !text.isBlank())
                .map(text -> Path.of(text).toAbsolutePath().normalize());
    }
}

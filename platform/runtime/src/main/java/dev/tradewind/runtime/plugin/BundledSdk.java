package dev.tradewind.runtime.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Refuses a plugin that brings the SDK's classes: they would load twice, and nothing of the plugin be found. */
final class BundledSdk {
    private static final String SDK = "dev/tradewind/sdk/";

    private BundledSdk() {}

    static void refuse(Path unpacked, Path origin) throws IOException {
        find(unpacked, origin).ifPresent(where -> {
            throw new PluginException("plugin " + origin + " bundles the SDK (" + where + "): its classes would load"
                    + " twice; give the dependency tradewind-sdk the scope 'provided' and package it again");
        });
    }

    private static Optional<String> find(Path unpacked, Path origin) throws IOException {
        for (String folder : List.of(SDK, "classes/" + SDK)) {
            if (Files.isDirectory(unpacked.resolve(folder))) {
                return Optional.of(folder);
            }
        }
        Path lib = unpacked.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return Optional.empty();
        }
        List<Path> jars;
        try (Stream<Path> files = Files.walk(lib)) {
            jars = files.filter(path -> path.toString().endsWith(".jar")).sorted().toList();
        }
        for (Path jar : jars) {
            String name = unpacked.relativize(jar).toString();
            if (holdsSdk(jar, name, origin)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    private static boolean holdsSdk(Path jar, String name, Path origin) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.stream().anyMatch(entry -> entry.getName().startsWith(SDK));
        } catch (ZipException e) {
            throw new PluginException("plugin " + origin + ": " + name + " is not a readable jar (" + e.getMessage()
                    + "): package the plugin again", e);
        }
    }
}

package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.home.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A new Maven project of a strategy plugin.
 *
 * @param name the strategy's name, in kebab-case
 * @param sdkVersion the SDK to build with
 * @param repository the Maven repository that holds it
 */
record PluginProject(String name, String sdkVersion, URI repository) {
    private static final int MAX_LENGTH = 40;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** @throws InputException if the name cannot be that of a strategy and of Java classes */
    PluginProject {
        if (!NAME.matcher(name).matches() || name.length() > MAX_LENGTH) {
            throw new InputException("the name '" + name + "' must be lower-case words with dashes, up to " + MAX_LENGTH
                    + " characters, such as my-idea");
        }
        String type = typeName(name);
        if (type.equals("Strategy") || type.equals("Tradewind")) {
            throw new InputException("the name '" + name + "' would hide a class of the SDK: choose another");
        }
    }

    /** {@code my-idea} as {@code MyIdea}. */
    private static String typeName(String name) {
        StringBuilder type = new StringBuilder();
        for (String word : name.split("-", -1)) {
            type.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return type.toString();
    }

    /** {@code my-idea} as {@code myidea}, and {@code new} as {@code newstrategy}. */
    private String packageName() {
        String joined = name.replace("-", "");
        return SourceVersion.isName(joined) ? joined : joined + "strategy";
    }

    /** What to write, by path in the project, with the template of each. */
    private Map<String, String> files() {
        String java = "src/main/java/" + packageName() + "/" + typeName(name);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", "pom.xml");
        files.put("README.md", "README.md");
        files.put(".gitignore", "gitignore");
        files.put(".mvn/maven.config", "maven.config");
        files.put("src/main/assembly/plugin-zip.xml", "plugin-zip.xml");
        files.put("src/main/plugin/plugin.properties", "plugin.properties");
        files.put(java + ".java", "Strategy.java");
        files.put(java + "Factory.java", "Factory.java");
        files.put(java + "Plugin.java", "Plugin.java");
        files.put("src/test/java/" + packageName() + "/" + typeName(name) + "Test.java", "Test.java");
        return files;
    }

    /**
     * Writes the project into a new folder of the strategy's name, all of it or nothing.
     *
     * @return the project's folder
     * @throws InputException if there is something already, or it cannot be written
     */
    Path writeInto(Path parent) {
        Path target = parent.resolve(name);
        if (Files.exists(target)) {
            throw new InputException(target + " is there already: choose another name, or another --dir");
        }
        try {
            Files.createDirectories(parent);
            Path fresh = Files.createTempDirectory(parent, "." + name);
            try {
                write(fresh);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                delete(fresh);
            }
            return target;
        } catch (IOException e) {
            throw new InputException(target + " cannot be written: " + FileTrouble.of(e), e);
        }
    }

    private void write(Path folder) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            writeFile(folder.resolve(file.getKey()), filled(template(file.getValue())));
        }
        writeFile(
                folder.resolve("src/main/resources/META-INF/services/dev.tradewind.sdk.plugin.TradewindPlugin"),
                packageName() + "." + typeName(name) + "Plugin\n");
    }

    private static void writeFile(Path path, String text) throws IOException {
        Files.createDirectories(path.resolveSibling("."));
        Files.writeString(path, text);
    }

    private String filled(String template) {
        return template.replace("@name@", name)
                .replace("@Name@", typeName(name))
                .replace("@package@", packageName())
                .replace("@sdk@", sdkVersion)
                .replace("@repository@", repository.toString());
    }

    private static String template(String name) throws IOException {
        try (InputStream in = PluginProject.class.getResourceAsStream("strategy-template/" + name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("the program's jar lacks the template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}

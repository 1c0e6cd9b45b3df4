package dev.tradewind.runtime.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles a small plugin and packages it as a real one is. */
public final class PluginZip {
    private static final String SERVICE = "META-INF/services/dev.tradewind.sdk.plugin.TradewindPlugin";

    private final Path folder;
    private final String id;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private String sdk = SdkVersion.current().text();

    private PluginZip(Path folder, String id) {
        this.folder = folder;
        this.id = id;
    }

    /** A plugin made in a temporary folder; its zip will be {@code id.zip} there. */
    public static PluginZip in(Path folder, String id) {
        return new PluginZip(folder, id);
    }

    /** A plugin of one class with one strategy that does nothing. */
    public static PluginZip withStrategy(Path folder, String id, String strategy) {
        return in(folder, id).entry("demo.DemoPlugin", """
                package demo;
                import dev.tradewind.sdk.plugin.TradewindPlugin;
                import dev.tradewind.sdk.strategy.*;
                import java.util.List;
                public class DemoPlugin implements TradewindPlugin {
                    public List<StrategyFactory> strategies() {
                        return List.of(new StrategyFactory() {
                            public String name() { return "%s"; }
                            public String description() { return "Does nothing."; }
                            public Strategy create(Parameters parameters) { return new Strategy() {}; }
                        });
                    }
                }
                """.formatted(strategy));
    }

    public PluginZip builtFor(String version) {
        this.sdk = version;
        return this;
    }

    /** Compiles a class and names it as the plugin's entry. */
    public PluginZip entry(String className, String source) {
        return source(className, source).file("classes/" + SERVICE, className);
    }

    /** Compiles a class against the class path of the tests. */
    public PluginZip source(String className, String source) {
        return compiled(List.of(new Source(className, source)));
    }

    /** Compiles all sources of another module, of which one is the plugin's entry. */
    public PluginZip module(Path sources, String entryClass) {
        try (Stream<Path> files = Files.walk(sources)) {
            List<Source> units = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
                String name = sources.relativize(file).toString().replace(".java", "").replace('/', '.');
                units.add(new Source(name, Files.readString(file)));
            }
            return compiled(units).file("classes/" + SERVICE, entryClass);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PluginZip compiled(List<Source> sources) {
        try {
            Path output = Files.createTempDirectory(folder, "compiled");
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter messages = new StringWriter();
            boolean compiled = compiler.getTask(
                            messages,
                            null,
                            null,
                            List.of("-d", output.toString(), "-cp", System.getProperty("java.class.path")),
                            null,
                            sources)
                    .call();
            if (!compiled) {
                throw new IllegalStateException(messages.toString());
            }
            try (Stream<Path> files = Files.walk(output)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    entries.put("classes/" + output.relativize(file), Files.readAllBytes(file));
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PluginZip file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    public PluginZip file(String name, byte[] content) {
        entries.put(name, content);
        return this;
    }

    public Path write() {
        return write(id + ".zip");
    }

    public Path write(String fileName) {
        Path zip = folder.resolve(fileName);
        entries.putIfAbsent("plugin.properties", descriptor());
        try (OutputStream out = Files.newOutputStream(zip)) {
            out.write(zipOf(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zip;
    }

    /** Writes what would be in the zip as a module's folder with {@code target/classes}. */
    Path writeModule(String name) {
        Path classes = folder.resolve(name).resolve("target/classes");
        entries.putIfAbsent("plugin.properties", descriptor());
        entries.forEach((entry, content) -> {
            try {
                Path file = classes.resolve(entry.replaceFirst("^classes/", ""));
                Files.createDirectories(file.resolveSibling("."));
                Files.write(file, content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return folder.resolve(name);
    }

    static byte[] zipOf(Map<String, byte[]> entries) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private byte[] descriptor() {
        String text = "plugin.id=" + id + "\nplugin.version=1.2.3\ntradewind.sdk=" + sdk + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

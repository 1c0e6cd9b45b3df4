package dev.tradewind.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.runtime.plugin.PluginHost;
import dev.tradewind.runtime.plugin.PluginZip;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginProjectTest {
    private static final URI REPOSITORY = URI.create("file:///opt/tradewind/repository/");

    @TempDir
    private Path folder;

    private static PluginProject project(String name) {
        return new PluginProject(name, "0.1.0", REPOSITORY);
    }

    @Test
    void everyPlaceholderIsFilledIn() throws IOException {
        Path project = project("my-idea").writeInto(folder);

        for (Path file : files(project)) {
            assertThat(Files.readString(file))
                    .as(file.toString())
                    .doesNotContain("@name@", "@Name@", "@package@", "@sdk@", "@repository@");
        }
        assertThat(files(project).stream().map(path -> project.relativize(path).toString()).toList())
                .contains("pom.xml", "README.md", "src/main/java/myidea/MyIdea.java",
                        "src/test/java/myidea/MyIdeaTest.java", "src/main/plugin/plugin.properties");
        assertThat(Files.readString(project.resolve("pom.xml"))).contains(REPOSITORY.toString(), "<scope>provided");
    }

    private static List<Path> files(Path project) throws IOException {
        try (Stream<Path> paths = Files.walk(project)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Compiles what Maven would, without warnings, and lets the plugin host load it. */
    @Test
    void theStrategyCompilesAndLoads() throws IOException {
        for (String name : List.of("my-idea", "new", "x2-y")) {
            Path project = project(name).writeInto(folder);
            Path classes = Files.createDirectories(project.resolve("target/classes"));
            List<Path> sources = files(project.resolve("src/main/java"));
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            StringWriter messages = new StringWriter();
            try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
                List<String> options = List.of(
                        "-Xlint:all,-processing,-path,-classfile", "-Werror", "-d", classes.toString(), "-cp",
                        System.getProperty("java.class.path"));
                var units = manager.getJavaFileObjectsFromPaths(sources);
                boolean compiled = compiler.getTask(messages, manager, null, options, null, units).call();
                assertThat(compiled).as(messages.toString()).isTrue();
            }
            Path services = Files.createDirectories(classes.resolve("META-INF/services"));
            String entry = "dev.tradewind.sdk.plugin.TradewindPlugin";
            Files.copy(project.resolve("src/main/resources/META-INF/services/" + entry), services.resolve(entry));
            Files.writeString(
                    classes.resolve("plugin.properties"),
                    Files.readString(project.resolve("src/main/plugin/plugin.properties"))
                            .replace("${project.artifactId}", name)
                            .replace("${project.version}", "0.1.0")
                            .replace("${tradewind.version}", "0.1.0"));

            try (PluginHost host = PluginHost.open(List.of(project), folder.resolve("cache"))) {
                assertThat(host.strategies().keySet()).containsExactly(name);
            }
        }
    }

    @Test
    void aFolderThatIsThereIsLeftAlone() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("my-idea"));

        assertThatThrownBy(() -> project("my-idea").writeInto(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("my-idea is there already");
        assertThat(files(mine)).isEmpty();
        try (Stream<Path> entries = Files.list(folder)) {
            assertThat(entries).containsExactly(mine);
        }
    }

    @Test
    void theNameOfAnInstalledStrategyIsRefusedWithAnother() throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("install/plugins"));
        Files.createDirectories(folder.resolve("install/repository"));
        Files.copy(PluginZip.withStrategy(folder, "strategy-taken", "taken").write(), plugins.resolve("taken.zip"));
        String before = System.setProperty("tradewind.install", folder.resolve("install").toString());
        try {
            CommandRun run = CommandRun.of(List.of("plugin", "new", "strategy", "taken", "--dir", folder.toString()));

            assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(run.err()).hasLineCount(1).contains("there is a strategy taken already, of strategy-taken",
                    "such as my-taken");
            assertThat(folder.resolve("taken")).doesNotExist();
        } finally {
            if (before == null) {
                System.clearProperty("tradewind.install");
            } else {
                System.setProperty("tradewind.install", before);
            }
        }
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        for (String name : List.of(
                "", "My-Idea", "my_idea", "-x", "x-", "../x", "strategy", "tradewind", "a".repeat(41))) {
            assertThatThrownBy(() -> project(name)).as(name).isInstanceOf(InputException.class);
        }
    }
}

package dev.tradewind.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.strategy.Parameters;
import dev.tradewind.sdk.strategy.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHostTest {
    @TempDir
    private Path folder;

    private Path cache() {
        return folder.resolve("cache");
    }

    private PluginHost open(Path... paths) {
        return PluginHost.open(List.of(paths), cache());
    }

    @Test
    void aZipsStrategyIsFoundWithThePluginsIdAndVersion() {
        Path zip = PluginZip.withStrategy(folder, "demo-plugin", "demo").write();

        try (PluginHost host = open(zip)) {
            assertThat(host.strategies().keySet()).containsExactly("demo");
            InstalledStrategy strategy = host.strategy("demo");
            assertThat(strategy.pluginId()).isEqualTo("demo-plugin");
            assertThat(strategy.pluginVersion()).isEqualTo("1.2.3");
            assertThat(strategy.factory().create(Parameters.of(List.of(), Map.of()))).isInstanceOf(Strategy.class);
        }
    }

    @Test
    void everyZipInAFolderIsLoadedAndOtherFilesAreLeftAlone() throws IOException {
        PluginZip.withStrategy(folder, "b", "beta").write();
        PluginZip.withStrategy(folder, "a", "alpha").write();
        Files.writeString(folder.resolve("notes.txt"), "not a plugin");

        try (PluginHost host = open(folder)) {
            assertThat(host.strategies().keySet()).containsExactly("alpha", "beta");
        }
    }

    @Test
    void aModuleThatIsBeingWrittenIsLoadedFromItsFolderOrItsClasses() {
        Path module = PluginZip.withStrategy(folder, "dev-plugin", "dev").writeModule("my-module");

        for (Path path : List.of(module, module.resolve("target/classes"))) {
            try (PluginHost host = open(path)) {
                assertThat(host.strategies().keySet()).containsExactly("dev");
            }
        }
    }

    @Test
    void aPluginUsesTheJarsThatItBrings() throws IOException {
        PluginZip library = PluginZip.in(folder, "library").source("lib.Answer", """
                package lib;
                public class Answer { public static String text() { return "forty-two"; } }
                """);
        byte[] jar = jarOf(library.writeModule("library").resolve("target/classes"));
        // Compiled by reflection, since the library is not on the class path of the tests.
        Path zip = PluginZip.in(folder, "user")
                .entry("demo.UserPlugin", """
                        package demo;
                        import dev.tradewind.sdk.plugin.TradewindPlugin;
                        import dev.tradewind.sdk.strategy.*;
                        import java.util.List;
                        public class UserPlugin implements TradewindPlugin {
                            public List<StrategyFactory> strategies() {
                                return List.of(new StrategyFactory() {
                                    public String name() { return "user"; }
                                    public String description() {
                                        try {
                                            return (String) Class.forName("lib.Answer").getMethod("text").invoke(null);
                                        } catch (ReflectiveOperationException e) {
                                            throw new IllegalStateException(e);
                                        }
                                    }
                                    public Strategy create(Parameters parameters) { return new Strategy() {}; }
                                });
                            }
                        }
                        """)
                .file("lib/answer-1.0.jar", jar)
                .write();

        try (PluginHost host = open(zip)) {
            assertThat(host.strategy("user").factory().description()).isEqualTo("forty-two");
        }
    }

    private static byte[] jarOf(Path classes) throws IOException {
        Map<String, byte[]> entries = new java.util.LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
                entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return PluginZip.zipOf(entries);
    }

    @Test
    void aPluginSeesTheSdkTheLoggerAndTheJdkAndNothingElseOfThisProgram() {
        Path zip = PluginZip.withStrategy(folder, "isolated", "isolated").write();

        try (PluginHost host = open(zip)) {
            ClassLoader loader = host.strategy("isolated").factory().getClass().getClassLoader();
            for (String shown : List.of(
                    "dev.tradewind.sdk.market.Bar", "org.slf4j.Logger", "java.sql.Connection", "java.util.List")) {
                assertThat(isVisible(loader, shown)).as(shown).isTrue();
            }
            for (String hidden : List.of(
                    "dev.tradewind.engine.policy.Policy",
                    "dev.tradewind.runtime.plugin.PluginHost",
                    "org.drools.base.definitions.InternalKnowledgePackage",
                    "org.kie.api.KieServices",
                    "org.pf4j.Plugin",
                    "com.fasterxml.jackson.core.JsonFactory",
                    "picocli.CommandLine",
                    "org.slf4j.simple.SimpleLogger")) {
                assertThat(isVisible(PluginHostTest.class.getClassLoader(), hidden)).as("test of " + hidden).isTrue();
                if (!hidden.startsWith("org.slf4j")) {
                    assertThat(isVisible(loader, hidden)).as(hidden).isFalse();
                }
            }
            assertThat(loader.getResource("simplelogger.properties")).isNull();
            assertThat(loader.getResource("dev/tradewind/sdk/version.properties")).isNotNull();
        }
    }

    private static boolean isVisible(ClassLoader loader, String className) {
        try {
            return Class.forName(className, false, loader) != null;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Test
    void twoPluginsWithAClassOfTheSameNameDoNotMeet() {
        Path first = PluginZip.withStrategy(folder, "first", "one").write();
        Path second = PluginZip.withStrategy(folder, "second", "two").write();

        try (PluginHost host = open(first, second)) {
            Class<?> one = host.strategy("one").factory().getClass();
            Class<?> two = host.strategy("two").factory().getClass();
            assertThat(one.getName()).isEqualTo(two.getName());
            assertThat(one).isNotEqualTo(two);
        }
    }

    @Test
    void aSecondStartUnpacksNothingAndAChangedZipIsUnpackedAgain() throws IOException {
        Path zip = PluginZip.withStrategy(folder, "demo", "before").write();
        open(zip).close();
        Path unpacked = onlyFolderIn(cache());
        FileTime long_ago = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(unpacked.resolve("plugin.properties"), long_ago);

        open(zip).close();
        assertThat(Files.getLastModifiedTime(unpacked.resolve("plugin.properties"))).isEqualTo(long_ago);

        PluginZip.withStrategy(folder, "demo", "after").write();
        try (PluginHost host = open(zip)) {
            assertThat(host.strategies().keySet()).containsExactly("after");
        }
    }

    private static Path onlyFolderIn(Path cache) throws IOException {
        try (Stream<Path> folders = Files.list(cache)) {
            return folders.reduce((a, b) -> {
                        throw new AssertionError("more than one: " + a + ", " + b);
                    })
                    .orElseThrow();
        }
    }

    @Test
    void anUnknownStrategyIsAnsweredWithTheNearestNameAndTheList() {
        PluginZip.withStrategy(folder, "a", "sma-cross").write();
        PluginZip.withStrategy(folder, "b", "buy-and-hold").write();

        try (PluginHost host = open(folder)) {
            assertThatThrownBy(() -> host.strategy("sma-corss"))
                    .isInstanceOf(PluginException.class)
                    .hasMessage("unknown strategy 'sma-corss'; did you mean sma-cross?"
                            + " There are: buy-and-hold, sma-cross");
            assertThatThrownBy(() -> host.strategy("xyz"))
                    .hasMessage("unknown strategy 'xyz'; there are: buy-and-hold, sma-cross");
        }
    }

    @Test
    void modelsOfCostsAndFillsAreFoundByName() {
        Path zip = PluginZip.in(folder, "costs")
                .entry("demo.Costs", """
                        package demo;
                        import dev.tradewind.sdk.plugin.*;
                        import java.util.List;
                        public class Costs implements TradewindPlugin {
                            public List<SimulationModels> simulationModels() {
                                return List.of(new SimulationModels() {
                                    public String name() { return "my-broker"; }
                                });
                            }
                        }
                        """)
                .write();

        try (PluginHost host = open(zip)) {
            assertThat(host.simulationModels("my-broker").pluginId()).isEqualTo("costs");
            assertThat(host.strategies()).isEmpty();
            assertThatThrownBy(() -> host.simulationModels("my-borker"))
                    .hasMessage("unknown models 'my-borker'; did you mean my-broker? There are: my-broker");
        }
    }

    @Test
    void venuesAreFoundByName() {
        Path zip = PluginZip.in(folder, "far")
                .entry("demo.Far", """
                        package demo;
                        import dev.tradewind.sdk.plugin.*;
                        import dev.tradewind.sdk.strategy.*;
                        import java.util.List;
                        public class Far implements TradewindPlugin {
                            public List<VenueFactory> venues() {
                                return List.of(new VenueFactory() {
                                    public String name() { return "far-away"; }
                                    public String description() { return "A venue"; }
                                    public VenueConnection connect(Parameters parameters) {
                                        throw new IllegalArgumentException("too far");
                                    }
                                });
                            }
                        }
                        """)
                .write();

        try (PluginHost host = open(zip)) {
            assertThat(host.venues()).containsOnlyKeys("far-away");
            assertThat(host.venue("far-away").pluginId()).isEqualTo("far");
            assertThatThrownBy(() -> host.venue("far-awy"))
                    .hasMessage("unknown venue 'far-awy'; did you mean far-away? There are: far-away");
        }
    }

    @Test
    void noMoreThanAHundredUnpackedPluginsAreKept() throws IOException {
        for (int i = 0; i < FolderCache.MAX_KEPT + 5; i++) {
            Path old = Files.createDirectories(cache().resolve("old-" + i));
            Files.setLastModifiedTime(old, FileTime.fromMillis(1_000L * i));
        }

        open(PluginZip.withStrategy(folder, "fresh", "fresh").write()).close();

        try (Stream<Path> folders = Files.list(cache())) {
            List<String> names = folders.map(path -> path.getFileName().toString()).toList();
            assertThat(names).hasSize(FolderCache.MAX_KEPT).doesNotContain("old-0", "old-5").contains("old-6");
            assertThat(names).anyMatch(name -> name.startsWith("fresh-"));
        }
    }
}

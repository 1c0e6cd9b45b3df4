package dev.tradewind.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a plugin can be bad is one line that names the plugin, the fault and the remedy. */
class BadPluginTest {
    @TempDir
    private Path folder;

    private void refused(Path plugin, String... parts) {
        Path cache = folder.resolve("cache");
        assertThatThrownBy(() -> PluginHost.open(List.of(plugin), cache))
                .isInstanceOf(PluginException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).hasLineCount(1));
        assertThat(leftOvers(cache)).as("half-unpacked plugins").isEmpty();
    }

    private static List<Path> leftOvers(Path cache) {
        if (!Files.exists(cache)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(cache)) {
            return paths.filter(path -> path.getFileName().toString().startsWith(".")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }


    @Test
    void aCacheThatCannotBeWrittenIsSaidOnceNotForEachPlugin() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        Path one = PluginZip.withStrategy(folder, "one", "one").write();
        Path two = PluginZip.withStrategy(folder, "two", "two").write();

        assertThatThrownBy(() -> PluginHost.open(List.of(one, two), file.resolve("cache")))
                .isInstanceOf(PluginException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1)
                        .contains("plugins cannot be unpacked into ", "TRADEWIND_HOME").doesNotContain("Exception"));
    }

    @Test
    void thatBundlesTheSdkAsClasses() throws IOException {
        Path zip = PluginZip.withStrategy(folder, "greedy", "greedy")
                .file("classes/dev/tradewind/sdk/market/Bar.class", new byte[] {1})
                .write();

        refused(zip, "greedy.zip bundles the SDK (classes/dev/tradewind/sdk/)", "scope 'provided'");
    }

    @Test
    void thatBundlesTheSdkAsAJar() throws IOException {
        byte[] jar = PluginZip.zipOf(Map.of("dev/tradewind/sdk/market/Bar.class", new byte[] {1}));
        Path zip = PluginZip.withStrategy(folder, "greedy", "greedy")
                .file("lib/tradewind-sdk-0.1.0.jar", jar)
                .write();

        refused(zip, "greedy.zip bundles the SDK (lib/tradewind-sdk-0.1.0.jar)", "scope 'provided'");
    }

    @Test
    void thatBundlesTheSdkInAModuleBeingWritten() {
        Path module = PluginZip.withStrategy(folder, "greedy", "greedy")
                .file("classes/dev/tradewind/sdk/market/Bar.class", new byte[] {1})
                .writeModule("greedy");

        refused(module, "bundles the SDK (dev/tradewind/sdk/)");
    }

    @Test
    void thatHoldsABrokenLibrary() {
        Path zip = PluginZip.withStrategy(folder, "broken-lib", "demo")
                .file("lib/broken.jar", "no jar at all")
                .write();

        refused(zip, "broken-lib.zip", "lib/broken.jar is not a readable jar");
    }

    @Test
    void thatWasBuiltForAnotherSdk() {
        Path zip = PluginZip.withStrategy(folder, "old", "old").builtFor("9.7.0").write();

        refused(zip, "old.zip was built for SDK 9.7.0, this is SDK " + SdkVersion.current(), "build it again");
    }

    @Test
    void thatNamesNoSdk() {
        Path zip = PluginZip.withStrategy(folder, "silent", "silent").builtFor("").write();

        refused(zip, "silent.zip: plugin.properties does not say tradewind.sdk");
    }

    @Test
    void whosePropertiesWereNotFilledInByItsBuild() {
        Path zip = PluginZip.withStrategy(folder, "raw", "raw").builtFor("${project.version}").write();

        refused(zip, "raw.zip: plugin.properties does not say tradewind.sdk");
    }

    @Test
    void thatHasNoDescriptor() throws IOException {
        Path zip = folder.resolve("photos.zip");
        Files.write(zip, PluginZip.zipOf(Map.of("cat.jpg", new byte[] {1})));

        refused(zip, "photos.zip holds no plugin.properties at its top");
    }

    @Test
    void thatNamesNoProvider() {
        refused(PluginZip.in(folder, "empty").write(), "empty.zip supplies nothing", "META-INF/services/");
    }

    @Test
    void whoseProviderSuppliesNothing() {
        Path zip = PluginZip.in(folder, "idle")
                .entry("demo.Idle", """
                        package demo;
                        public class Idle implements dev.tradewind.sdk.plugin.TradewindPlugin {}
                        """)
                .write();

        refused(zip, "idle.zip supplies nothing", "neither strategies() nor simulationModels()");
    }

    @Test
    void thatNamesAProviderItDoesNotHold() {
        Path zip = PluginZip.in(folder, "ghost")
                .file("classes/META-INF/services/dev.tradewind.sdk.plugin.TradewindPlugin", "demo.Ghost")
                .write();

        refused(zip, "ghost.zip", "demo.Ghost not found");
    }

    @Test
    void whoseProviderThrowsInItsConstructor() {
        Path zip = PluginZip.in(folder, "angry")
                .entry("demo.Angry", """
                        package demo;
                        public class Angry implements dev.tradewind.sdk.plugin.TradewindPlugin {
                            public Angry() { throw new IllegalStateException("no licence key"); }
                        }
                        """)
                .write();

        refused(zip, "angry.zip", "its entry could not be made", "IllegalStateException: no licence key");
    }

    @Test
    void thatUsesClassesOfTheHost() {
        Path zip = PluginZip.in(folder, "nosy")
                .entry("demo.Nosy", """
                        package demo;
                        import java.util.List;
                        public class Nosy implements dev.tradewind.sdk.plugin.TradewindPlugin {
                            public List<dev.tradewind.sdk.strategy.StrategyFactory> strategies() {
                                picocli.CommandLine.Help.defaultColorScheme(picocli.CommandLine.Help.Ansi.OFF);
                                return List.of();
                            }
                        }
                        """)
                .write();

        refused(zip, "nosy.zip", "a class that plugins do not see", "picocli/CommandLine");
    }

    @Test
    void whoseStrategyHasANameThatCannotBeTyped() {
        refused(
                PluginZip.withStrategy(folder, "shouting", "My Strategy").write(),
                "shouting.zip: the strategy name 'My Strategy' must be lower-case words with dashes");
    }

    @Test
    void thatSharesAStrategyNameWithAnother() throws IOException {
        Path zips = Files.createDirectories(folder.resolve("zips"));
        PluginZip.withStrategy(zips, "one", "same").write();
        PluginZip.withStrategy(zips, "two", "same").write();

        refused(zips, "two.zip supplies a strategy 'same', and so does", "one.zip", "remove one of them");
    }

    @Test
    void thatSharesItsIdWithAnother() throws IOException {
        Path zips = Files.createDirectories(folder.resolve("zips"));
        PluginZip.withStrategy(zips, "twin", "first").write("a.zip");
        PluginZip.withStrategy(zips, "twin", "second").write("b.zip");

        refused(zips, "b.zip has the same id as", "a.zip, 'twin'", "remove one of them");
    }

    @Test
    void thatIsNoZip() throws IOException {
        Path text = Files.writeString(folder.resolve("text.zip"), "this is text");

        refused(text, "text.zip is not a readable zip", "build or copy it again");
    }

    @Test
    void thatIsACutOffZip() throws IOException {
        Path zip = PluginZip.withStrategy(folder, "cut", "cut").write();
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));

        refused(zip, "cut.zip is not a readable zip");
    }

    @Test
    void thatWouldWriteOutsideItsFolder() {
        for (String name : List.of("../../evil.txt", "classes/../../evil.txt", "/tmp/evil.txt", "..\\evil.txt")) {
            Path zip = PluginZip.withStrategy(folder, "slip", "slip").file(name, "evil").write();

            refused(zip, "slip.zip holds a file that would leave the plugin's folder, '" + name + "'", "do not use it");
            assertThat(folder.resolve("evil.txt")).doesNotExist();
        }
    }

    @Test
    void thatUnpacksToMoreThanThereIsRoomFor() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        writeZeros(zip, PluginArchive.MAX_BYTES + 1);

        assertThat(Files.size(zip)).isLessThan(PluginArchive.MAX_BYTES / 100);
        refused(zip, "bomb.zip unpacks to more than the 256 MiB");
    }

    private static void writeZeros(Path zip, long count) throws IOException {
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("classes/zeros"));
            byte[] zeros = new byte[1 << 20];
            for (long left = count; left > 0; left -= zeros.length) {
                out.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
            out.closeEntry();
        }
    }

    @Test
    void thatLiesAboutItsSize() throws IOException {
        Path zip = folder.resolve("liar.zip");
        writeZeros(zip, PluginArchive.MAX_BYTES + 1);
        declareSize(zip, 10);

        refused(zip, "liar.zip");
    }

    /** Overwrites the uncompressed size in the central directory, which is what readers believe. */
    private static void declareSize(Path zip, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(zip);
        for (int i = bytes.length - 4; i >= 0; i--) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                bytes[i + 24] = (byte) size;
                bytes[i + 25] = 0;
                bytes[i + 26] = 0;
                bytes[i + 27] = 0;
                Files.write(zip, bytes);
                return;
            }
        }
        throw new AssertionError("no central directory in " + zip);
    }

    @Test
    void thatHoldsTooManyFiles() throws IOException {
        Path zip = folder.resolve("many.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (int i = 0; i <= PluginArchive.MAX_ENTRIES; i++) {
                out.putNextEntry(new ZipEntry("classes/" + i));
                out.closeEntry();
            }
        }

        refused(zip, "many.zip holds 20001 files, more than the 20000");
    }

    @Test
    void thatIsNotThere() {
        refused(folder.resolve("nowhere.zip"), "no plugin at ", "nowhere.zip: there is no such file or folder");
    }

    @Test
    void aFolderWithoutPlugins() throws IOException {
        refused(Files.createDirectories(folder.resolve("hollow")), "no plugin in ", "hollow");
    }

    @Test
    void allOfThemAreNamedAtOnce() throws IOException {
        Path zips = Files.createDirectories(folder.resolve("zips"));
        PluginZip.in(zips, "first").write();
        Files.writeString(zips.resolve("second.zip"), "text");

        assertThatThrownBy(() -> PluginHost.open(List.of(zips), folder.resolve("cache")))
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(2).contains("first.zip", "second.zip"));
    }
}

package dev.tradewind.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuleCacheTest {
    private static final String HASH = "0123";

    @TempDir
    private Path folder = Path.of("");

    private static RuleCache.Kept kept(String model) {
        return new RuleCache.Kept(List.of(), new CompiledRules(List.of(model), Map.of(model, new byte[] {1, 2, 3})));
    }

    @Test
    void rulesThatAreShippedCompiledAreRead() throws IOException {
        Path shipped = folder.resolve("shipped");
        new RuleCache(shipped).write(HASH, kept("shipped.Model"));
        Path file = new RuleCache(shipped).file(HASH);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        RuleCache cache = new RuleCache(folder.resolve("own"), shipped);

        assertThat(new RuleCache(shipped).read(HASH)).as("another user could have written it").isEmpty();
        assertThat(cache.read(HASH).orElseThrow().compiled().models()).containsExactly("shipped.Model");
        assertThat(cache.read("4567")).isEmpty();
    }

    @Test
    void ownRulesComeBeforeShippedAndShippedInPlaceOfBroken() throws IOException {
        Path shipped = folder.resolve("shipped");
        RuleCache cache = new RuleCache(folder.resolve("own"), shipped);
        new RuleCache(shipped).write(HASH, kept("shipped.Model"));

        cache.write(HASH, kept("own.Model"));
        assertThat(cache.read(HASH).orElseThrow().compiled().models()).containsExactly("own.Model");

        Files.write(cache.file(HASH), new byte[] {1});
        assertThat(cache.read(HASH).orElseThrow().compiled().models()).containsExactly("shipped.Model");
    }

    @Test
    void shippedRulesThatWereAlteredAreNotRead() throws IOException {
        Path shipped = folder.resolve("shipped");
        new RuleCache(shipped).write(HASH, kept("shipped.Model"));
        Path file = new RuleCache(shipped).file(HASH);
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1]++;
        Files.write(file, content);

        assertThat(new RuleCache(folder.resolve("own"), shipped).read(HASH)).isEmpty();
    }

    @Test
    void whatWasNotReadForLongestIsDeletedAndWhatAKilledProcessLeft() throws IOException {
        RuleCache cache = new RuleCache(folder.resolve("own"), folder.resolve("shipped"));
        Instant longAgo = Instant.now().minus(Duration.ofDays(300));
        for (int i = 0; i < RuleCache.MAX_KEPT; i++) {
            cache.write("old " + i, kept("Old"));
            Files.setLastModifiedTime(cache.file("old " + i), FileTime.from(longAgo.plusSeconds(i)));
        }
        Path left = Files.createFile(folder.resolve("own/rules1.tmp"));
        Files.setLastModifiedTime(left, FileTime.from(longAgo));
        Path begun = Files.createFile(folder.resolve("own/rules2.tmp"));
        Path other = Files.createFile(folder.resolve("own/notes.txt"));
        Files.setLastModifiedTime(other, FileTime.from(longAgo));

        // The oldest by far, but asked for: by this process or another.
        assertThat(new RuleCache(folder.resolve("own"), folder.resolve("shipped")).read("old 0")).isPresent();
        cache.write("new 1", kept("New"));
        cache.write("new 2", kept("New"));

        assertThat(cache.read("new 1")).isPresent();
        assertThat(cache.read("new 2")).isPresent();
        assertThat(cache.read("old 0")).isPresent();
        assertThat(cache.read("old 1")).isEmpty();
        assertThat(cache.read("old 2")).isEmpty();
        assertThat(cache.read("old 3")).isPresent();
        assertThat(left).doesNotExist();
        assertThat(begun).exists();
        assertThat(other).exists();
    }

    @Test
    void twoProcessesThatWriteAndPruneAtOnceNeverSeeAHalfFile() throws Exception {
        List<Throwable> failed = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
            RuleCache cache = new RuleCache(folder.resolve("own"), folder.resolve("shipped"));
            int offset = t * 40;
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (int i = 0; i < 120; i++) {
                        String hash = "set " + (i + offset) % 100;
                        cache.write(hash, kept("M" + hash.hashCode()));
                        // Another may have pruned it; what is there is whole.
                        cache.read(hash).ifPresent(found -> assertThat(found.compiled().models())
                                .containsExactly("M" + hash.hashCode()));
                    }
                } catch (IOException | AssertionError e) {
                    failed.add(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failed).isEmpty();
        try (Stream<Path> files = Files.list(folder.resolve("own"))) {
            assertThat(files.count()).isBetween((long) RuleCache.MAX_KEPT - 3, (long) RuleCache.MAX_KEPT + 3);
        }
    }
}

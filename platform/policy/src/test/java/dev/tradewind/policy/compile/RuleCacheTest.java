package dev.tradewind.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
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
}

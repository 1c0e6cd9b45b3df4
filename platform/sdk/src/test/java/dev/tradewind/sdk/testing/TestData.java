package dev.tradewind.sdk.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds the optional folder of real market data and reference values: {@code TRADEWIND_TEST_DATA}, or
 * {@code ../shared/data} beside the project. A test that needs it is skipped, and says so, where it is absent.
 */
public final class TestData {
    private TestData() {}

    /** The project's root folder. */
    public static Path projectRoot() {
        String root = System.getProperty("tradewind.root");
        Path path = Path.of(root == null ? "." : root).toAbsolutePath().normalize();
        while (path != null && !Files.exists(path.resolve(".mvn"))) {
            path = path.getParent();
        }
        return Objects.requireNonNull(path, "the project's root, the folder that holds .mvn");
    }

    private static Path folder() {
        String configured = System.getenv("TRADEWIND_TEST_DATA");
        return configured == null || configured.isBlank()
                ? projectRoot().resolve("../shared/data").normalize()
                : projectRoot().resolve(configured).normalize();
    }

    /** A file or folder of the test data; skips the calling test where it is absent. */
    public static Path require(String relative) {
        Path path = folder().resolve(relative);
        if (!Files.exists(path)) {
            String message = "skipped: no test data at " + path + " (set TRADEWIND_TEST_DATA)";
            System.out.println(message);
            Assumptions.abort(message);
        }
        return path;
    }

    /**
     * Every file below {@code relative} whose path there matches the glob, sorted; skips the calling test where there
     * is no such folder or no such file.
     */
    public static List<Path> requireAll(String relative, String glob) {
        Path base = require(relative);
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        try (Stream<Path> paths = Files.walk(base)) {
            List<Path> found = paths.filter(Files::isRegularFile)
                    .filter(path -> matcher.matches(base.relativize(path)))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                String message = "skipped: nothing matches " + glob + " in " + base;
                System.out.println(message);
                Assumptions.abort(message);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

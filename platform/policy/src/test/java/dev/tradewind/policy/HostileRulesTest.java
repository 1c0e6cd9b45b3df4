package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule files that try to do harm, each saying in its first line what it tries. {@code expected.tsv} names for each the
 * place at which it is refused and the reason.
 */
final class HostileRulesTest {
    static final Path CORPUS = Path.of("src/test/resources/hostile");
    private static final Path EXPECTED = CORPUS.resolve("expected.tsv");
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(10);
    private static final Canary CANARY = new Canary();

    record Case(String name, String place, String reason) {
        static Case of(String line) {
            String[] cells = line.split("\t", -1);
            return new Case(cells[0], cells[1], cells[2]);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() throws IOException {
        try (Stream<String> lines = Files.lines(EXPECTED)) {
            return lines.filter(line -> !line.startsWith("#")).map(Case::of).toList();
        }
    }

    @BeforeAll
    static void nothingSingsYet() {
        CANARY.begin();
    }

    @AfterAll
    static void nothingWasExecuted() {
        CANARY.assertSilent();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachIsRefusedInOneLineAtItsPlaceAndNothingOfItRuns(Case hostile, @TempDir Path folder) throws IOException {
        Folders.copyTables(folder);
        Path file = folder.resolve("risk").resolve(hostile.name());
        Files.createDirectories(folder.resolve("risk"));
        Files.copy(CORPUS.resolve(hostile.name()), file);

        List<RuleProblem> problems =
                Assertions.assertTimeoutPreemptively(LONGEST_CHECK, () -> RuleChecker.check(folder));

        assertThat(problems).isNotEmpty().hasSizeLessThanOrEqualTo(101);
        RuleProblem first = problems.getFirst();
        assertThat(first.place()).isEqualTo("risk/" + hostile.name() + ":" + hostile.place());
        assertThat(first.message()).contains(hostile.reason());
        assertThat(problems).allSatisfy(problem -> assertThat(problem + problem.sourceLine())
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\u2028\u2029&&[^\t]]")
                .hasSizeLessThan(900));
        assertThat(problems).allSatisfy(problem -> assertThat(problem.line()).isPositive());
        CANARY.assertSilent();
    }

    /** The same by the other door: what a backtest and the cache use. */
    @Test
    void noneIsLoadedOrLeftInTheCache(@TempDir Path folder, @TempDir Path cache) throws IOException {
        Folders.copyTables(folder);
        Files.createDirectories(folder.resolve("risk"));
        List<String> loaded = new ArrayList<>();
        for (Case hostile : cases()) {
            Path file = folder.resolve("risk").resolve(hostile.name());
            Files.copy(CORPUS.resolve(hostile.name()), file);
            try (DroolsPolicy policy = DroolsPolicy.load(folder, cache)) {
                loaded.add(hostile.name() + policy.rules().hash());
            } catch (RuleException e) {
                assertThat(e).hasMessageStartingWith("risk/" + hostile.name() + ":" + hostile.place());
            }
            Files.delete(file);
        }

        assertThat(loaded).isEmpty();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void everyFileOfTheCorpusIsExpectedAndSaysWhatItTries() throws IOException {
        List<String> expected = cases().stream().map(Case::name).sorted().toList();
        try (Stream<Path> files = Files.list(CORPUS)) {
            assertThat(files.filter(file -> !file.equals(EXPECTED))
                            .map(file -> file.getFileName().toString())
                            .sorted())
                    .isEqualTo(expected);
        }
        assertThat(expected).hasSizeGreaterThanOrEqualTo(60);
        for (String name : expected) {
            // Without the zeros of UTF-16 all of them can be read as bytes.
            String text = new String(Files.readAllBytes(CORPUS.resolve(name)), StandardCharsets.ISO_8859_1);
            assertThat(text.replace("\0", "").substring(0, 40)).as(name).contains("// tries: ");
        }
    }
}

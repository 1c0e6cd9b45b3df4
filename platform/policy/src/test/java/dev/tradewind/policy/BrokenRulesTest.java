package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broken and hostile rule files. Each names in its first line the place and the reason for which it is refused. */
final class BrokenRulesTest {
    private static final Path CORPUS = Path.of("src/test/resources/broken-rules");
    private static final Pattern EXPECTED = Pattern.compile("// expect (\\d+):(\\d+): (.*)");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachIsRefusedAtItsPlaceForItsReason(String name, @TempDir Path folder) throws IOException {
        String source = Files.readString(CORPUS.resolve(name));
        Folders.copyTables(folder);
        Folders.write(folder.resolve("risk").resolve(name), source);
        Matcher expected = EXPECTED.matcher(source.lines().findFirst().orElse(""));
        assertThat(expected.matches()).as("first line of " + name).isTrue();

        List<RuleProblem> problems = RuleChecker.check(folder);

        int line = Integer.parseInt(expected.group(1));
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.toString())
                    .startsWith("risk/" + name + ":" + line + ":" + expected.group(2) + ": ")
                    .contains(expected.group(3));
            // What could change how a terminal shows the line is shown as U+FFFD.
            assertThat(problem.sourceLine())
                    .isEqualTo(source.lines().toList().get(line - 1).replaceAll("\\p{Cf}", "\uFFFD"));
        });
        assertThat(problems).isSorted();
    }

    @Test
    void theCorpusIsNotEmpty() throws IOException {
        assertThat(names()).hasSizeGreaterThan(50);
    }

    @Test
    void aCodeNamesOneRule(@TempDir Path folder) throws IOException {
        Folders.copyTables(folder);
        Folders.write(folder.resolve("risk/a.drl"), Folders.risk(Folders.rule("First", "SAME", "notional > 5")));
        Folders.write(folder.resolve("risk/b.drl"), Folders.risk(Folders.rule("Second", "SAME", "notional > 6")));

        assertThat(RuleChecker.check(folder))
                .extracting(RuleProblem::toString)
                .containsExactly(
                        "risk/b.drl:4: the code SAME is taken by risk/a.drl:4 (a code names one rule)");
    }

    @Test
    void aRuleFileInAFolderThatIsNotReadIsNamedInsteadOfIgnored(@TempDir Path folder) throws IOException {
        Folders.copy(Orders.SHIPPED, folder);
        Folders.write(folder.resolve("more/a.drl"), Folders.risk(Folders.rule("A", "A", "notional > 5")));

        assertThat(RuleChecker.check(folder))
                .extracting(RuleProblem::toString)
                .containsExactly("more/a.drl: this file is in no folder that is read"
                        + " (move it to risk/ or compliance/, or remove it)");
    }

    @Test
    void aMissingFolderIsOneProblem(@TempDir Path folder) {
        assertThat(RuleChecker.check(folder.resolve("none")))
                .extracting(RuleProblem::message)
                .containsExactly("there is no such folder");
    }

    @Test
    void theShippedRulesHaveNoProblem() {
        assertThat(RuleChecker.check(Orders.SHIPPED)).isEmpty();
    }
}

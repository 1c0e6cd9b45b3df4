package dev.tradewind.policy.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.policy.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the shipped rules say what the rules do. */
class RulePagesTest {
    private static final Path ROOT = Path.of(System.getProperty("tradewind.root", "../.."));
    private static final Path PAGES = ROOT.resolve("docs/rules");
    private static final RuleSet RULES = RuleSet.load(ROOT.resolve("rules"));
    private static final List<Scenario> SCENARIOS = Scenarios.read(ROOT.resolve("rules"), RULES);

    private static Map<String, String> pages() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        if (Files.isDirectory(PAGES)) {
            try (Stream<Path> files = Files.list(PAGES)) {
                for (Path file : files.toList()) {
                    pages.put(String.valueOf(file.getFileName()), Files.readString(file));
                }
            }
        }
        return pages;
    }

    @Test
    void eachRuleHasAPageAndItIsWhatTheRuleSays() throws IOException {
        if (Boolean.getBoolean("tradewind.write-pages")) {
            Files.createDirectories(PAGES);
            for (Map.Entry<String, String> page :
                    RulePages.write(RULES, SCENARIOS, pages()).entrySet()) {
                Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
            }
        }
        Map<String, String> pages = pages();
        assertThat(pages)
                .as("write them anew: run this test with -Dtradewind.write-pages=true")
                .containsExactlyInAnyOrderEntriesOf(RulePages.write(RULES, SCENARIOS, pages));
    }

    @Test
    void eachPageSaysInAFewSentencesOfAPersonWhatTheRuleIsFor() throws IOException {
        Map<String, String> pages = pages();
        pages.remove("README.md");
        assertThat(pages).hasSameSizeAs(RULES.rules()).allSatisfy((name, page) -> {
            assertThat(RulePages.handWritten(page)).as(name).hasSizeGreaterThan(150);
            assertThat(page)
                    .as(name)
                    .containsPattern("## Scenarios\n- \\[").containsPattern("## Facts\n(.*\n){2}\\| `");
        });
    }

    @Test
    void whatPeopleWroteIsKeptAndAPageWithoutItHasNone() {
        String code = RULES.rules().getFirst().code();
        Map<String, String> blank = RulePages.write(RULES, SCENARIOS, Map.of());
        String first = blank.getOrDefault(code + ".md", "");
        assertThat(RulePages.handWritten(first)).isEmpty();

        String changed = first.replace(RulePages.END, "Mine.\n" + RulePages.END).replace("# ", "# Old ");
        assertThat(RulePages.write(RULES, SCENARIOS, Map.of(code + ".md", changed)).get(code + ".md"))
                .isEqualTo(first.replace(RulePages.BEGIN + "\n", RulePages.BEGIN + "Mine.\n"));
    }
}

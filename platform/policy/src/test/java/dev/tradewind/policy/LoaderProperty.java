package dev.tradewind.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.policy.compile.ByteCodeCheck;
import dev.tradewind.policy.compile.CompiledRules;
import dev.tradewind.policy.compile.Screen;
import dev.tradewind.policy.language.RuleFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold of any bytes that are given to the loader as a rule file: they are refused with one line for each
 * problem, located and fit for a terminal; or they are compiled, without a word of the compiler, into classes that the
 * byte-code check accepts and that judge an order.
 */
final class LoaderProperty {
    static final String FILE = "risk/fuzz.drl";

    /** Printed forms that were compiled before: what is printed alike is compiled alike. */
    private final Set<String> compiled = new LinkedHashSet<>();

    private final String path;
    private final int compilations;
    private int accepted;

    /**
     * @param compilations how many different files are compiled; of those beyond, only the source is checked
     */
    LoaderProperty(int compilations) {
        this(compilations, FILE);
    }

    /** The same for files of this path. */
    LoaderProperty(int compilations, String path) {
        this.compilations = compilations;
        this.path = path;
    }

    /** Fails if the property does not hold; true where the file was accepted. */
    boolean check(byte[] content) {
        List<RuleProblem> problems = new ArrayList<>();
        List<RuleFile> files = RulesFolder.of(Map.of(path, content)).rules(problems);
        if (!problems.isEmpty()) {
            assertThat(problems).hasSizeLessThanOrEqualTo(300).allSatisfy(this::isLocatedAndPrintable);
            return false;
        }
        accepted++;
        RuleFile file = files.getFirst();
        if (!file.rules().isEmpty() && compiled.size() < compilations && compiled.add(file.drl())) {
            compile(files);
        }
        return true;
    }

    private void isLocatedAndPrintable(RuleProblem problem) {
        assertThat(problem.file()).isEqualTo(path);
        assertThat(problem.line()).isPositive();
        assertThat(problem + problem.sourceLine())
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\u2028\u2029&&[^\t]]")
                .hasSizeLessThan(900);
    }

    private static void compile(List<RuleFile> files) {
        List<RuleProblem> problems = new ArrayList<>();
        CompiledRules classes = RuleChecker.compile(files, problems);
        assertThat(problems).as(() -> files.getFirst().drl()).isEmpty();
        assertThat(ByteCodeCheck.problems(classes)).isEmpty();
        Check order = Orders.ordinary();
        assertThat(Screen.of(classes)).isPresent().get().satisfies(screen -> {
            try {
                screen.anyRuleHolds(order);
            } catch (ArithmeticException e) {
                // An undefined comparison, which denies the order.
                assertThat(e).hasMessageContaining("undefined");
            }
        });
    }

    int accepted() {
        return accepted;
    }

    int compiled() {
        return compiled.size();
    }
}

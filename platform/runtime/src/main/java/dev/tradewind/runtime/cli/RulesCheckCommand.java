package dev.tradewind.runtime.cli;

import dev.tradewind.policy.RuleChecker;
import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tradewind rules check}. */
@Command(
        name = "check",
        description = "Compiles a folder of rules and names each error by file, line and column. Exit code 2 if there"
                + " is one.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        footerHeading = "%nExamples:%n",
        footer = {"  tradewind rules check", "  tradewind rules check my-rules/"})
final class RulesCheckCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FOLDER", description = "Default: the rules that came with the program.")
    private @Nullable Path folder;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path rules = RuleOptions.folder(folder);
        List<RuleProblem> problems = RuleChecker.check(rules);
        PrintWriter out = spec.commandLine().getOut();
        if (problems.isEmpty()) {
            RuleSet set = RuleSet.load(rules);
            set.warnings().forEach(warning -> RuleProblems.print(warning, "warning: ", out));
            out.println(rules + ": " + set.rules().size() + " rules, no problem. Rule set " + set.hash());
            return ExitCode.DONE;
        }
        RuleProblems.print(problems, rules, out);
        return ExitCode.BAD_INPUT;
    }
}

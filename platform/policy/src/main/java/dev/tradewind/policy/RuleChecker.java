package dev.tradewind.policy;

import dev.tradewind.policy.compile.ByteCodeCheck;
import dev.tradewind.policy.compile.CompiledRules;
import dev.tradewind.policy.compile.RuleCompiler;
import dev.tradewind.policy.compile.ScreenWriter;
import dev.tradewind.policy.language.RuleFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks a rules folder as {@code tradewind rules check} does. */
public final class RuleChecker {
    private RuleChecker() {}

    /**
     * Every problem of a rules folder, sorted by place; empty where the rules can be used. Rules are compiled only when
     * the files themselves are in order.
     */
    public static List<RuleProblem> check(Path dir) {
        List<RuleProblem> problems = new ArrayList<>();
        RulesFolder folder = RulesFolder.read(dir, problems);
        List<RuleFile> files = folder.rules(problems);
        List<RuleFile> conduct = folder.conduct(problems);
        folder.thresholds(problems);
        folder.owners(problems);
        folder.limits(problems);
        folder.restricted(problems);
        if (problems.isEmpty()) {
            compile(files, problems);
            if (!conduct.isEmpty()) {
                ConductRules.compile(conduct, problems);
            }
        }
        return problems.stream().sorted().toList();
    }

    /** Compiles checked rules and checks what came out. */
    static CompiledRules compile(List<RuleFile> files, List<RuleProblem> into) {
        CompiledRules compiled = RuleCompiler.compile(files, into);
        for (String problem : ByteCodeCheck.problems(compiled)) {
            into.add(new RuleProblem("rules", 0, 0, "refused byte code: " + problem, "", ""));
        }
        return into.isEmpty() ? ScreenWriter.withScreen(compiled) : compiled;
    }
}

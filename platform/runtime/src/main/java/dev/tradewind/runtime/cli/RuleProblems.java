package dev.tradewind.runtime.cli;

import dev.tradewind.policy.RuleProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Prints what is wrong with a folder of rules: each problem with its place and, under it, the line it stands in. */
final class RuleProblems {
    private RuleProblems() {}

    static void print(List<RuleProblem> problems, Path folder, PrintWriter out) {
        problems.forEach(problem -> print(problem, "", out));
        out.println(problems.size() + (problems.size() == 1 ? " problem" : " problems") + " in " + folder);
        out.flush();
    }

    static void print(RuleProblem problem, String before, PrintWriter out) {
        out.println(before + problem);
        if (!problem.sourceLine().isBlank()) {
            out.println("    " + problem.sourceLine().strip());
        }
    }
}

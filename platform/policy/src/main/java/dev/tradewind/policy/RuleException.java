package dev.tradewind.policy;

import java.util.List;

/** A rules folder that cannot be used, with every problem found in it. */
public final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<RuleProblem> problems;

    public RuleException(List<RuleProblem> problems) {
        super(summary(problems));
        this.problems = problems.stream().sorted().toList();
    }

    private static String summary(List<RuleProblem> problems) {
        List<RuleProblem> sorted = problems.stream().sorted().toList();
        String first = sorted.isEmpty() ? "rules cannot be used" : sorted.getFirst().toString();
        return sorted.size() < 2 ? first : first + " (and " + (sorted.size() - 1) + " more)";
    }

    /** The problems, sorted by place; at least one. */
    public List<RuleProblem> problems() {
        return problems;
    }
}

package dev.tradewind.policy.scenario;

import dev.tradewind.engine.policy.Reason;
import dev.tradewind.policy.DroolsPolicy;
import dev.tradewind.policy.RuleException;
import dev.tradewind.policy.RuleInfo;
import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.scenario.Scenario.Step;
import dev.tradewind.policy.scenario.ScenarioReport.Failure;
import dev.tradewind.policy.scenario.ScenarioReport.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the scenarios of a rules folder and tries its rules with them. They are no part of the rule set: its hash does
 * not change with them, and a program that trades does not read them.
 */
public final class Scenarios {
    private Scenarios() {}

    /**
     * Every scenario of a folder, by file and then by place.
     *
     * @param folder with a folder {@code scenarios} that holds {@code *.yaml}
     * @throws RuleException with every problem, if one cannot be read, or there are none
     */
    public static List<Scenario> read(Path folder, RuleSet rules) {
        List<RuleProblem> problems = new ArrayList<>();
        Set<String> codes = new TreeSet<>();
        rules.rules().stream().map(RuleInfo::code).forEach(codes::add);
        List<Scenario> scenarios = new ArrayList<>();
        ScenarioFolder.read(folder, problems)
                .forEach((file, text) -> scenarios.addAll(ScenarioReader.read(file, text, codes, problems)));
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return scenarios;
    }

    /**
     * The texts of a folder's scenarios, by path, sorted.
     *
     * @param into takes what cannot be read
     */
    public static Map<String, String> texts(Path folder, List<RuleProblem> into) {
        return ScenarioFolder.read(folder, into);
    }

    /** Tries rules with scenarios. */
    public static ScenarioReport run(RuleSet rules, List<Scenario> scenarios) {
        Reached reached = new Reached(rules);
        List<Result> results = new ArrayList<>();
        try (DroolsPolicy policy = rules.newPolicy()) {
            for (Scenario scenario : scenarios) {
                Given given = scenario.given();
                if (given.restricted().isEmpty() && given.tables().isEmpty()) {
                    results.add(run(scenario, policy, reached));
                    continue;
                }
                try (DroolsPolicy own = rules.with(given.restricted(), given.tables()).newPolicy()) {
                    results.add(run(scenario, own, reached));
                }
            }
        }
        return new ScenarioReport(rules.hash(), results, reached.unreached());
    }

    private static Result run(Scenario scenario, DroolsPolicy policy, Reached reached) {
        List<Failure> failures = new ArrayList<>();
        int line = scenario.line();
        try {
            ScenarioAccount account = new ScenarioAccount(scenario, policy);
            for (int i = 0; i < scenario.steps().size(); i++) {
                Step step = scenario.steps().get(i);
                line = step.line();
                account = i == 0 || scenario.together() ? account : new ScenarioAccount(scenario, policy);
                Outcome outcome = account.place(step);
                reached.add(outcome, scenario.given().tables().keySet());
                if (!Comparison.fits(step.expected(), outcome)) {
                    failures.add(new Failure(line, Comparison.shown(step.expected()), outcome.shown(),
                            outcome.reasons().stream().map(Reason::text).toList()));
                }
            }
        } catch (ScenarioException | ArithmeticException e) {
            failures.add(new Failure(line, "a world that can be", "none", List.of(String.valueOf(e.getMessage()))));
        }
        return new Result(scenario.file(), scenario.line(), scenario.name(), scenario.steps().size(), failures);
    }
}

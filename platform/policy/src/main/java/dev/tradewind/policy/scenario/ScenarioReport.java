package dev.tradewind.policy.scenario;

import java.util.List;

/**
 * What became of all scenarios of a folder.
 *
 * @param ruleSet hash of the rules that were tried
 * @param results in the order of the files
 * @param unreached rules and table rows that no scenario reaches
 */
public record ScenarioReport(String ruleSet, List<Result> results, List<Unreached> unreached) {
    public ScenarioReport {
        results = List.copyOf(results);
        unreached = List.copyOf(unreached);
    }

    /**
     * A scenario.
     *
     * @param line where it begins
     * @param orders how many it judged
     * @param failures what did not come as expected; empty where it passed
     */
    public record Result(String file, int line, String name, int orders, List<Failure> failures) {
        public Result {
            failures = List.copyOf(failures);
        }

        public boolean passed() {
            return failures.isEmpty();
        }
    }

    /**
     * An order that was not judged as expected.
     *
     * @param line where it stands
     * @param expected what the scenario says
     * @param actual what came
     * @param why the sentences of the reasons that came
     */
    public record Failure(int line, String expected, String actual, List<String> why) {
        public Failure {
            why = List.copyOf(why);
        }
    }

    /**
     * A rule or a row of a table.
     *
     * @param place file and line
     * @param name the rule's code, or the row's keys
     * @param why what is missing
     */
    public record Unreached(String place, String name, String why) {}

    public boolean passed() {
        return results.stream().allMatch(Result::passed);
    }

    public long failed() {
        return results.stream().filter(result -> !result.passed()).count();
    }
}

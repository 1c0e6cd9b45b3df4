package dev.tradewind.policy;

import dev.tradewind.policy.scenario.Scenario;
import dev.tradewind.policy.scenario.ScenarioReport;
import dev.tradewind.policy.scenario.ScenarioReport.Failure;
import dev.tradewind.policy.scenario.Scenarios;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** All that a rules folder has to pass before its rules judge orders that are under way. */
public final class RuleTrial {
    private RuleTrial() {}

    /**
     * Rules that passed.
     *
     * @param scenarios how many they were tried with
     * @param warnings what is valid and perhaps not meant
     */
    public record Tried(RuleSet rules, int scenarios, List<String> warnings) {
        public Tried {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * What a folder holds at this instant.
     *
     * @param hash of rules and tables, as {@link RuleSet#hash}
     * @param all of that, of the scenarios, and of what is wrong with the folder
     */
    public record State(String hash, String all) {}

    /** What a folder holds now, whether it can be used or not. Reads every file, compiles nothing. */
    public static State state(Path folder) {
        List<RuleProblem> problems = new ArrayList<>();
        RulesFolder read = RulesFolder.read(folder, problems);
        Map<String, String> scenarios =
                Files.isDirectory(folder.resolve("scenarios")) ? Scenarios.texts(folder, problems) : Map.of();
        MessageDigest digest = RulesFolder.sha256();
        digest.update(read.hash().getBytes(StandardCharsets.UTF_8));
        digest.update((scenarios + "\n" + problems).getBytes(StandardCharsets.UTF_8));
        return new State(read.hash(), HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * The files of a folder.
     *
     * @throws RuleException if one of them cannot be read
     */
    public static Map<String, byte[]> files(Path folder) {
        List<RuleProblem> problems = new ArrayList<>();
        Map<String, byte[]> files = FolderFiles.read(folder, problems);
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
        return files;
    }

    /**
     * Checks, compiles and checks what was compiled; then tries the scenarios, where there are some.
     *
     * @param cacheDir takes compiled rules
     * @throws RuleException with every problem; a scenario that fails is one, at its place
     */
    public static Tried load(Path folder, Path cacheDir) {
        RuleSet rules = RuleSet.load(folder, cacheDir);
        ConductRules.load(folder, cacheDir);
        List<String> warnings = new ArrayList<>();
        rules.warnings().forEach(warning -> warnings.add(warning.toString()));
        if (!Files.isDirectory(folder.resolve("scenarios"))) {
            warnings.add("there are no scenarios: nothing says what these rules are meant to do");
            return new Tried(rules, 0, warnings);
        }
        List<Scenario> scenarios = Scenarios.read(folder, rules);
        ScenarioReport report = Scenarios.run(rules, scenarios);
        List<RuleProblem> failed = new ArrayList<>();
        for (ScenarioReport.Result result : report.results()) {
            for (Failure failure : result.failures()) {
                failed.add(new RuleProblem(
                        result.file(),
                        failure.line(),
                        0,
                        "the scenario \"" + result.name() + "\" fails: expected " + failure.expected() + ", came "
                                + failure.actual(),
                        "",
                        "change the rule, or the scenario if it is outdated"));
            }
        }
        if (!failed.isEmpty()) {
            throw new RuleException(failed);
        }
        return new Tried(rules, scenarios.size(), warnings);
    }
}

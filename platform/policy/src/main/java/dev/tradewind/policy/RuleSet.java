package dev.tradewind.policy;

import dev.tradewind.policy.compile.CompiledRules;
import dev.tradewind.policy.compile.RuleBase;
import dev.tradewind.policy.compile.RuleCompiler;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.language.RuleFile;
import dev.tradewind.policy.limits.LimitsTable;
import dev.tradewind.policy.limits.RestrictedList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kie.api.KieBase;

/** A rules folder, checked, compiled and ready to judge. Immutable; shared by threads, each with its own policy. */
public final class RuleSet {
    private final String hash;
    private final List<RuleInfo> rules;
    private final LimitsTable limits;
    private final RestrictedList restricted;
    private final KieBase network;

    private RuleSet(
            String hash, List<RuleInfo> rules, LimitsTable limits, RestrictedList restricted, KieBase network) {
        this.hash = hash;
        this.rules = List.copyOf(rules);
        this.limits = limits;
        this.restricted = restricted;
        this.network = network;
    }

    /**
     * Loads a rules folder, compiled anew.
     *
     * @param rulesDir holds {@code risk/*.drl}, {@code compliance/*.drl}, {@code limits/limits.csv} and
     *     {@code limits/restricted.csv}
     * @throws RuleException with every problem, if the rules cannot be used
     */
    public static RuleSet load(Path rulesDir) {
        List<RuleProblem> problems = new ArrayList<>();
        RulesFolder folder = RulesFolder.read(rulesDir, problems);
        List<RuleFile> files = folder.rules(problems);
        LimitsTable limits = folder.limits(problems);
        RestrictedList restricted = folder.restricted(problems);
        stopAt(problems);
        CompiledRules compiled = RuleCompiler.compile(files, problems);
        stopAt(problems);
        List<RuleInfo> infos = files.stream()
                .flatMap(file -> file.rules().stream())
                .map(Rule::info)
                .toList();
        return new RuleSet(folder.hash(), infos, limits, restricted, RuleBase.of(compiled));
    }

    private static void stopAt(List<RuleProblem> problems) {
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
    }

    /** A session on these rules, for one thread. */
    public DroolsPolicy newPolicy() {
        return new DroolsPolicy(this);
    }

    /** SHA-256 over all rule and limit files, hexadecimal. */
    public String hash() {
        return hash;
    }

    /** What each rule says about itself, in the order of the files. */
    public List<RuleInfo> rules() {
        return rules;
    }

    /** The table of limits. */
    public LimitsTable limits() {
        return limits;
    }

    /** The restricted list. */
    public RestrictedList restricted() {
        return restricted;
    }

    KieBase network() {
        return network;
    }
}

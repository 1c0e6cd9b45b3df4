package dev.tradewind.policy;

import dev.tradewind.policy.compile.CompiledRules;
import dev.tradewind.policy.compile.RuleBase;
import dev.tradewind.policy.compile.RuleCache;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.language.RuleFile;
import dev.tradewind.policy.limits.LimitsTable;
import dev.tradewind.policy.limits.RestrictedList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kie.api.KieBase;

/** A rules folder, checked, compiled and ready to judge. Immutable; shared by threads, each with its own policy. */
public final class RuleSet {
    private static final System.Logger LOG = System.getLogger(RuleSet.class.getName());

    private final String hash;
    private final List<RuleInfo> rules;
    private final LimitsTable limits;
    private final RestrictedList restricted;
    private final KieBase network;
    private final boolean fromCache;

    private RuleSet(
            String hash,
            List<RuleInfo> rules,
            LimitsTable limits,
            RestrictedList restricted,
            KieBase network,
            boolean fromCache) {
        this.hash = hash;
        this.rules = List.copyOf(rules);
        this.limits = limits;
        this.restricted = restricted;
        this.network = network;
        this.fromCache = fromCache;
    }

    /**
     * Loads a rules folder, compiled anew.
     *
     * @param rulesDir holds {@code risk/*.drl}, {@code compliance/*.drl}, {@code limits/limits.csv} and
     *     {@code limits/restricted.csv}
     * @throws RuleException with every problem, if the rules cannot be used
     */
    public static RuleSet load(Path rulesDir) {
        return load(rulesDir, Optional.empty());
    }

    /**
     * Loads a rules folder; what was compiled before comes from the cache, without starting the rule compiler. A cache
     * that cannot be read or written is not used.
     *
     * @param rulesDir as in {@link #load(Path)}
     * @param cacheDir takes compiled rules; made if it does not exist
     * @throws RuleException with every problem, if the rules cannot be used
     */
    public static RuleSet load(Path rulesDir, Path cacheDir) {
        return load(rulesDir, Optional.of(new RuleCache(cacheDir)));
    }

    private static RuleSet load(Path rulesDir, Optional<RuleCache> cache) {
        List<RuleProblem> problems = new ArrayList<>();
        RulesFolder folder = RulesFolder.read(rulesDir, problems);
        List<RuleFile> files = folder.rules(problems);
        LimitsTable limits = folder.limits(problems);
        RestrictedList restricted = folder.restricted(problems);
        stopAt(problems);
        String ruleHash = folder.ruleHash();
        Optional<KieBase> cached = cache.flatMap(kept -> kept.read(ruleHash)).flatMap(RuleSet::networkOf);
        KieBase network = cached.orElseGet(() -> {
            CompiledRules compiled = RuleChecker.compile(files, problems);
            stopAt(problems);
            cache.ifPresent(kept -> keep(kept, ruleHash, compiled));
            return RuleBase.of(compiled);
        });
        List<RuleInfo> infos = files.stream()
                .flatMap(file -> file.rules().stream())
                .map(Rule::info)
                .toList();
        return new RuleSet(
                folder.hash(), infos, limits, restricted, network, cached.isPresent());
    }

    private static Optional<KieBase> networkOf(CompiledRules cached) {
        try {
            return Optional.of(RuleBase.of(cached));
        } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.DEBUG, "kept rules are compiled anew: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static void keep(RuleCache cache, String ruleHash, CompiledRules compiled) {
        try {
            cache.write(ruleHash, compiled);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "compiled rules are not kept: {0}", e.getMessage());
        }
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

    /** Whether the rules were compiled before, so that the rule compiler was not started. */
    public boolean isFromCache() {
        return fromCache;
    }

    KieBase network() {
        return network;
    }
}

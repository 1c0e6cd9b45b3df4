package dev.tradewind.policy;

import dev.tradewind.policy.compile.CompiledRules;
import dev.tradewind.policy.compile.RuleBase;
import dev.tradewind.policy.compile.RuleCache;
import dev.tradewind.policy.compile.Screen;
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

/**
 * A rules folder, checked, compiled and ready to judge. Shared by threads, each with its own policy.
 *
 * <p>Each policy has its own rule network: sessions of one network on several threads share the buffer from which
 * Drools hands values to a right-hand side, so that a reason could name another thread's value.
 */
public final class RuleSet {
    private static final System.Logger LOG = System.getLogger(RuleSet.class.getName());

    private final String hash;
    private final List<RuleInfo> rules;
    private final LimitsTable limits;
    private final RestrictedList restricted;
    private final List<RuleFile> files;
    private final Loaded loaded;
    private final boolean fromCache;

    private RuleSet(String hash, List<RuleFile> files, Tables tables, Loaded loaded, boolean fromCache) {
        this.hash = hash;
        this.files = List.copyOf(files);
        this.rules = files.stream()
                .flatMap(file -> file.rules().stream())
                .map(Rule::info)
                .toList();
        this.limits = tables.limits();
        this.restricted = tables.restricted();
        this.loaded = loaded;
        this.fromCache = fromCache;
    }

    private record Tables(LimitsTable limits, RestrictedList restricted) {}

    private record Loaded(CompiledRules compiled, Optional<Screen> screen) {
        static Loaded of(CompiledRules compiled) {
            return new Loaded(compiled, Screen.of(compiled));
        }
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
        Optional<Loaded> cached = cache.flatMap(kept -> kept.read(ruleHash)).flatMap(RuleSet::usable);
        Loaded loaded = cached.orElseGet(() -> {
            CompiledRules compiled = compile(files);
            cache.ifPresent(kept -> keep(kept, ruleHash, compiled));
            return Loaded.of(compiled);
        });
        return new RuleSet(folder.hash(), files, new Tables(limits, restricted), loaded, cached.isPresent());
    }

    private static CompiledRules compile(List<RuleFile> files) {
        List<RuleProblem> problems = new ArrayList<>();
        CompiledRules compiled = RuleChecker.compile(files, problems);
        stopAt(problems);
        return compiled;
    }

    private static Optional<Loaded> usable(CompiledRules cached) {
        try {
            return Optional.of(Loaded.of(cached));
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

    /** A policy on these rules, for one thread. */
    public DroolsPolicy newPolicy() {
        return new DroolsPolicy(this, loaded.screen());
    }

    /** The same without the {@link Screen}: every order goes through the rule engine. To compare the two. */
    public DroolsPolicy newUnscreenedPolicy() {
        return new DroolsPolicy(this, Optional.empty());
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

    /** A network for one thread. Kept rules whose classes turn out to be damaged are compiled anew. */
    KieBase newNetwork() {
        try {
            return RuleBase.of(loaded.compiled());
        } catch (IllegalStateException e) {
            if (!fromCache) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "kept rules are compiled anew: {0}", e.getMessage());
            return RuleBase.of(compile(files));
        }
    }
}

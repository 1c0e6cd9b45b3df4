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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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
    private final CompiledRules compiled;
    private final AtomicReference<@Nullable KieBase> unused;
    private final boolean fromCache;

    private RuleSet(
            String hash,
            List<RuleInfo> rules,
            LimitsTable limits,
            RestrictedList restricted,
            Loaded loaded,
            boolean fromCache) {
        this.hash = hash;
        this.rules = List.copyOf(rules);
        this.limits = limits;
        this.restricted = restricted;
        this.compiled = loaded.compiled();
        this.unused = new AtomicReference<>(loaded.network());
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
        Optional<Loaded> cached = cache.flatMap(kept -> kept.read(ruleHash)).flatMap(RuleSet::usable);
        Loaded loaded = cached.orElseGet(() -> {
            CompiledRules compiled = RuleChecker.compile(files, problems);
            stopAt(problems);
            cache.ifPresent(kept -> keep(kept, ruleHash, compiled));
            return new Loaded(compiled, RuleBase.of(compiled));
        });
        List<RuleInfo> infos = files.stream()
                .flatMap(file -> file.rules().stream())
                .map(Rule::info)
                .toList();
        return new RuleSet(
                folder.hash(), infos, limits, restricted, loaded, cached.isPresent());
    }

    private record Loaded(CompiledRules compiled, KieBase network) {}

    private static Optional<Loaded> usable(CompiledRules cached) {
        try {
            return Optional.of(new Loaded(cached, RuleBase.of(cached)));
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

    /** A network for one thread: the one that loading built, then others. */
    KieBase newNetwork() {
        KieBase first = unused.getAndSet(null);
        return first == null ? RuleBase.of(compiled) : first;
    }
}

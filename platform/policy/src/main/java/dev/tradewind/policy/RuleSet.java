package dev.tradewind.policy;

import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.policy.compile.CompiledRules;
import dev.tradewind.policy.compile.RuleBase;
import dev.tradewind.policy.compile.RuleCache;
import dev.tradewind.policy.compile.Screen;
import dev.tradewind.policy.language.Glossary;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.language.RuleFile;
import dev.tradewind.policy.language.Sentence;
import dev.tradewind.policy.limits.FactTables;
import dev.tradewind.policy.limits.LimitsTable;
import dev.tradewind.policy.limits.RestrictedList;
import dev.tradewind.policy.limits.TableName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kie.api.KieBase;

/**
 * A rules folder, checked, compiled and ready to judge. Shared by threads, each with its own policy.
 *
 * <p>Each policy has its own rule network: sessions of one network on several threads share the buffer from which
 * Drools hands values to a right-hand side, so that a reason could name another thread's value.
 */
public final class RuleSet {
    private final String hash;
    private final List<RuleInfo> rules;
    private final LimitsTable limits;
    private final RestrictedList restricted;
    private final FactTables tables;
    private final RulesFolder folder;
    private final Loaded loaded;
    private final boolean fromCache;

    private RuleSet(RulesFolder folder, Tables tables, Loaded loaded, boolean fromCache) {
        this.folder = folder;
        this.hash = folder.hash();
        this.rules = List.copyOf(loaded.rules());
        this.limits = tables.limits();
        this.restricted = tables.restricted();
        this.tables = tables.facts();
        this.loaded = loaded;
        this.fromCache = fromCache;
    }

    private record Tables(LimitsTable limits, RestrictedList restricted, FactTables facts) {
        static Tables of(RulesFolder folder, List<RuleProblem> problems) {
            return new Tables(folder.limits(problems), folder.restricted(problems), folder.factTables(problems));
        }
    }

    private record Loaded(List<RuleInfo> rules, CompiledRules compiled, Optional<Screen> screen) {
        static Loaded of(List<RuleInfo> rules, CompiledRules compiled) {
            return new Loaded(rules, compiled, Screen.of(compiled));
        }
    }

    /**
     * Loads a rules folder, compiled anew.
     *
     * @param rulesDir holds {@code risk/*.drl}, {@code compliance/*.drl}, {@code limits/limits.csv},
     *     {@code limits/restricted.csv}, and those of {@link dev.tradewind.policy.limits.TableName} that it needs
     * @throws RuleException with every problem, if the rules cannot be used
     */
    public static RuleSet load(Path rulesDir) {
        return load(rulesDir, Optional.empty());
    }

    /**
     * Loads a rules folder; what was checked and compiled before comes from the cache, without reading the rules again
     * or starting the rule compiler. A cache that cannot be read or written is not used.
     *
     * @param rulesDir as in {@link #load(Path)}
     * @param cacheDir takes compiled rules; made if it does not exist
     * @throws RuleException with every problem, if the rules cannot be used
     */
    public static RuleSet load(Path rulesDir, Path cacheDir) {
        return load(rulesDir, Optional.of(new RuleCache(cacheDir)));
    }

    /**
     * These rules with more on the restricted list and other tables, for a scenario. They keep their hash.
     *
     * @param instead texts by the table that they stand in place of
     * @throws RuleException if one of them cannot be read
     */
    public RuleSet with(Map<String, String> symbols, Map<TableName, String> instead) {
        List<RuleProblem> problems = new ArrayList<>();
        FactTables facts = tables;
        for (Map.Entry<TableName, String> table : instead.entrySet()) {
            facts = facts.with(table.getKey(), table.getValue(), problems);
        }
        stopAt(problems);
        return new RuleSet(folder, new Tables(limits, restricted.and(symbols), facts), loaded, fromCache);
    }

    /**
     * The same from files that stand in no folder, such as those of {@link #files}.
     *
     * @param files contents by path
     * @throws RuleException with every problem, if the rules cannot be used
     */
    public static RuleSet of(Map<String, byte[]> files, Path cacheDir) {
        return load(RulesFolder.of(files), new ArrayList<>(), Optional.of(new RuleCache(cacheDir)));
    }

    private static RuleSet load(Path rulesDir, Optional<RuleCache> cache) {
        List<RuleProblem> problems = new ArrayList<>();
        return load(RulesFolder.read(rulesDir, problems), problems, cache);
    }

    private static RuleSet load(RulesFolder folder, List<RuleProblem> problems, Optional<RuleCache> cache) {
        Tables tables = Tables.of(folder, problems);
        String ruleHash = folder.ruleHash();
        Optional<Loaded> cached = problems.isEmpty()
                ? cache.flatMap(kept -> kept.read(ruleHash)).flatMap(RuleSet::usable)
                : Optional.empty();
        Loaded loaded = cached.orElseGet(() -> {
            List<RuleFile> files = folder.rules(problems);
            stopAt(problems);
            Loaded fresh = compile(files);
            cache.ifPresent(kept -> keep(kept, ruleHash, fresh));
            return fresh;
        });
        return new RuleSet(folder, tables, loaded, cached.isPresent());
    }

    /**
     * Compiles a rules folder for {@link #load(Path, Path)} to find, whatever was compiled before.
     *
     * @throws RuleException with every problem, if the rules cannot be used
     * @throws IOException if the cache cannot be written
     */
    static void keepCompiled(Path rulesDir, Path cacheDir) throws IOException {
        List<RuleProblem> problems = new ArrayList<>();
        RulesFolder folder = RulesFolder.read(rulesDir, problems);
        Tables.of(folder, problems);
        List<RuleFile> files = folder.rules(problems);
        stopAt(problems);
        Loaded fresh = compile(files);
        new RuleCache(cacheDir).write(folder.ruleHash(), new RuleCache.Kept(fresh.rules(), fresh.compiled()));
    }

    private static Loaded compile(List<RuleFile> files) {
        List<RuleProblem> problems = new ArrayList<>();
        CompiledRules compiled = RuleChecker.compile(files, problems);
        stopAt(problems);
        List<RuleInfo> infos = files.stream()
                .flatMap(file -> file.rules().stream())
                .map(Rule::info)
                .toList();
        return Loaded.of(infos, compiled);
    }

    private static Optional<Loaded> usable(RuleCache.Kept kept) {
        try {
            return Optional.of(Loaded.of(kept.rules(), kept.compiled()));
        } catch (IllegalStateException e) {
            log("kept rules are compiled anew", e);
            return Optional.empty();
        }
    }

    private static void keep(RuleCache cache, String ruleHash, Loaded loaded) {
        try {
            cache.write(ruleHash, new RuleCache.Kept(loaded.rules(), loaded.compiled()));
        } catch (IOException e) {
            log("compiled rules are not kept", e);
        }
    }

    /** The logger is made when it is needed, since it costs a start some milliseconds. */
    private static void log(String what, Exception why) {
        System.getLogger(RuleSet.class.getName()).log(System.Logger.Level.DEBUG, "{0}: {1}", what, why.getMessage());
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

    /** The files that {@link #hash} is over, sorted by name; written into a folder they load as this set. */
    public Map<String, byte[]> files() {
        return folder.files();
    }

    /** What each rule says about itself, in the order of the files. */
    public List<RuleInfo> rules() {
        return rules;
    }

    /** Which properties each rule asks for, by the rule's code. Reads the rules' texts again. */
    public Map<String, Set<String>> asked() {
        Map<String, Set<String>> asked = new TreeMap<>();
        for (RuleFile file : folder.rules(new ArrayList<>())) {
            file.rules().forEach(rule -> asked.put(rule.info().code(), rule.properties()));
        }
        return asked;
    }

    /** The table of limits. */
    public LimitsTable limits() {
        return limits;
    }

    /**
     * What is valid and perhaps not meant: rows of tables that overlap, and limits that rules compare with though the
     * table has no column for them. Empty for most sets.
     */
    public List<RuleProblem> warnings() {
        List<RuleProblem> warnings = new ArrayList<>(limits.overlaps());
        warnings.addAll(restricted.overlaps());
        warnings.addAll(tables.overlaps());
        List<Limit> unstated = limits.unstated();
        if (!unstated.isEmpty()) {
            Set<String> read = new TreeSet<>();
            asked().values().forEach(read::addAll);
            unstated.stream().filter(limit -> read.contains(Glossary.name(limit))).forEach(limit ->
                    warnings.add(new RuleProblem(limits.file(), 0, 0,
                            "there is no column " + limit.column() + ", so that " + Sentence.shown(limit.unstated())
                                    + " holds for everybody", "", "add the column to change that")));
        }
        return warnings;
    }

    /** The tables beside the limits and the restricted list. */
    public FactTables tables() {
        return tables;
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
            log("kept rules are compiled anew", e);
            List<RuleProblem> problems = new ArrayList<>();
            List<RuleFile> files = folder.rules(problems);
            stopAt(problems);
            return RuleBase.of(compile(files).compiled());
        }
    }
}

package dev.tradewind.policy;

import dev.tradewind.policy.compile.ByteCodeCheck;
import dev.tradewind.policy.compile.CompiledRules;
import dev.tradewind.policy.compile.RuleBase;
import dev.tradewind.policy.compile.RuleCache;
import dev.tradewind.policy.compile.RuleCompiler;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.language.RuleFile;
import dev.tradewind.policy.limits.FactTables;
import dev.tradewind.policy.limits.OwnersTable;
import dev.tradewind.policy.limits.ThresholdsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kie.api.KieBase;

/**
 * The rules about conduct of a rules folder: {@code surveillance/*.drl}, {@code limits/surveillance.csv} and, where
 * there is one, {@code limits/owners.csv}. Shared by threads.
 */
public final class ConductRules {
    private final String hash;
    private final List<RuleInfo> rules;
    private final Map<String, Set<String>> asked = new TreeMap<>();
    private final ThresholdsTable thresholds;
    private final OwnersTable owners;
    private final FactTables tables;
    private final CompiledRules compiled;

    private record Tables(ThresholdsTable thresholds, OwnersTable owners, FactTables facts) {}

    private ConductRules(String hash, List<RuleFile> files, Tables tables, CompiledRules compiled) {
        this.hash = hash;
        List<RuleInfo> infos = new ArrayList<>();
        for (RuleFile file : files) {
            for (Rule rule : file.rules()) {
                infos.add(rule.info());
                asked.put(rule.info().code(), rule.properties());
            }
        }
        this.rules = List.copyOf(infos);
        this.thresholds = tables.thresholds();
        this.owners = tables.owners();
        this.tables = tables.facts();
        this.compiled = compiled;
    }

    /**
     * Loads a rules folder.
     *
     * @param cacheDir takes compiled rules; made if it does not exist
     * @throws RuleException with every problem, if the rules cannot be used
     */
    public static ConductRules load(Path rulesDir, Path cacheDir) {
        List<RuleProblem> problems = new ArrayList<>();
        return of(RulesFolder.read(rulesDir, problems), problems, cacheDir);
    }

    /**
     * The same from files that stand in no folder, such as those of {@link RuleSet#files}.
     *
     * @param files contents by path
     * @throws RuleException with every problem, if the rules cannot be used
     */
    public static ConductRules of(Map<String, byte[]> files, Path cacheDir) {
        return of(RulesFolder.of(files), new ArrayList<>(), cacheDir);
    }

    private static ConductRules of(RulesFolder folder, List<RuleProblem> problems, Path cacheDir) {
        List<RuleFile> files = folder.conduct(problems);
        Tables tables =
                new Tables(folder.thresholds(problems), folder.owners(problems), folder.factTables(problems));
        stopAt(problems);
        if (files.isEmpty()) {
            return new ConductRules(folder.hash(), files, tables, new CompiledRules(List.of(), Map.of()));
        }
        RuleCache cache = new RuleCache(cacheDir);
        String key = key(folder);
        Optional<CompiledRules> kept = cache.read(key).map(RuleCache.Kept::compiled);
        CompiledRules compiled = kept.orElseGet(() -> {
            CompiledRules fresh = compile(files, problems);
            stopAt(problems);
            return fresh;
        });
        ConductRules loaded = new ConductRules(folder.hash(), files, tables, compiled);
        if (kept.isEmpty()) {
            keep(cache, key, loaded);
        }
        return loaded;
    }

    private static String key(RulesFolder folder) {
        return "conduct " + folder.conductHash();
    }

    /**
     * Compiles a rules folder's rules about conduct for {@link #load} to find, whatever was compiled before.
     *
     * @throws RuleException with every problem, if the rules cannot be used
     * @throws IOException if the cache cannot be written
     */
    static void keepCompiled(Path rulesDir, Path cacheDir) throws IOException {
        List<RuleProblem> problems = new ArrayList<>();
        RulesFolder folder = RulesFolder.read(rulesDir, problems);
        List<RuleFile> files = folder.conduct(problems);
        stopAt(problems);
        if (files.isEmpty()) {
            return;
        }
        CompiledRules compiled = compile(files, problems);
        stopAt(problems);
        List<RuleInfo> infos = files.stream()
                .flatMap(file -> file.rules().stream())
                .map(Rule::info)
                .toList();
        new RuleCache(cacheDir).write(key(folder), new RuleCache.Kept(infos, compiled));
    }

    /** Compiles checked rules and checks what came out. */
    static CompiledRules compile(List<RuleFile> files, List<RuleProblem> into) {
        CompiledRules compiled = RuleCompiler.compile(files, into);
        for (String problem : ByteCodeCheck.problems(compiled)) {
            into.add(new RuleProblem("rules", 0, 0, "refused byte code: " + problem, "", ""));
        }
        return compiled;
    }

    private static void keep(RuleCache cache, String key, ConductRules loaded) {
        try {
            cache.write(key, new RuleCache.Kept(loaded.rules, loaded.compiled));
        } catch (IOException e) {
            System.getLogger(ConductRules.class.getName())
                    .log(System.Logger.Level.DEBUG, "compiled rules are not kept: {0}", e.getMessage());
        }
    }

    private static void stopAt(List<RuleProblem> problems) {
        if (!problems.isEmpty()) {
            throw new RuleException(problems);
        }
    }

    /** These rules with other owners of accounts, for a trial. They keep their hash. */
    public ConductRules withOwners(Map<String, String> other) {
        return new ConductRules(this, OwnersTable.of(other));
    }

    private ConductRules(ConductRules of, OwnersTable owners) {
        this.hash = of.hash;
        this.rules = of.rules;
        this.asked.putAll(of.asked);
        this.thresholds = of.thresholds;
        this.owners = owners;
        this.tables = of.tables;
        this.compiled = of.compiled;
    }

    /** SHA-256 over all files of the rules folder, as of {@link RuleSet#hash}. */
    public String hash() {
        return hash;
    }

    /** What each rule says about itself, in the order of the files; empty where there are none. */
    public List<RuleInfo> rules() {
        return rules;
    }

    /** The properties that a rule reads, thresholds included. */
    public Set<String> asked(String code) {
        return asked.getOrDefault(code, Set.of());
    }

    public ThresholdsTable thresholds() {
        return thresholds;
    }

    /** The tables beside those about conduct, of which sessions tell when a closing price is made. */
    public FactTables tables() {
        return tables;
    }

    /** The owner of an account. */
    public String owner(String account) {
        return owners.owner(account);
    }

    /** A network for one thread. @throws IllegalStateException if a class cannot be loaded */
    public KieBase newNetwork() {
        return RuleBase.of(compiled);
    }
}

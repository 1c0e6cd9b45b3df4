package dev.tradewind.policy;

import dev.tradewind.policy.language.Bounds;
import dev.tradewind.policy.language.Problems;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.language.RuleFile;
import dev.tradewind.policy.language.RuleKind;
import dev.tradewind.policy.language.RuleParser;
import dev.tradewind.policy.limits.FactTables;
import dev.tradewind.policy.limits.LimitsTable;
import dev.tradewind.policy.limits.OwnersTable;
import dev.tradewind.policy.limits.RestrictedList;
import dev.tradewind.policy.limits.TableName;
import dev.tradewind.policy.limits.ThresholdsTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of a rules folder: which there are, their hash, what they say. */
final class RulesFolder {
    static final String RULES = ".drl";
    static final String LIMITS = "limits/limits.csv";
    static final String RESTRICTED = "limits/restricted.csv";

    /** The same tables as workbooks. */
    static final String LIMITS_SHEET = "limits/limits.xlsx";

    static final String RESTRICTED_SHEET = "limits/restricted.xlsx";

    /** Thresholds of the rules about conduct. */
    static final String SURVEILLANCE = "limits/surveillance.csv";

    /** Who owns which account. */
    static final String OWNERS = "limits/owners.csv";

    private final Map<String, byte[]> files;

    private RulesFolder(Map<String, byte[]> files) {
        this.files = files;
    }

    /**
     * Reads every rule and limit file.
     *
     * @param into takes what is wrong with the folder itself
     */
    static RulesFolder read(Path root, List<RuleProblem> into) {
        Map<String, byte[]> files = FolderFiles.read(root, into);
        boolean unreadable = into.stream().anyMatch(problem -> problem.file().equals(root.toString()));
        if (!unreadable) {
            checkComplete(root, files, into);
        }
        return new RulesFolder(files);
    }

    /** Files that stand in no folder, by path. */
    static RulesFolder of(Map<String, byte[]> files) {
        return new RulesFolder(new TreeMap<>(files));
    }

    /** Copies of all files, sorted by name. */
    Map<String, byte[]> files() {
        Map<String, byte[]> copies = new TreeMap<>();
        files.forEach((name, content) -> copies.put(name, content.clone()));
        return copies;
    }

    /** Whether a file holds rules or policies. */
    static boolean isRules(String name) {
        return name.endsWith(RULES) || name.endsWith(RuleParser.POLICIES);
    }

    /** Whether a file holds rules about orders. */
    private static boolean isOrderRules(String name) {
        return isRules(name) && RuleKind.of(name) == RuleKind.ORDERS;
    }

    private static void checkComplete(Path root, Map<String, byte[]> files, List<RuleProblem> into) {
        List<String> refused = into.stream().map(RuleProblem::file).toList();
        if (refused.isEmpty() && files.keySet().stream().noneMatch(RulesFolder::isOrderRules)) {
            into.add(FolderFiles.problem(
                    root.toString(), "holds no rules", "put them in risk/ and compliance/, as *.drl or *.policy"));
        }
        for (TableName table : TableName.values()) {
            checkOne(table.csv(), table.workbook(), files, into);
        }
        for (String table : List.of(LIMITS, RESTRICTED)) {
            String sheet = asSheet(table);
            checkOne(table, sheet, files, into);
            if (!files.containsKey(table) && !files.containsKey(sheet) && !refused.contains(table)
                    && !refused.contains(sheet)) {
                into.add(FolderFiles.problem(table, "this file is missing", "copy the shipped one"));
            }
        }
    }

    private static void checkOne(String table, String sheet, Map<String, byte[]> files, List<RuleProblem> into) {
        if (files.containsKey(table) && files.containsKey(sheet)) {
            into.add(FolderFiles.problem(sheet, "the same table stands in " + table,
                    "remove one of them: only one can be in force"));
        }
    }

    /** SHA-256 over the names and contents of all files, sorted by name; each length-prefixed. Hexadecimal. */
    String hash() {
        return hash(files);
    }

    /** The same over rule files alone: what compiled rules depend on. */
    String ruleHash() {
        Map<String, byte[]> rules = new TreeMap<>(files);
        rules.keySet().removeIf(name -> !isOrderRules(name));
        return hash(rules);
    }

    /** The same of the rules about conduct. */
    String conductHash() {
        Map<String, byte[]> rules = new TreeMap<>(files);
        rules.keySet().removeIf(name -> RuleKind.of(name) != RuleKind.CONDUCT);
        return hash(rules);
    }

    /** Whether a file belongs to surveillance: a rule about conduct, or a table that such rules alone use. */
    static boolean isSurveillance(String name) {
        return RuleKind.of(name) == RuleKind.CONDUCT || name.equals(SURVEILLANCE) || name.equals(OWNERS);
    }

    private static String hash(Map<String, byte[]> files) {
        MessageDigest digest = sha256();
        files.forEach((name, content) -> {
            update(digest, name.getBytes(StandardCharsets.UTF_8));
            update(digest, content);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The rules about orders of all files, sorted by file, checked one by one and against each other. */
    List<RuleFile> rules(List<RuleProblem> into) {
        return rules(RuleKind.ORDERS, into);
    }

    /** The same of the rules about conduct; a folder may have none. */
    List<RuleFile> conduct(List<RuleProblem> into) {
        return rules(RuleKind.CONDUCT, into);
    }

    private List<RuleFile> rules(RuleKind kind, List<RuleProblem> into) {
        List<RuleFile> parsed = new ArrayList<>();
        files.forEach((name, content) -> {
            if (isRules(name) && RuleKind.of(name) == kind) {
                RuleText.of(name, content, into).ifPresent(text -> parsed.add(RuleParser.parse(name, text, into)));
            }
        });
        checkCount(parsed, into);
        checkUnique(parsed, into);
        return parsed;
    }

    private static void checkCount(List<RuleFile> parsed, List<RuleProblem> into) {
        int count = 0;
        for (RuleFile file : parsed) {
            count += file.rules().size();
            if (count > Bounds.RULES) {
                into.add(FolderFiles.problem(
                        file.path(), "with it the folder has more than " + Bounds.RULES + " rules", "use a table"));
                return;
            }
        }
    }

    private void checkUnique(List<RuleFile> parsed, List<RuleProblem> into) {
        Map<String, RuleInfo> codes = new HashMap<>();
        Map<String, RuleInfo> names = new HashMap<>();
        for (RuleFile file : parsed) {
            Problems problems = new Problems(file.path(), source(file.path()), into);
            for (Rule rule : file.rules()) {
                RuleInfo info = rule.info();
                RuleInfo sameCode = codes.putIfAbsent(info.code(), info);
                if (sameCode != null) {
                    problems.add(info.line(), 0, "the code " + info.code() + " is taken by " + at(sameCode),
                            "a code names one rule");
                }
                RuleInfo sameName = names.putIfAbsent(info.name(), info);
                if (sameName != null) {
                    problems.add(info.line(), 0, "the name \"" + info.name() + "\" is taken by " + at(sameName),
                            "a name is used once");
                }
            }
        }
    }

    private static String at(RuleInfo info) {
        return info.file() + ":" + info.line();
    }

    LimitsTable limits(List<RuleProblem> into) {
        return table(LIMITS, LIMITS_SHEET, into)
                .map(name -> LimitsTable.parse(name, content(name), into))
                .orElseGet(LimitsTable::none);
    }

    RestrictedList restricted(List<RuleProblem> into) {
        return table(RESTRICTED, RESTRICTED_SHEET, into)
                .map(name -> RestrictedList.parse(name, content(name), into))
                .orElseGet(RestrictedList::none);
    }

    /** The tables that a folder may have or not. */
    FactTables factTables(List<RuleProblem> into) {
        Map<TableName, FactTables.Source> sources = new EnumMap<>(TableName.class);
        for (TableName table : TableName.values()) {
            table(table.csv(), table.workbook(), into)
                    .ifPresent(name -> sources.put(table, new FactTables.Source(name, content(name))));
        }
        return FactTables.parse(sources, into);
    }

    /** What the rules about conduct compare with; must be there where there are such rules. */
    ThresholdsTable thresholds(List<RuleProblem> into) {
        if (files.containsKey(SURVEILLANCE)) {
            return RuleText.of(SURVEILLANCE, content(SURVEILLANCE), into)
                    .map(text -> ThresholdsTable.parse(SURVEILLANCE, text, into))
                    .orElseGet(ThresholdsTable::none);
        }
        if (files.keySet().stream().anyMatch(name -> RuleKind.of(name) == RuleKind.CONDUCT)) {
            into.add(FolderFiles.problem(SURVEILLANCE, "this file is missing", "copy the shipped one"));
        }
        return ThresholdsTable.none();
    }

    OwnersTable owners(List<RuleProblem> into) {
        return files.containsKey(OWNERS)
                ? RuleText.of(OWNERS, content(OWNERS), into)
                        .map(text -> OwnersTable.parse(OWNERS, text, into))
                        .orElseGet(OwnersTable::none)
                : OwnersTable.none();
    }

    /** The same table as a workbook. */
    private static String asSheet(String table) {
        return table.equals(LIMITS) ? LIMITS_SHEET : RESTRICTED_SHEET;
    }

    /** The file that holds a table, if there is one that can be read. */
    private Optional<String> table(String csv, String sheet, List<RuleProblem> into) {
        if (files.containsKey(csv)) {
            return RuleText.of(csv, content(csv), into).map(text -> csv);
        }
        return files.containsKey(sheet) ? Optional.of(sheet) : Optional.empty();
    }

    private byte[] content(String name) {
        return files.getOrDefault(name, new byte[0]);
    }

    private String source(String name) {
        return new String(content(name), StandardCharsets.UTF_8);
    }
}

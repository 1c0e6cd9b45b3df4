package dev.tradewind.policy;

import dev.tradewind.policy.language.Problems;
import dev.tradewind.policy.language.Rule;
import dev.tradewind.policy.language.RuleFile;
import dev.tradewind.policy.language.RuleParser;
import dev.tradewind.policy.limits.LimitsTable;
import dev.tradewind.policy.limits.RestrictedList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a rules folder: which there are, their hash, what they say. */
final class RulesFolder {
    static final String LIMITS = "limits/limits.csv";
    static final String RESTRICTED = "limits/restricted.csv";
    private static final Set<String> RULE_FOLDERS = Set.of("risk", "compliance");
    private static final int MAX_FILE_BYTES = 4 << 20;
    private static final int MAX_FILES = 1_000;

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
        Map<String, byte[]> files = new TreeMap<>();
        if (!Files.isDirectory(root)) {
            into.add(folderProblem(root.toString(), "there is no such folder", "name a folder with risk/*.drl"));
            return new RulesFolder(files);
        }
        try (Stream<Path> walk = Files.walk(root, 5)) {
            for (Path path : walk.filter(Files::isRegularFile).sorted().toList()) {
                String name = root.relativize(path).toString().replace('\\', '/');
                if (!name.endsWith(".drl") && !name.endsWith(".csv")) {
                    continue;
                }
                if (!isPlaced(name)) {
                    into.add(folderProblem(name, "this file is in no folder that is read", where(name)));
                } else if (Files.size(path) > MAX_FILE_BYTES) {
                    into.add(folderProblem(name, "larger than " + MAX_FILE_BYTES + " bytes", "split it"));
                } else {
                    files.put(name, Files.readAllBytes(path));
                }
            }
        } catch (IOException e) {
            into.add(folderProblem(root.toString(), "cannot be read: " + e.getMessage(), "check its permissions"));
        }
        checkComplete(root, files, into);
        return new RulesFolder(files);
    }

    private static void checkComplete(Path root, Map<String, byte[]> files, List<RuleProblem> into) {
        if (files.keySet().stream().noneMatch(name -> name.endsWith(".drl"))) {
            into.add(folderProblem(root.toString(), "holds no rules", "put them in risk/ and compliance/, as *.drl"));
        }
        if (files.size() > MAX_FILES) {
            into.add(folderProblem(root.toString(), "more than " + MAX_FILES + " files", "join some"));
        }
        for (String table : List.of(LIMITS, RESTRICTED)) {
            if (!files.containsKey(table)) {
                into.add(folderProblem(table, "this file is missing", "copy the shipped one"));
            }
        }
    }

    private static boolean isPlaced(String name) {
        int slash = name.indexOf('/');
        if (name.endsWith(".csv")) {
            return name.equals(LIMITS) || name.equals(RESTRICTED);
        }
        return slash > 0 && slash == name.lastIndexOf('/') && RULE_FOLDERS.contains(name.substring(0, slash));
    }

    private static String where(String name) {
        return name.endsWith(".csv")
                ? "tables are " + LIMITS + " and " + RESTRICTED
                : "move it to risk/ or compliance/, or remove it";
    }

    private static RuleProblem folderProblem(String name, String message, String suggestion) {
        return new RuleProblem(name, 0, 0, message, "", suggestion);
    }

    /** SHA-256 over the names and contents of all files, sorted by name; each length-prefixed. Hexadecimal. */
    String hash() {
        return hash(files);
    }

    /** The same over rule files alone: what compiled rules depend on. */
    String ruleHash() {
        Map<String, byte[]> rules = new TreeMap<>(files);
        rules.keySet().removeIf(name -> !name.endsWith(".drl"));
        return hash(rules);
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

    /** The rules of all files, sorted by file, checked one by one and against each other. */
    List<RuleFile> rules(List<RuleProblem> into) {
        List<RuleFile> parsed = new ArrayList<>();
        files.forEach((name, content) -> {
            if (name.endsWith(".drl")) {
                parsed.add(RuleParser.parse(name, text(name, content, into), into));
            }
        });
        checkUnique(parsed, into);
        return parsed;
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
        return files.containsKey(LIMITS)
                ? LimitsTable.parse(LIMITS, text(LIMITS, content(LIMITS), into), into)
                : LimitsTable.none();
    }

    RestrictedList restricted(List<RuleProblem> into) {
        return files.containsKey(RESTRICTED)
                ? RestrictedList.parse(RESTRICTED, text(RESTRICTED, content(RESTRICTED), into), into)
                : RestrictedList.none();
    }

    private byte[] content(String name) {
        return files.getOrDefault(name, new byte[0]);
    }

    private String source(String name) {
        return new String(content(name), StandardCharsets.UTF_8);
    }

    private static String text(String name, byte[] content, List<RuleProblem> into) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            into.add(folderProblem(name, "is not UTF-8 text", "save it as UTF-8"));
            return "";
        }
    }
}

package dev.tradewind.policy;

import dev.tradewind.engine.policy.Limits.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Rules folders for tests. */
final class Folders {
    private static final String HEADER = """
            import dev.tradewind.engine.policy.Check
            global dev.tradewind.policy.VerdictCollector verdict
            """;

    private Folders() {}

    /** A file of the risk folder with these rules, the first of which begins on line 4. */
    static String risk(String... rules) {
        return "package tradewind.risk\n" + HEADER + String.join("", rules);
    }

    static String rule(String name, String code, String condition) {
        return rule(name, code, condition, "verdict.deny(\"No.\");");
    }

    static String rule(String name, String code, String condition, String call) {
        return "rule \"" + name + "\" @code(" + code + ") @severity(HARD) @owner(\"Risk\") @description(\"d\")\n"
                + "when\n    Check( " + condition + " )\nthen\n    " + call + "\nend\n";
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** A row of the shipped table of limits of which the last cells, not written here, inherit. */
    static String row(String cells) {
        int written = cells.split(",", -1).length;
        return cells + ",".repeat(3 + Limit.values().length - written) + "\n";
    }

    /** The shipped limits and restricted list. */
    static void copyTables(Path folder) throws IOException {
        for (String table : List.of(RulesFolder.LIMITS, RulesFolder.RESTRICTED)) {
            write(folder.resolve(table), Files.readString(Orders.SHIPPED.resolve(table)));
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                write(to.resolve(from.relativize(file).toString()), Files.readString(file));
            }
        }
    }

    /** Rules of the risk folder with the shipped tables, loaded. */
    static RuleSet load(Path folder, String... rules) throws IOException {
        copyTables(folder);
        write(folder.resolve("risk/rules.drl"), risk(rules));
        return RuleSet.load(folder);
    }
}

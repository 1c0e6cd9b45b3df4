package dev.tradewind.policy.language;

import java.util.List;

/**
 * A checked rule file.
 *
 * @param path relative to the rules folder
 * @param packageName such as {@code tradewind.risk}
 */
public record RuleFile(String path, String packageName, List<Rule> rules) {
    public RuleFile {
        rules = List.copyOf(rules);
    }

    /** The file as it is compiled. */
    public String drl() {
        StringBuilder text = new StringBuilder();
        text.append("package ").append(packageName).append("\n");
        RuleKind kind = RuleKind.of(path);
        text.append("import ").append(kind.factClass()).append("\n");
        text.append("global ").append(kind.collectorClass()).append(" ").append(kind.global()).append("\n");
        for (Rule rule : rules) {
            text.append(rule.drl());
        }
        return text.toString();
    }
}

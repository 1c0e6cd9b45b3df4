package dev.tradewind.policy.scenario;

import dev.tradewind.engine.policy.Limits;
import dev.tradewind.engine.policy.Limits.Limit;
import dev.tradewind.policy.RuleInfo;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.language.Glossary;
import dev.tradewind.policy.language.Glossary.Entry;
import dev.tradewind.policy.limits.TableName;
import dev.tradewind.policy.scenario.Scenario.Step;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes one page for each rule, in Markdown: what the rule says about itself, a text that people wrote, its limits,
 * the facts that it reads and the scenarios that show it. All but that text comes from the rules, so that the pages
 * cannot say something else than what judges.
 */
public final class RulePages {
    /** Stands before and after the text that people write on a page. */
    static final String BEGIN = "<!-- written by hand from here -->\n";

    static final String END = "<!-- to here; the rest is generated -->\n";

    private final RuleSet rules;
    private final Map<String, Set<String>> asked;
    private final Map<String, Set<String>> shown = new TreeMap<>();

    private RulePages(RuleSet rules, List<Scenario> scenarios) {
        this.rules = rules;
        this.asked = rules.asked();
        for (Scenario scenario : scenarios) {
            for (Step step : scenario.steps()) {
                step.expected().reasons().keySet().forEach(code -> shown.computeIfAbsent(code, any -> new TreeSet<>())
                        .add("[" + scenario.name() + "](../../rules/" + scenario.file() + ")"));
            }
        }
    }

    /**
     * All pages by the name of their file: {@code CODE.md} for each rule, and {@code README.md} that lists them.
     *
     * @param scenarios of the same folder
     * @param before the pages as they are, by the same names; what people wrote there is kept
     */
    public static Map<String, String> write(RuleSet rules, List<Scenario> scenarios, Map<String, String> before) {
        RulePages pages = new RulePages(rules, scenarios);
        Map<String, String> written = new TreeMap<>();
        for (RuleInfo rule : rules.rules()) {
            String name = rule.code() + ".md";
            written.put(name, pages.page(rule, handWritten(before.getOrDefault(name, ""))));
        }
        written.put("README.md", pages.index());
        return written;
    }

    /** What people wrote on a page; empty where they wrote nothing. */
    public static String handWritten(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        return begin < 0 || end < begin ? "" : page.substring(begin + BEGIN.length(), end).strip();
    }

    private String index() {
        StringBuilder page = new StringBuilder("""
                # The rules that are shipped

                One page a rule: what it is for, its limits, the facts that it reads, and the scenarios that show it.
                Generated from `rules/`; a build whose pages say something else fails. How rules are written and changed
                stands in [rules/README.md](../../rules/README.md), what they can ask in
                [rules-vocabulary.md](../rules-vocabulary.md).

                | rule | what it says | source | owner |
                |---|---|---|---|
                """);
        rules.rules().stream()
                .sorted((one, other) -> one.code().compareTo(other.code()))
                .forEach(rule -> page.append("| [").append(rule.code()).append("](").append(rule.code())
                        .append(".md) | ").append(rule.description()).append(" | ").append(source(rule))
                        .append(" | ").append(rule.owner()).append(" |\n"));
        return page.toString();
    }

    private static String source(RuleInfo rule) {
        return rule.regulation().isEmpty() ? "own" : rule.regulation();
    }

    private String page(RuleInfo rule, String handWritten) {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(rule.name()).append(": `").append(rule.code()).append("`\n\n")
                .append(rule.description()).append(".\n\n| | |\n|---|---|\n");
        row(page, "severity", rule.severity());
        row(page, "owner", rule.owner());
        row(page, "source", source(rule));
        row(page, "orders that only reduce a position", rule.appliesToExits() ? "judged too" : "pass");
        row(page, "stands in", "[" + rule.file() + "](../../rules/" + rule.file() + ")");
        page.append("\n## Purpose\n").append(BEGIN).append(handWritten).append("\n").append(END);
        limits(page, rule);
        facts(page, rule);
        page.append("\n## Scenarios\n");
        shown.getOrDefault(rule.code(), Set.of()).forEach(one -> page.append("- ").append(one).append("\n"));
        return page.toString();
    }

    private void limits(StringBuilder page, RuleInfo rule) {
        Limits shipped = rules.limits().limits("*", "*", "*");
        String rows = Arrays.stream(Limit.values())
                .filter(limit -> properties(rule).contains(Glossary.name(limit)))
                .map(limit -> "| `" + limit.column() + "` | " + limit.description() + " | "
                        + entry(Glossary.name(limit)).unit() + " | " + shown(shipped.value(limit)) + " |\n")
                .collect(Collectors.joining());
        page.append("\n## Parameters\n");
        String tables = tables(rule);
        page.append(tables);
        if (rows.isEmpty() && !tables.isEmpty()) {
            return;
        }
        page.append(tables.isEmpty() ? "" : "\n");
        if (rows.isEmpty()) {
            page.append("None: it compares with no limit of `limits/limits.csv`.\n");
        } else {
            page.append("Columns of `limits/limits.csv`, by account, strategy and symbol. At its limit an order passes."
                    + "\n\n| column | bounds | unit | shipped |\n|---|---|---|---|\n").append(rows);
        }
    }

    /** The tables that give what a rule reads. */
    private String tables(RuleInfo rule) {
        return Arrays.stream(TableName.values())
                .filter(table -> !Collections.disjoint(table.directions().keySet(), properties(rule)))
                .map(table -> "Rows of `" + table.csv() + "`, which has the columns "
                        + table.header().replace(",", ", ")
                        + "; see [rules/README.md](../../rules/README.md#tables-that-may-be-there-or-not).\n")
                .collect(Collectors.joining("\n"));
    }

    private void facts(StringBuilder page, RuleInfo rule) {
        page.append("\n## Facts\n| property | meaning | unit |\n|---|---|---|\n");
        properties(rule).stream().filter(name -> !name.startsWith("limits.")).map(RulePages::entry).forEach(entry ->
                page.append("| `").append(entry.name()).append("` | ").append(entry.meaning()).append(" | ")
                        .append(entry.unit()).append(" |\n"));
    }

    private Set<String> properties(RuleInfo rule) {
        return asked.getOrDefault(rule.code(), Set.of());
    }

    private static Entry entry(String property) {
        Entry entry = Glossary.all().get(property);
        if (entry == null) {
            throw new IllegalStateException("the glossary does not say what " + property + " is");
        }
        return entry;
    }

    private static String shown(double limit) {
        return Double.isInfinite(limit)
                ? "unlimited"
                : BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }

    private static void row(StringBuilder page, String left, String right) {
        page.append("| ").append(left).append(" | ").append(right).append(" |\n");
    }
}

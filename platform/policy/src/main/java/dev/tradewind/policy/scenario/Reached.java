package dev.tradewind.policy.scenario;

import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.policy.RuleInfo;
import dev.tradewind.policy.RuleProblem;
import dev.tradewind.policy.RuleSet;
import dev.tradewind.policy.limits.FactTable;
import dev.tradewind.policy.limits.Subject;
import dev.tradewind.policy.limits.TableName;
import dev.tradewind.policy.scenario.Outcome.Asked;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rules and table rows the scenarios reach. A rule is reached when it spoke about one order and was silent about
 * another; a row of limits when at least one limit of an order that was judged came from it; a row of the restricted
 * list when it restricted one; a row of another table when it held for one.
 */
final class Reached {
    private final RuleSet rules;
    private final Set<String> spoke = new HashSet<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<Integer> limitLines = new HashSet<>();
    private final Set<Integer> restrictedLines = new HashSet<>();
    private final Map<TableName, Set<Integer>> tableLines = new EnumMap<>(TableName.class);

    Reached(RuleSet rules) {
        this.rules = rules;
    }

    /** @param replaced tables in whose place the scenario has its own */
    void add(Outcome outcome, Set<TableName> replaced) {
        Verdict verdict = outcome.verdict();
        Asked asked = outcome.asked();
        if (verdict == null || asked == null) {
            return;
        }
        Set<String> speakers = new HashSet<>();
        for (Reason reason : verdict.reasons()) {
            speakers.add(reason.code());
        }
        for (RuleInfo rule : rules.rules()) {
            (speakers.contains(rule.code()) ? spoke : silent).add(rule.code());
        }
        limitLines.addAll(rules.limits().linesInForce(asked.account(), asked.strategy(), asked.symbol()));
        restrictedLines.add(rules.restricted().line(asked.symbol(), asked.venue(), asked.nanos()));
        Subject subject = new Subject(asked.account(), asked.strategy(), asked.symbol(), asked.venue());
        for (TableName table : TableName.values()) {
            if (!replaced.contains(table)) {
                tableLines.computeIfAbsent(table, key -> new HashSet<>())
                        .addAll(rules.tables().get(table).linesInForce(subject, asked.nanos()));
            }
        }
    }

    /** What no scenario reaches, one line each, in the order of the files. */
    List<ScenarioReport.Unreached> unreached() {
        List<ScenarioReport.Unreached> missing = new ArrayList<>();
        for (RuleInfo rule : rules.rules()) {
            if (!spoke.contains(rule.code()) || !silent.contains(rule.code())) {
                String why = spoke.contains(rule.code()) ? "never silent" : "never speaks";
                missing.add(new ScenarioReport.Unreached(rule.file() + ":" + rule.line(), rule.code(), why));
            }
        }
        rows(rules.limits().rows(), limitLines, rules.limits().file(), "no limit of an order came from it", missing);
        rows(rules.restricted().rows(), restrictedLines, rules.restricted().file(), "restricts no order", missing);
        for (TableName name : TableName.values()) {
            FactTable table = rules.tables().get(name);
            rows(table.rows(), tableLines.getOrDefault(name, Set.of()), table.file(), "was in force for no order",
                    missing);
        }
        return missing;
    }

    private static void rows(
            Map<Integer, String> rows, Set<Integer> reached, String file, String why,
            List<ScenarioReport.Unreached> into) {
        rows.forEach((line, name) -> {
            if (!reached.contains(line)) {
                String place = new RuleProblem(file, line, 0, "", "", "").place();
                into.add(new ScenarioReport.Unreached(place, name, why));
            }
        });
    }
}

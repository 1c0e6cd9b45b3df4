package dev.tradewind.testkit.scenario;

import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.Decision;
import dev.tradewind.engine.policy.Policy;
import dev.tradewind.engine.policy.Reason;
import dev.tradewind.engine.policy.Verdict;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.List;

/** The rules that a scenario has stated so far. Like the shipped ones, they let orders pass that reduce a position. */
final class ScriptedPolicy implements Policy {
    private final List<Statement.Rule> rules = new ArrayList<>();

    void add(Statement.Rule rule) {
        rules.add(rule);
    }

    @Override
    public String ruleSet() {
        return "scenario";
    }

    @Override
    public Verdict judge(Check check) {
        Decision strictest = Decision.ALLOW;
        Decimal reducedTo = null;
        List<Reason> reasons = new ArrayList<>();
        for (Statement.Rule rule : rules) {
            if (check.isReducing() || check.getQuantity() <= rule.above().toDouble()) {
                continue;
            }
            strictest = rule.decision().compareTo(strictest) > 0 ? rule.decision() : strictest;
            if (rule.decision() == Decision.REDUCE) {
                reducedTo = reducedTo == null ? rule.above() : reducedTo.min(rule.above());
            }
            String text = "the quantity " + check.getQuantity() + " is above " + rule.above();
            reasons.add(new Reason(
                    rule.code(), rule.decision(), check.getQuantity(), rule.above().toDouble(), text));
        }
        return new Verdict(strictest, strictest == Decision.DENY ? null : reducedTo, reasons);
    }
}

package dev.tradewind.policy.language;

import dev.tradewind.policy.RuleInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One checked rule. */
public final class Rule {
    private final RuleInfo info;
    private final List<Item> items;
    private final List<Call> calls;
    private final RuleKind kind;

    Rule(RuleInfo info, List<Item> items, List<Call> calls, RuleKind kind) {
        this.info = info;
        this.items = List.copyOf(items);
        this.calls = List.copyOf(calls);
        this.kind = kind;
    }

    public RuleInfo info() {
        return info;
    }

    /** What stands between the brackets of the pattern, between commas. */
    sealed interface Item {
        /** A condition that must hold. */
        record Condition(Expression expression) implements Item {}

        /** A value that is given a name for the right-hand side. */
        record Binding(String name, Expression expression) implements Item {}
    }

    /** One {@code verdict.…(…)} or {@code alert.…(…)}; arguments as they are printed. */
    record Call(String method, List<String> arguments) {}

    List<Item> items() {
        return items;
    }

    /** Whether it may reduce an order. */
    boolean reduces() {
        return calls.stream().anyMatch(call -> call.method().equals("reduce"));
    }

    /** All that it does, without its place in the file: two rules with the same text judge and speak alike. */
    public String text() {
        return drl() + info.severity() + "|" + info.regulation() + "|" + info.owner() + "|" + info.description();
    }

    /** The properties whose values decide whether it speaks, or what it says. */
    public Set<String> properties() {
        Set<String> properties = new TreeSet<>();
        for (Item item : items) {
            switch (item) {
                case Item.Condition condition -> Expression.collect(condition.expression(), properties);
                case Item.Binding binding -> Expression.collect(binding.expression(), properties);
            }
        }
        return properties;
    }

    /**
     * The rule as it is compiled: printed from what was checked, so that nothing which was not checked can be compiled.
     */
    String drl() {
        StringBuilder text = new StringBuilder();
        text.append("rule \"").append(info.name()).append("\" @code(").append(info.code()).append(")");
        if (info.appliesToExits()) {
            text.append(" @appliesToExits(true)");
        }
        text.append("\nwhen\n  ").append(kind.fact());
        text.append("( ").append(String.join(", ", pattern())).append(" )\nthen\n");
        for (Call call : calls) {
            text.append("  ").append(kind.global()).append(".").append(call.method()).append("(");
            text.append(String.join(", ", call.arguments())).append(");\n");
        }
        return text.append("end\n").toString();
    }

    /**
     * First the comparisons that the rule engine can look up, each apart; then all other conditions as one, which costs
     * one step of the network instead of one each. Conditions have no effects, so that their order is free.
     */
    private List<String> pattern() {
        List<String> parts = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        for (Item item : items) {
            if (item instanceof Item.Condition condition) {
                if (condition.expression() instanceof Expression.Comparison comparison && comparison.isHashed()) {
                    parts.add(comparison.hashed());
                } else {
                    others.add(condition.expression());
                }
            }
        }
        if (others.size() == 1) {
            parts.add(Expression.condition(others.getFirst()));
        } else if (!others.isEmpty()) {
            parts.add(new Expression.Logic("&&", others).drl());
        }
        for (Item item : items) {
            if (item instanceof Item.Binding binding) {
                parts.add(binding.name() + " : " + bound(binding.expression()));
            }
        }
        return parts;
    }

    /** Behind the colon of a name the rule compiler reads one word only, and no sign. */
    private static String bound(Expression expression) {
        return switch (expression) {
            case Expression.Num num when num.value().signum() < 0 ->
                "(0.0 - " + new Expression.Num(num.value().negate()).drl() + ")";
            case Expression.Arithmetic arithmetic -> "(" + arithmetic.drl() + ")";
            default -> expression.drl();
        };
    }
}

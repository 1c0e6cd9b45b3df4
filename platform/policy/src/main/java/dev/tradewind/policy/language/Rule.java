package dev.tradewind.policy.language;

import dev.tradewind.policy.RuleInfo;
import java.util.List;
import java.util.stream.Collectors;

/** One checked rule. */
public final class Rule {
    private final RuleInfo info;
    private final List<Item> items;
    private final List<Call> calls;

    Rule(RuleInfo info, List<Item> items, List<Call> calls) {
        this.info = info;
        this.items = List.copyOf(items);
        this.calls = List.copyOf(calls);
    }

    public RuleInfo info() {
        return info;
    }

    /** What stands between the brackets of Check, between commas. */
    sealed interface Item {
        /** A condition that must hold. */
        record Condition(Expression expression) implements Item {}

        /** A value that is given a name for the right-hand side. */
        record Binding(String name, Expression expression) implements Item {}
    }

    /** One {@code verdict.…(…)}; arguments as they are printed. */
    record Call(String method, List<String> arguments) {}

    /**
     * The rule as it is compiled: printed from what was checked, so that nothing which was not checked can be compiled.
     */
    String drl() {
        String conditions = items.stream().map(Rule::drl).collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder();
        text.append("rule \"").append(info.name()).append("\" @code(").append(info.code()).append(")");
        if (info.appliesToExits()) {
            text.append(" @appliesToExits(true)");
        }
        text.append("\nwhen\n  Check( ").append(conditions).append(" )\nthen\n");
        for (Call call : calls) {
            text.append("  verdict.").append(call.method()).append("(");
            text.append(String.join(", ", call.arguments())).append(");\n");
        }
        return text.append("end\n").toString();
    }

    private static String drl(Item item) {
        return switch (item) {
            case Item.Condition condition -> Expression.condition(condition.expression());
            case Item.Binding binding -> binding.name() + " : " + binding.expression().drl();
        };
    }
}

package dev.tradewind.policy.scenario;

import dev.tradewind.engine.policy.Decision;
import dev.tradewind.policy.language.Nearest;
import dev.tradewind.policy.language.Problems;
import dev.tradewind.policy.scenario.Scenario.Expected;
import dev.tradewind.policy.scenario.Scenario.Figures;
import dev.tradewind.sdk.value.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what a scenario expects of an order. */
final class ExpectedFields {
    /** Codes with which the engine itself denies, before or behind the rules. */
    static final List<String> GUARDS = List.of(
            "AMEND_REFUSED", "BAD_DATA", "BAD_PRICE", "BELOW_MIN_NOTIONAL", "BELOW_MIN_QUANTITY", "EXPIRED",
            "HARD_NOTIONAL", "INVALID_FACTS", "LIMIT_PRICE", "NO_QUANTITY", "OFF_LOT", "OFF_TICK", "POLICY_FAILURE",
            "POST_ONLY", "REDUCE_ONLY", "STOP_PRICE", "TIME_IN_FORCE", "TRAILING_OFFSET");
    private static final Map<String, Decision> VERDICTS = new LinkedHashMap<>();
    private static final List<String> KEYS = List.of("allow", "reduce", "hold", "deny", "to", "limit", "actual");
    private static final String EXAMPLE = "write allow, or such as {deny: ORDER_NOTIONAL, limit: 100000}";

    static {
        VERDICTS.put("allow", Decision.ALLOW);
        VERDICTS.put("reduce", Decision.REDUCE);
        VERDICTS.put("hold", Decision.HOLD);
        VERDICTS.put("deny", Decision.DENY);
    }

    private final Problems problems;
    private final List<String> codes;

    ExpectedFields(Problems problems, Set<String> ruleCodes) {
        this.problems = problems;
        this.codes = new ArrayList<>(ruleCodes);
        this.codes.addAll(GUARDS);
    }

    Expected read(Node node) {
        if (node instanceof ScalarNode scalar) {
            Decision decision = VERDICTS.get(scalar.getValue());
            if (decision == null || decision == Decision.REDUCE) {
                Fields.add(problems, node,
                        decision == null ? "this is no verdict" : "to which quantity?",
                        decision == null
                                ? Nearest.suggestion(scalar.getValue(), VERDICTS.keySet(), EXAMPLE)
                                : "write such as {reduce: CODE, to: 1.5}");
            }
            return new Expected(decision == null ? Decision.ALLOW : decision, Map.of(), OptionalDouble.empty());
        }
        Fields fields = Fields.of(problems, node, "an expectation", KEYS);
        List<String> verdicts = fields.names().stream().filter(VERDICTS::containsKey).toList();
        if (verdicts.size() != 1) {
            Fields.add(problems, node, "an expectation names one verdict", EXAMPLE);
            return new Expected(Decision.ALLOW, Map.of(), OptionalDouble.empty());
        }
        String verdict = verdicts.getFirst();
        Decision decision = VERDICTS.getOrDefault(verdict, Decision.ALLOW);
        OptionalDouble reducedTo = number(fields.amount("to"));
        if ((decision == Decision.REDUCE) != reducedTo.isPresent()) {
            fields.problem("to", decision == Decision.REDUCE ? "to which quantity?" : "`to` belongs to reduce",
                    "write such as {reduce: CODE, to: 1.5}");
        }
        return new Expected(decision, reasons(fields, verdict), reducedTo);
    }

    private Map<String, Figures> reasons(Fields fields, String verdict) {
        Map<String, Figures> reasons = new LinkedHashMap<>();
        if (fields.node(verdict).orElseThrow() instanceof MappingNode mapping) {
            Fields byCode = Fields.of(problems, mapping, "`" + verdict + "`", List.of());
            for (String code : byCode.names()) {
                check(code, byCode.keyNode(code));
                byCode.node(code).ifPresent(of -> reasons.put(
                        code, figures(Fields.of(problems, of, "a reason", List.of("limit", "actual")))));
            }
        } else {
            for (String code : fields.words(verdict)) {
                check(code, fields.node(verdict).orElseThrow());
                reasons.put(code, Figures.NONE);
            }
        }
        if (fields.has("limit") || fields.has("actual")) {
            if (reasons.size() == 1) {
                reasons.replaceAll((code, none) -> figures(fields));
            } else {
                fields.problem(fields.has("limit") ? "limit" : "actual", "of which of the reasons?",
                        "write " + verdict + ": {CODE: {limit: 1, actual: 2}}");
            }
        }
        return reasons;
    }

    private static Figures figures(Fields fields) {
        return new Figures(number(fields.number("limit")), number(fields.number("actual")));
    }

    private static OptionalDouble number(@Nullable Decimal value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.toDouble());
    }

    private void check(String code, Node at) {
        if (!codes.contains(code)) {
            Fields.add(problems, at, "no rule has the code " + code,
                    Nearest.suggestion(code.toUpperCase(Locale.ROOT), codes, "codes are those of the rules"));
        }
    }
}

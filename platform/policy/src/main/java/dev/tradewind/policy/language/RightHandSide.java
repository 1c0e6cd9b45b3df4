package dev.tradewind.policy.language;

import dev.tradewind.policy.language.Rule.Call;
import dev.tradewind.policy.language.Token.Kind;
import dev.tradewind.policy.language.Tokens.Unreadable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What stands between {@code then} and {@code end}: calls of {@code verdict}, and nothing else. */
final class RightHandSide {
    /** What a rule may say about an order, with how many numbers before the text. */
    static final Map<String, Integer> VERDICTS = Map.of("deny", 2, "hold", 2, "reduce", 3);

    /** The same about conduct. */
    static final Map<String, Integer> ALERTS = Map.of("raise", 2);

    private static final Map<String, String> SHAPES = Map.of(
            "deny", "verdict.deny($actual, $limit, \"text\") or verdict.deny(\"text\")",
            "hold", "verdict.hold($actual, $limit, \"text\") or verdict.hold(\"text\")",
            "reduce", "verdict.reduce($quantity, $actual, $limit, \"text\")",
            "raise", "alert.raise($actual, $limit, \"text\")");

    private final Tokens tokens;
    private final Map<String, Type> bindings;
    private final RuleKind kind;
    private final Set<String> used = new TreeSet<>();

    RightHandSide(Tokens tokens, Map<String, Type> bindings, RuleKind kind) {
        this.tokens = tokens;
        this.bindings = bindings;
        this.kind = kind;
    }

    List<Call> calls() throws Unreadable {
        List<Call> calls = new ArrayList<>();
        while (!tokens.peek().is("end")) {
            Token start = tokens.peek();
            if (!start.is(kind.global())) {
                throw tokens.refuse(
                        start,
                        "after `then` only calls of `" + kind.global() + "` may stand, found " + start.shown(),
                        all());
            }
            if (calls.size() == Bounds.CALLS) {
                throw tokens.refuse(start, "more than " + Bounds.CALLS + " calls in one rule", "split the rule");
            }
            calls.add(call());
        }
        Token end = tokens.next();
        if (calls.isEmpty()) {
            throw tokens.refuse(end, "this rule says nothing",
                    kind == RuleKind.ORDERS ? "call verdict.deny(…), hold(…) or reduce(…)" : "call alert.raise(…)");
        }
        return calls;
    }

    private String all() {
        return kind == RuleKind.ORDERS ? "verdict.deny(…), verdict.hold(…) or verdict.reduce(…)" : "alert.raise(…)";
    }

    private List<String> words() {
        return kind == RuleKind.ORDERS ? List.of("deny", "hold", "reduce") : List.of("raise");
    }

    private String names() {
        return kind == RuleKind.ORDERS ? "`deny`, `hold` or `reduce`" : "`raise`";
    }

    private Call call() throws Unreadable {
        tokens.next();
        tokens.expect(".", "after `" + kind.global() + "`");
        Token method = tokens.expect(Kind.WORD, names());
        Integer numbers = kind.calls().get(method.text());
        if (numbers == null) {
            throw tokens.refuse(
                    method,
                    "`" + kind.global() + "` has no " + method.shown(),
                    Nearest.suggestion(
                            method.text(),
                            words(),
                            kind == RuleKind.ORDERS ? "it has deny, hold and reduce" : "it has raise"));
        }
        tokens.expect("(", "after `" + method.text() + "`");
        List<String> arguments = new ArrayList<>();
        if (tokens.peek().kind() != Kind.STRING || method.text().equals("reduce")) {
            for (int i = 0; i < numbers; i++) {
                arguments.add(number(method));
                tokens.expect(",", "in " + SHAPES.get(method.text()));
            }
        }
        arguments.add("\"" + text() + "\"");
        tokens.expect(")", "after the text");
        if (!tokens.accept(";")) {
            throw tokens.refuse(
                    tokens.peek(), "`;` expected after " + kind.global() + "." + method.text() + "(…)", "add it");
        }
        return new Call(method.text(), arguments);
    }

    private String number(Token method) throws Unreadable {
        boolean negative = tokens.accept("-");
        Token token = tokens.next();
        if (token.kind() == Kind.NUMBER) {
            BigDecimal value = new BigDecimal(token.text());
            return new Expression.Num(negative ? value.negate() : value).drl();
        }
        if (token.kind() != Kind.VARIABLE || negative) {
            throw tokens.refuse(
                    token,
                    "a number or a name such as $actual expected, found " + token.shown(),
                    "write " + SHAPES.get(method.text()));
        }
        Type type = bindings.get(token.text());
        if (type == null) {
            throw tokens.refuse(
                    token,
                    token.shown() + " is not named in the pattern",
                    Nearest.suggestion(
                            token.text(),
                            bindings.keySet(),
                            "add it: " + kind.fact() + "( …, " + token.text() + " : …)"));
        }
        if (type != Type.NUMBER) {
            throw tokens.refuse(token, token.shown() + " is not a number", "");
        }
        used.add(token.text());
        if (used.size() > Bounds.NAMES) {
            throw tokens.refuse(token, "more than " + Bounds.NAMES + " names in the calls of one rule", "split it");
        }
        return token.text();
    }

    /** A sentence in which {@code {property}} stands for a value. */
    private String text() throws Unreadable {
        Token token = tokens.expect(Kind.STRING, "the text of the reason, in quotes,");
        String problem = Sentence.problem(token.text(), kind);
        if (!problem.isEmpty()) {
            throw tokens.refuse(token, problem, Sentence.suggestion(token.text(), kind));
        }
        if (token.text().isBlank() || token.text().length() > 300) {
            throw tokens.refuse(token, "the text of a reason is 1 to 300 characters", "");
        }
        return token.text();
    }
}

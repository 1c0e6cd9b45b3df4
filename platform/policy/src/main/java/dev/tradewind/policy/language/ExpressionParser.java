package dev.tradewind.policy.language;

import dev.tradewind.policy.language.Expression.Arithmetic;
import dev.tradewind.policy.language.Expression.Bool;
import dev.tradewind.policy.language.Expression.Comparison;
import dev.tradewind.policy.language.Expression.Logic;
import dev.tradewind.policy.language.Expression.Membership;
import dev.tradewind.policy.language.Expression.Not;
import dev.tradewind.policy.language.Expression.Num;
import dev.tradewind.policy.language.Expression.Property;
import dev.tradewind.policy.language.Expression.Text;
import dev.tradewind.policy.language.Token.Kind;
import dev.tradewind.policy.language.Tokens.Unreadable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads conditions and values, and checks their types.
 *
 * <pre>
 * condition  = conjunction { "||" conjunction }
 * conjunction = negation { "&amp;&amp;" negation }
 * negation   = "!" negation | comparison
 * comparison = sum [ ( "==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) sum
 *                  | [ "not" ] "in" "(" literal { "," literal } ")" ]
 * sum        = product { ( "+" | "-" ) product }
 * product    = factor { ( "*" | "/" ) factor }
 * factor     = NUMBER | "-" factor | TEXT | "true" | "false" | property | "limits" "." limit | "(" condition ")"
 * </pre>
 */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> EQUALITIES = Set.of("==", "!=");
    private static final Set<String> FOREIGN_WORDS =
            Set.of("eval", "from", "new", "matches", "contains", "memberOf", "soundslike", "str", "instanceof", "this");

    private final Tokens tokens;
    private final Budget budget;
    private final RuleKind kind;
    private int depth;

    ExpressionParser(Tokens tokens, Budget budget, RuleKind kind) {
        this.tokens = tokens;
        this.budget = budget;
        this.kind = kind;
    }

    /** A condition: yields true or false. */
    Expression condition() throws Unreadable {
        Token at = tokens.peek();
        Expression condition = logic();
        require(at, condition, Type.BOOLEAN, "a condition");
        if (!Expression.readsProperty(condition)) {
            throw tokens.refuse(
                    at, "this condition reads no property, so that it is the same for every order", "remove it");
        }
        return condition;
    }

    /** A value: a number or a text. */
    Expression value() throws Unreadable {
        Token at = tokens.peek();
        Expression value = logic();
        if (value.type() == Type.BOOLEAN) {
            throw tokens.refuse(
                    at, "a name is given to a value, not to a condition", "write the condition apart, after a comma");
        }
        return value;
    }

    private Expression logic() throws Unreadable {
        if (++depth > Bounds.DEPTH) {
            throw tokens.refuse(tokens.peek(), "this expression is nested too deeply", "split the rule");
        }
        Expression result = chain("||", this::conjunction);
        depth--;
        return result;
    }

    private Expression conjunction() throws Unreadable {
        return chain("&&", this::negation);
    }

    private interface Part {
        Expression read() throws Unreadable;
    }

    private Expression chain(String operator, Part part) throws Unreadable {
        Token first = tokens.peek();
        Expression expression = part.read();
        if (!tokens.peek().is(operator)) {
            return expression;
        }
        require(first, expression, Type.BOOLEAN, "each side of `" + operator + "`");
        List<Expression> parts = new ArrayList<>(List.of(expression));
        while (tokens.peek().is(operator)) {
            budget.take(tokens.next());
            Token at = tokens.peek();
            Expression next = COMPARISONS.contains(at.text()) && at.kind() == Kind.SYMBOL
                    ? halfComparison(parts.getLast(), at)
                    : part.read();
            require(at, next, Type.BOOLEAN, "each side of `" + operator + "`");
            parts.add(next);
        }
        return new Logic(operator, parts);
    }

    /** In {@code price > 5 && < 9} the second comparison is about the left side of the first. */
    private Expression halfComparison(Expression before, Token at) throws Unreadable {
        if (before instanceof Comparison comparison) {
            return comparison(comparison.left(), at);
        }
        throw tokens.refuse(at, "nothing stands left of " + at.shown(), "write what is compared");
    }

    private Expression negation() throws Unreadable {
        if (++depth > Bounds.DEPTH) {
            throw tokens.refuse(tokens.peek(), "this expression is nested too deeply", "split the rule");
        }
        try {
            if (!tokens.accept("!")) {
                return comparison();
            }
            Token at = tokens.peek();
            Expression of = negation();
            require(at, of, Type.BOOLEAN, "what stands after `!`");
            return new Not(of);
        } finally {
            depth--;
        }
    }

    private Expression comparison() throws Unreadable {
        Token start = tokens.peek();
        Expression left = sum();
        Token operator = tokens.peek();
        if (operator.is("=")) {
            throw tokens.refuse(operator, "`=` does not compare", "write ==");
        }
        if (operator.is("in") || (operator.is("not") && tokens.peekSecond().is("in"))) {
            return membership(start, left);
        }
        if (operator.kind() == Kind.WORD && FOREIGN_WORDS.contains(operator.text())) {
            throw foreign(operator);
        }
        if (operator.kind() == Kind.SYMBOL && COMPARISONS.contains(operator.text())) {
            return comparison(left, operator);
        }
        return left;
    }

    private Expression comparison(Expression left, Token operator) throws Unreadable {
        budget.take(operator);
        tokens.next();
        Token at = tokens.peek();
        Expression right = sum();
        if (left.type() != right.type()) {
            throw tokens.refuse(
                    at,
                    describe(left) + " is " + left.type().shown() + " and cannot be compared with "
                            + right.type().shown(),
                    left.type() == Type.NUMBER ? "write a number without quotes" : "");
        }
        if (EQUALITIES.contains(operator.text())) {
            checkEquality(left, operator);
            checkChoice(left, right, at);
        } else if (left.type() != Type.NUMBER) {
            throw tokens.refuse(
                    operator,
                    describe(left) + " is " + left.type().shown() + " and has no " + operator.shown(),
                    "use == or !=");
        }
        return new Comparison(operator.text(), left, right);
    }

    /** Equality with a direct property is hashed by the rule engine; anything else would be evaluated rule by rule. */
    private void checkEquality(Expression left, Token operator) throws Unreadable {
        if (left instanceof Property property && property.isDirect()) {
            return;
        }
        String suggestion = left.type() == Type.NUMBER
                ? "put a property of the order on the left, or use <= and >="
                : "put a property of the order on the left";
        throw tokens.refuse(operator, operator.shown() + " needs a plain property on its left", suggestion);
    }

    private void checkChoice(Expression left, Expression right, Token at) throws Unreadable {
        if (left instanceof Property property && right instanceof Text text) {
            List<String> choices = kind.choices(property.path());
            if (!choices.isEmpty() && !choices.contains(text.value())) {
                throw tokens.refuse(
                        at,
                        "`" + property.path() + "` is never " + at.shown(),
                        Nearest.suggestion(text.value(), choices, "it is one of " + String.join(", ", choices)));
            }
        }
    }

    private Expression membership(Token start, Expression of) throws Unreadable {
        boolean negated = tokens.accept("not");
        Token in = tokens.expect("in", "after `not`");
        if (!(of instanceof Property property) || !property.isDirect() || of.type() == Type.BOOLEAN) {
            throw tokens.refuse(start, "`in` needs a plain property with a number or a text on its left", "");
        }
        tokens.expect("(", "after `in`");
        List<Expression> choices = new ArrayList<>();
        do {
            Token at = tokens.peek();
            budget.take(at);
            Expression choice = factor();
            if (!(choice instanceof Num || choice instanceof Text) || choice.type() != of.type()) {
                throw tokens.refuse(
                        at, "`" + property.path() + "` is " + of.type().shown() + ", " + at.shown() + " is not", "");
            }
            checkChoice(of, choice, at);
            choices.add(choice);
        } while (tokens.accept(","));
        tokens.expect(")", "after the choices of " + in.shown());
        return new Membership(negated, of, choices);
    }

    private Expression sum() throws Unreadable {
        Token at = tokens.peek();
        Expression left = product();
        while (tokens.peek().is("+") || tokens.peek().is("-")) {
            left = arithmetic(at, left, tokens.next(), product());
        }
        return left;
    }

    private Expression product() throws Unreadable {
        Token at = tokens.peek();
        Expression left = factor();
        while (tokens.peek().is("*") || tokens.peek().is("/")) {
            left = arithmetic(at, left, tokens.next(), factor());
        }
        return left;
    }

    private Expression arithmetic(Token at, Expression left, Token operator, Expression right)
            throws Unreadable {
        budget.take(operator);
        if (left.type() != Type.NUMBER || right.type() != Type.NUMBER) {
            Token wrong = left.type() != Type.NUMBER ? at : operator;
            throw tokens.refuse(wrong, operator.shown() + " works on numbers only", "");
        }
        if (operator.is("/") && right instanceof Num divisor && divisor.value().signum() == 0) {
            throw tokens.refuse(operator, "a division by zero has no value", "divide by something else");
        }
        return new Arithmetic(operator.text(), left, right);
    }

    private Expression factor() throws Unreadable {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case NUMBER -> new Num(new BigDecimal(tokens.next().text()));
            case STRING -> text(tokens.next());
            case WORD -> word();
            case VARIABLE ->
                throw tokens.refuse(
                        token,
                        token.shown() + " is for the right-hand side only",
                        "write the property itself in conditions");
            case SYMBOL -> bracketsOrMinus(token);
            case END -> throw tokens.refuse(token, "the file ends inside a rule", "finish the rule with `end`");
        };
    }

    private Expression text(Token token) throws Unreadable {
        if (token.text().length() > Bounds.COMPARED_TEXT) {
            throw tokens.refuse(token, "a text to compare with is at most " + Bounds.COMPARED_TEXT + " characters", "");
        }
        if (Printable.mixesLookalikes(token.text())) {
            throw tokens.refuse(
                    token, "this text mixes alphabets whose letters look the same", "write all letters in one of them");
        }
        return new Text(token.text());
    }

    private Expression bracketsOrMinus(Token token) throws Unreadable {
        if (tokens.accept("(")) {
            Expression inner = logic();
            tokens.expect(")", "to close the bracket of line " + token.line());
            return inner;
        }
        if (tokens.accept("-")) {
            return negative(token);
        }
        throw tokens.refuse(token, "a property, a number or a text expected, found " + token.shown(), "");
    }

    private Expression negative(Token minus) throws Unreadable {
        if (++depth > Bounds.DEPTH) {
            throw tokens.refuse(minus, "this expression is nested too deeply", "split the rule");
        }
        Expression of = factor();
        depth--;
        if (of instanceof Num num) {
            return new Num(num.value().negate());
        }
        require(minus, of, Type.NUMBER, "what stands after `-`");
        budget.take(minus);
        return new Arithmetic("-", new Num(BigDecimal.ZERO), of);
    }

    private Expression word() throws Unreadable {
        Token token = tokens.next();
        if (token.text().equals("true") || token.text().equals("false")) {
            return new Bool(token.text().equals("true"));
        }
        if (FOREIGN_WORDS.contains(token.text())) {
            throw foreign(token);
        }
        StringBuilder path = new StringBuilder(token.text());
        Token last = token;
        for (int words = 1; tokens.peek().is("."); words++) {
            if (words > Bounds.PATH) {
                throw tokens.refuse(token, "more than " + Bounds.PATH + " words joined by points", "");
            }
            tokens.expect(".", "after " + token.shown());
            last = tokens.expect(Kind.WORD, "a property");
            path.append('.').append(last.text());
        }
        if (tokens.peek().is("(")) {
            throw tokens.refuse(
                    token,
                    "`" + Printable.word(path.toString()) + "(` is a call; a condition reads properties only",
                    callHint(path));
        }
        return property(token, last, path.toString());
    }

    private static String callHint(CharSequence path) {
        return "remove the call" + (path.toString().contains("get") ? ", and write the property without `get`" : "");
    }

    private Expression property(Token token, Token last, String path) throws Unreadable {
        @Nullable Type type = kind.typeOf(path);
        if (type != null) {
            return new Property(path, type);
        }
        if (path.equals("limits")) {
            throw tokens.refuse(token, "`limits` alone is no value", "write limits. and the name of a limit");
        }
        if (path.startsWith("limits.")) {
            throw tokens.refuse(
                    last,
                    "there is no limit " + last.shown(),
                    Nearest.suggestion(path, kind.properties(), "see " + kind.page() + " for all limits"));
        }
        if (path.indexOf('.') >= 0) {
            String direct = path.substring(path.lastIndexOf('.') + 1);
            throw tokens.refuse(
                    token,
                    "`" + Printable.word(path) + "` is a nested key; only properties of " + kind.subject()
                            + " itself can be read",
                    kind.typeOf(direct) == null ? "" : "write `" + direct + "`");
        }
        throw tokens.refuse(
                token,
                "there is no property `" + Printable.word(path) + "`",
                Nearest.suggestion(path, kind.properties(), "see " + kind.page() + " for all properties"));
    }

    private Unreadable foreign(Token token) {
        return tokens.refuse(
                token,
                token.shown() + " is not allowed in a rule",
                "use comparisons, `in`, &&, || and ! over properties of the order");
    }

    private void require(Token at, Expression expression, Type type, String what) throws Unreadable {
        if (expression.type() != type) {
            throw tokens.refuse(
                    at,
                    what + " must be " + type.shown() + ", " + describe(expression) + " is "
                            + expression.type().shown(),
                    type == Type.BOOLEAN ? "compare it with something" : "");
        }
    }

    private static String describe(Expression expression) {
        return expression instanceof Property property ? "`" + property.path() + "`" : "this expression";
    }
}

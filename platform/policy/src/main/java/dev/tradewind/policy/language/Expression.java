package dev.tradewind.policy.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A typed expression of a condition; {@link #drl} prints it for the rule compiler. */
sealed interface Expression {
    String COMPARE = "dev.tradewind.policy.Compare.";
    Map<String, String> METHODS = Map.of(
            ">", "above", ">=", "atLeast", "<", "below", "<=", "atMost", "==", "same", "!=", "different");

    Type type();

    String drl();

    /** A literal number. Printed with a fraction, since whole numbers would be divided as integers. */
    record Num(BigDecimal value) implements Expression {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public String drl() {
            BigDecimal shown = value.scale() < 1 ? value.setScale(1) : value;
            return shown.toPlainString();
        }
    }

    record Text(String value) implements Expression {
        @Override
        public Type type() {
            return Type.TEXT;
        }

        @Override
        public String drl() {
            return "\"" + value + "\"";
        }
    }

    record Bool(boolean value) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public String drl() {
            return Boolean.toString(value);
        }
    }

    record Property(String path, Type type) implements Expression {
        boolean isDirect() {
            return path.indexOf('.') < 0;
        }

        @Override
        public String drl() {
            return path;
        }
    }

    record Arithmetic(String operator, Expression left, Expression right) implements Expression {
        @Override
        public Type type() {
            return Type.NUMBER;
        }

        @Override
        public String drl() {
            return side(left, precedence(this)) + " " + operator + " " + side(right, precedence(this) + 1);
        }

        /** In brackets only where they are needed: the rule compiler's time doubles with each pair inside another. */
        private static String side(Expression side, int atLeast) {
            return precedence(side) < atLeast ? "(" + side.drl() + ")" : side.drl();
        }

        private static int precedence(Expression expression) {
            if (expression instanceof Arithmetic arithmetic) {
                return arithmetic.operator().equals("+") || arithmetic.operator().equals("-") ? 1 : 2;
            }
            return 3;
        }
    }

    record Comparison(String operator, Expression left, Expression right) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public String drl() {
            return COMPARE + METHODS.get(operator) + "(" + left.drl() + ", " + right.drl() + ")";
        }

        /** As a comparison of the rule engine's own, which it can index. */
        String hashed() {
            return left.drl() + " == " + right.drl();
        }

        /** Whether the rule engine finds all rules with such a comparison by one look-up of the text. */
        boolean isHashed() {
            return operator.equals("==")
                    && left instanceof Property property
                    && property.isDirect()
                    && right instanceof Text;
        }
    }

    record Membership(boolean negated, Expression of, List<Expression> choices) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public String drl() {
            return comparisons().drl();
        }

        Expression comparisons() {
            String equal = negated ? "!=" : "==";
            List<Expression> parts = new ArrayList<>();
            choices.forEach(choice -> parts.add(new Comparison(equal, of, choice)));
            return parts.size() == 1 ? parts.getFirst() : new Logic(negated ? "&&" : "||", parts);
        }
    }

    record Not(Expression of) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public String drl() {
            return switch (of) {
                case Not not -> condition(not.of());
                case Logic logic -> logic.opposite().drl();
                case Membership member -> new Membership(!member.negated(), member.of(), member.choices()).drl();
                case Bool bool -> condition(new Bool(!bool.value()));
                case Property property -> "!" + condition(property);
                case Comparison comparison -> "!" + comparison.drl();
                case Num num -> throw new IllegalStateException("a number is not negated");
                case Text text -> throw new IllegalStateException("a text is not negated");
                case Arithmetic arithmetic -> throw new IllegalStateException("a number is not negated");
            };
        }
    }

    /** {@code &&} or {@code ||} over two or more conditions. */
    record Logic(String operator, List<Expression> parts) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        /** In brackets, since what joins it may bind closer; without those that no reader needs. */
        @Override
        public String drl() {
            return "(" + joined() + ")";
        }

        private String joined() {
            return parts.stream().map(this::part).collect(Collectors.joining(" " + operator + " "));
        }

        private String part(Expression part) {
            Expression plain = plain(part);
            boolean bindsCloser = plain instanceof Logic logic
                    && (logic.operator().equals(operator) || logic.operator().equals("&&"));
            return bindsCloser && plain instanceof Logic logic ? logic.joined() : condition(plain);
        }

        /** What holds where this does not. */
        Logic opposite() {
            List<Expression> opposites = new ArrayList<>();
            parts.forEach(part -> opposites.add(new Not(part)));
            return new Logic(operator.equals("&&") ? "||" : "&&", opposites);
        }

        /** Without negations and choices around what is joined. */
        private static Expression plain(Expression part) {
            return switch (part) {
                case Membership member -> member.comparisons();
                case Not(Not(Expression twice)) -> plain(twice);
                case Not(Logic logic) -> logic.opposite();
                case Not(Membership member) ->
                    new Membership(!member.negated(), member.of(), member.choices()).comparisons();
                case Not not -> not;
                case Logic logic -> logic;
                case Comparison comparison -> comparison;
                case Property property -> property;
                case Bool bool -> bool;
                case Num num -> num;
                case Text text -> text;
                case Arithmetic arithmetic -> arithmetic;
            };
        }
    }

    /** Brackets inside each other in a printed expression. */
    static int nesting(String printed) {
        int depth = 0;
        int deepest = 0;
        boolean quoted = false;
        for (int i = 0; i < printed.length(); i++) {
            char c = printed.charAt(i);
            quoted ^= c == '"';
            if (!quoted && c == '(') {
                deepest = Math.max(deepest, ++depth);
            } else if (!quoted && c == ')') {
                depth--;
            }
        }
        return deepest;
    }

    /** Prints a condition; a bare property is compared with true, as the rule compiler wants. */
    static String condition(Expression expression) {
        return expression instanceof Property || expression instanceof Bool
                ? COMPARE + "same(" + expression.drl() + ", true)"
                : expression.drl();
    }

    /** Adds every property that is read. */
    static void collect(Expression expression, Set<String> into) {
        switch (expression) {
            case Num num -> {}
            case Text text -> {}
            case Bool bool -> {}
            case Property property -> into.add(property.path());
            case Arithmetic arithmetic -> {
                collect(arithmetic.left(), into);
                collect(arithmetic.right(), into);
            }
            case Comparison comparison -> {
                collect(comparison.left(), into);
                collect(comparison.right(), into);
            }
            case Membership membership -> collect(membership.of(), into);
            case Not not -> collect(not.of(), into);
            case Logic logic -> logic.parts().forEach(part -> collect(part, into));
        }
    }

    /** Whether its value depends on the order. */
    static boolean readsProperty(Expression expression) {
        return switch (expression) {
            case Num num -> false;
            case Text text -> false;
            case Bool bool -> false;
            case Property property -> true;
            case Arithmetic arithmetic -> readsProperty(arithmetic.left()) || readsProperty(arithmetic.right());
            case Comparison comparison -> readsProperty(comparison.left()) || readsProperty(comparison.right());
            case Membership membership -> true;
            case Not not -> readsProperty(not.of());
            case Logic logic -> logic.parts().stream().anyMatch(Expression::readsProperty);
        };
    }
}

package dev.tradewind.policy.language;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
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
            return "(" + left.drl() + " " + operator + " " + right.drl() + ")";
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
            String equal = negated ? "!=" : "==";
            return choices.stream()
                    .map(choice -> new Comparison(equal, of, choice).drl())
                    .collect(Collectors.joining(negated ? " && " : " || ", "(", ")"));
        }
    }

    record Not(Expression of) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public String drl() {
            return "!(" + condition(of) + ")";
        }
    }

    /** {@code &&} or {@code ||} over two or more conditions. */
    record Logic(String operator, List<Expression> parts) implements Expression {
        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public String drl() {
            return parts.stream()
                    .map(Expression::condition)
                    .collect(Collectors.joining(" " + operator + " ", "(", ")"));
        }
    }

    /** Prints a condition; a bare property is compared with true, as the rule compiler wants. */
    static String condition(Expression expression) {
        return expression instanceof Property || expression instanceof Bool
                ? COMPARE + "same(" + expression.drl() + ", true)"
                : expression.drl();
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

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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of an expression while properties move, each in its direction: decided by its form alone, for each
 * reading of it. What cannot be decided is {@link Direction#NEITHER}.
 *
 * @param directions by property; what is not there stands still
 */
record Moves(Map<String, Direction> directions) {
    /** Whether it reads one that moves. */
    boolean reads(Expression expression) {
        Set<String> read = new TreeSet<>();
        Expression.collect(expression, read);
        return read.stream().anyMatch(directions::containsKey);
    }

    /** Whether a condition, or with {@code positive} false its opposite, can turn from false to true and never back. */
    boolean canOnlyBecomeTrue(Expression condition, boolean positive) {
        if (!reads(condition)) {
            return true;
        }
        return switch (condition) {
            case Not not -> canOnlyBecomeTrue(not.of(), !positive);
            case Logic logic -> logic.parts().stream().allMatch(part -> canOnlyBecomeTrue(part, positive));
            case Property property -> direction(property) == (positive ? Direction.RISES : Direction.FALLS);
            case Comparison(String operator, Property property, Bool bool) when isEquality(operator) ->
                canOnlyBecomeTrue(property, (bool.value() == operator.equals("==")) == positive);
            case Comparison comparison -> compares(comparison, positive);
            case Membership membership -> false;
            case Arithmetic arithmetic -> false;
            case Num num -> false;
            case Text text -> false;
            case Bool bool -> false;
        };
    }

    private static boolean isEquality(String operator) {
        return operator.equals("==") || operator.equals("!=");
    }

    private boolean compares(Comparison comparison, boolean positive) {
        boolean above =
                switch (comparison.operator()) {
                    case ">", ">=" -> positive;
                    case "<", "<=" -> !positive;
                    default -> false;
                };
        boolean below =
                switch (comparison.operator()) {
                    case "<", "<=" -> positive;
                    case ">", ">=" -> !positive;
                    default -> false;
                };
        return (above && moves(comparison.left(), Direction.RISES) && moves(comparison.right(), Direction.FALLS))
                || (below && moves(comparison.left(), Direction.FALLS) && moves(comparison.right(), Direction.RISES));
    }

    /** Whether a number stands still or moves that way. */
    private boolean moves(Expression number, Direction way) {
        return !reads(number) || direction(number) == way;
    }

    private Direction direction(Expression number) {
        return switch (number) {
            case Property property -> directions.getOrDefault(property.path(), Direction.NEITHER);
            case Arithmetic(String operator, Expression of, Num factor)
                    when (operator.equals("*") || operator.equals("/")) && factor.value().signum() > 0 -> direction(of);
            case Arithmetic(String operator, Num factor, Expression of)
                    when operator.equals("*") && factor.value().signum() > 0 -> direction(of);
            case Arithmetic(String operator, Expression left, Expression right) when operator.equals("+") ->
                both(left, right);
            case Arithmetic(String operator, Expression left, Expression right)
                    when operator.equals("-") && !reads(right) -> direction(left);
            default -> Direction.NEITHER;
        };
    }

    private Direction both(Expression left, Expression right) {
        for (Direction way : new Direction[] {Direction.RISES, Direction.FALLS}) {
            if (moves(left, way) && moves(right, way)) {
                return way;
            }
        }
        return Direction.NEITHER;
    }
}

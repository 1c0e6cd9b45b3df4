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
 * Whether a rule can only speak more often when limits fall and the restricted list grows. Decided by its form alone: a
 * limit stands alone, or with a positive factor, as the upper bound of a comparison; {@code restricted} stands alone.
 * What is written in another way may do so as well, and is not believed to.
 */
public final class Monotone {
    private static final String LIMITS = "limits.";
    private static final String RESTRICTED = "restricted";

    private Monotone() {}

    /** Whether lower limits can only make the rule stricter. */
    public static boolean inLimits(Rule rule) {
        for (Rule.Item item : rule.items()) {
            boolean fine =
                    switch (item) {
                        case Rule.Item.Condition condition -> holds(condition.expression(), true, LIMITS);
                        // What a rule reduces to may be computed from a limit in any way.
                        case Rule.Item.Binding binding -> !rule.reduces() || !reads(binding.expression(), LIMITS);
                    };
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    /** Whether a longer restricted list can only make the rule stricter. */
    public static boolean inRestrictions(Rule rule) {
        for (Rule.Item item : rule.items()) {
            if (item instanceof Rule.Item.Condition condition && !holds(condition.expression(), true, RESTRICTED)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the rule can only become stricter when these properties move as they are said to. True or false stands
     * alone or is compared with {@code true} or {@code false}; a number stands on the side of a comparison on which it
     * can only make it hold more often, alone, with a positive factor, or in a sum with others.
     *
     * @param directions by property; what is not there does not move
     */
    public static boolean in(Map<String, Direction> directions, Rule rule) {
        Moves moves = new Moves(directions);
        for (Rule.Item item : rule.items()) {
            boolean fine =
                    switch (item) {
                        case Rule.Item.Condition condition -> moves.canOnlyBecomeTrue(condition.expression(), true);
                        case Rule.Item.Binding binding -> !rule.reduces() || !moves.reads(binding.expression());
                    };
            if (!fine) {
                return false;
            }
        }
        return true;
    }

    private static boolean reads(Expression expression, String what) {
        Set<String> read = new TreeSet<>();
        Expression.collect(expression, read);
        return read.stream().anyMatch(name -> name.startsWith(what));
    }

    private static boolean holds(Expression expression, boolean positive, String what) {
        if (!reads(expression, what)) {
            return true;
        }
        return switch (expression) {
            case Not not -> holds(not.of(), !positive, what);
            case Logic logic -> logic.parts().stream().allMatch(part -> holds(part, positive, what));
            case Property property -> positive && property.path().equals(RESTRICTED);
            case Comparison comparison ->
                what.equals(LIMITS) ? bounds(comparison, positive) : isTrue(comparison, positive);
            case Membership membership -> false;
            case Arithmetic arithmetic -> false;
            case Num num -> true;
            case Text text -> true;
            case Bool bool -> true;
        };
    }

    /** {@code restricted == true}, as it may be written. */
    private static boolean isTrue(Comparison comparison, boolean positive) {
        boolean named = comparison.left() instanceof Property property && property.path().equals(RESTRICTED);
        boolean equal = comparison.operator().equals("==");
        return named && comparison.right() instanceof Bool bool && bool.value() == (equal == positive)
                && (equal || comparison.operator().equals("!="));
    }

    private static boolean bounds(Comparison comparison, boolean positive) {
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
        return (above && !reads(comparison.left(), LIMITS) && isScaled(comparison.right()))
                || (below && !reads(comparison.right(), LIMITS) && isScaled(comparison.left()));
    }

    private static boolean isScaled(Expression limit) {
        return switch (limit) {
            case Property property -> property.path().startsWith(LIMITS);
            case Arithmetic(String operator, Property property, Num factor) ->
                (operator.equals("*") || operator.equals("/")) && property.path().startsWith(LIMITS)
                        && factor.value().signum() > 0;
            case Arithmetic(String operator, Num factor, Property property) ->
                operator.equals("*") && property.path().startsWith(LIMITS) && factor.value().signum() > 0;
            default -> false;
        };
    }
}

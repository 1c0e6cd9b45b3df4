package dev.tradewind.policy;

/**
 * Comparisons in compiled rules: on primitives, so that nothing is boxed, and with -0 equal to 0, both unlike the
 * rule engine's own. A comparison with something that is not a number, such as 0 ÷ 0, is neither true nor false: it
 * throws, so that the order is denied instead of passing a rule that only seems to judge it.
 */
public final class Compare {
    private Compare() {}

    public static boolean above(double left, double right) {
        return left > right || (!(left <= right) && undefined());
    }

    public static boolean atLeast(double left, double right) {
        return left >= right || (!(left < right) && undefined());
    }

    public static boolean below(double left, double right) {
        return left < right || (!(left >= right) && undefined());
    }

    public static boolean atMost(double left, double right) {
        return left <= right || (!(left > right) && undefined());
    }

    public static boolean same(double left, double right) {
        return left == right || (!(left < right) && !(left > right) && undefined());
    }

    public static boolean different(double left, double right) {
        return left != right && (left < right || left > right || undefined());
    }

    public static boolean same(String left, String right) {
        return left.equals(right);
    }

    public static boolean different(String left, String right) {
        return !left.equals(right);
    }

    public static boolean same(boolean left, boolean right) {
        return left == right;
    }

    public static boolean different(boolean left, boolean right) {
        return left != right;
    }

    private static boolean undefined() {
        throw new ArithmeticException(
                "a rule compares a value that is undefined, such as 0 / 0 or unlimited - unlimited");
    }
}

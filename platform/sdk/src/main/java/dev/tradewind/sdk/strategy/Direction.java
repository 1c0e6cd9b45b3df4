package dev.tradewind.sdk.strategy;

import dev.tradewind.sdk.order.Side;
import java.util.Locale;

/** Which way a strategy may hold positions; the parameter {@code direction} of every strategy that can do both. */
public enum Direction {
    LONG,
    SHORT,
    BOTH;

    private static final String PARAMETER = "direction";

    /** The parameter, with long as its default. */
    public static ParameterSpec parameter() {
        return ParameterSpec.choice(PARAMETER, "Which positions it may hold", "long", "long", "short", "both");
    }

    /** The value of {@link #parameter()}. */
    public static Direction of(Parameters parameters) {
        return valueOf(parameters.text(PARAMETER).toUpperCase(Locale.ROOT));
    }

    /** Whether it may enter with an order of this side. */
    public boolean allows(Side side) {
        return this == BOTH || (this == LONG) == (side == Side.BUY);
    }
}

package dev.tradewind.sdk.strategy;

import java.util.List;

/** Describes a strategy and makes instances of it. */
public interface StrategyFactory {
    /** In kebab-case, unique among the installed plugins, such as {@code sma-cross}. */
    String name();

    /** One or two sentences: what it trades on, when it enters and exits. */
    String description();

    default List<ParameterSpec> parameters() {
        return List.of();
    }

    /**
     * A new instance.
     *
     * @throws IllegalArgumentException if the values contradict each other; the message names the parameters
     */
    Strategy create(Parameters parameters);
}

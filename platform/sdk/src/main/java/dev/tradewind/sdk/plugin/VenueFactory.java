package dev.tradewind.sdk.plugin;

import dev.tradewind.sdk.strategy.ParameterSpec;
import dev.tradewind.sdk.strategy.Parameters;
import java.util.List;

/** Describes a venue and makes connections to it. */
public interface VenueFactory {
    /** In kebab-case, unique among the installed plugins. */
    String name();

    /** What it is, in a sentence or two. */
    String description();

    /** What can be set; none unless overridden. */
    default List<ParameterSpec> parameters() {
        return List.of();
    }

    /**
     * Makes a connection, which is not started yet.
     *
     * @param parameters checked against {@link #parameters}
     * @throws IllegalArgumentException if they do not go together; the message says what to change
     */
    VenueConnection connect(Parameters parameters);
}

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
     * Refuses what {@link #connect(Parameters, VenueHost)} would refuse without asking the venue anything: parameters
     * that do not go together, keys that are not there, a mode that is not permitted. Nothing unless overridden.
     *
     * @throws IllegalArgumentException with what to change
     */
    default void check(Parameters parameters, VenueHost host) {}

    /**
     * Makes a connection, which is not started yet.
     *
     * @param parameters checked against {@link #parameters}
     * @throws IllegalArgumentException if they do not go together; the message says what to change
     * @throws VenueException if the venue has to be asked what it trades, and does not answer
     */
    VenueConnection connect(Parameters parameters);

    /**
     * Makes a connection of a mode that the host permits, which is not started yet.
     *
     * @param parameters checked against {@link #parameters}
     * @param host what is permitted
     * @throws IllegalArgumentException if they do not go together, or the mode is not permitted; the message says what
     *     to change
     * @throws VenueException if the venue has to be asked what it trades, and does not answer
     */
    default VenueConnection connect(Parameters parameters, VenueHost host) {
        VenueConnection connection = connect(parameters);
        if (!host.permits(connection.mode())) {
            connection.close();
            throw new IllegalArgumentException(
                    "the venue " + name() + " would trade in mode " + connection.mode()
                            + ", which is not permitted here");
        }
        return connection;
    }
}

package dev.tradewind.torture;

import java.nio.file.Path;
import java.util.List;

/**
 * What to do to a platform.
 *
 * @param kills how many
 * @param seed of the kills, the market, the faults and the trader
 * @param sabotage what is broken on purpose; empty for nothing
 * @param folder where everything is kept
 * @param plugins folders or zips besides the installed plugins: the venue's
 * @param pauseMillis between two actions of the trader
 */
record TorturePlan(
        int kills, long seed, String sabotage, Path folder, List<Path> plugins, int pauseMillis) {
    /** Names of what can be broken on purpose. */
    static final List<String> SABOTAGES = List.of("resend-blind", "send-before-durable");

    static final int USUAL_PAUSE_MILLIS = 40;

    TorturePlan {
        plugins = List.copyOf(plugins);
        if (kills < 1 || pauseMillis < 1) {
            throw new IllegalArgumentException("there is at least one kill, and a pause of at least 1 ms");
        }
        if (!sabotage.isEmpty() && !SABOTAGES.contains(sabotage)) {
            throw new IllegalArgumentException("sabotage is " + String.join(" or ", SABOTAGES));
        }
    }
}

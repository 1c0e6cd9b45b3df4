package dev.tradewind.torture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What to do to a platform.
 *
 * @param kills how many
 * @param seed of the kills, the market, the faults and the trader
 * @param sabotage what is broken on purpose; empty for nothing
 * @param folder where everything is kept
 * @param plugins folders or zips besides the installed plugins: the venue's
 * @param points where to kill, again and again in a new order
 * @param pauseMillis between two actions of the trader
 */
record TorturePlan(
        int kills,
        long seed,
        String sabotage,
        Path folder,
        List<Path> plugins,
        List<KillPoint> points,
        int pauseMillis) {
    private static final String RESEND = "resend-blind";
    private static final String EARLY = "send-before-durable";

    /** Names of what can be broken on purpose. */
    static final List<String> SABOTAGES = List.of(RESEND, EARLY);

    static final int USUAL_PAUSE_MILLIS = 40;

    TorturePlan {
        plugins = List.copyOf(plugins);
        points = List.copyOf(points);
        if (kills < 1 || pauseMillis < 1) {
            throw new IllegalArgumentException("there is at least one kill, and a pause of at least 1 ms");
        }
        if (!sabotage.isEmpty() && !SABOTAGES.contains(sabotage)) {
            throw new IllegalArgumentException("sabotage is " + String.join(" or ", SABOTAGES));
        }
    }

    /** Everywhere; what is broken on purpose is looked for where it shows. */
    static List<KillPoint> points(String sabotage) {
        List<KillPoint> points = new ArrayList<>(Schedule.POINTS);
        switch (sabotage) {
            case RESEND -> points.addAll(List.of(KillPoint.ANSWERED, KillPoint.ANSWERED));
            case EARLY -> points.addAll(Collections.nCopies(5, KillPoint.DECIDED));
            default -> {}
        }
        return points;
    }
}

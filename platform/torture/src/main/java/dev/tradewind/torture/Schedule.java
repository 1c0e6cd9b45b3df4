package dev.tradewind.torture;

import dev.tradewind.testkit.exchange.FaultType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is done in which order: follows from the seed alone. */
final class Schedule {
    /** Orders in flight are what matters, so the instants at which one surely is come twice as often. */
    private static final List<KillPoint> POINTS = List.of(
            KillPoint.DURABLE,
            KillPoint.RUNNING,
            KillPoint.ANSWERED,
            KillPoint.DATABASE,
            KillPoint.DECIDED,
            KillPoint.STARTING,
            KillPoint.DURABLE,
            KillPoint.BOTH,
            KillPoint.RUNNING);

    private static final int LONGEST_START_MILLIS = 2_500;
    private static final int LONGEST_RUN_MILLIS = 1_200;

    private final Random random;
    private final List<KillPoint> points = new ArrayList<>();
    private final List<FaultType> faults = new ArrayList<>();

    /**
     * A kill.
     *
     * @param waitMillis after the platform was started for {@link KillPoint#STARTING}, after it trades for the others
     * @param fault that is ordered before it, besides those that happen by themselves
     */
    record Step(KillPoint point, int waitMillis, FaultType fault) {}

    Schedule(long seed) {
        this.random = new Random(seed);
    }

    Step next() {
        if (points.isEmpty()) {
            points.addAll(POINTS);
            Collections.shuffle(points, random);
        }
        if (faults.isEmpty()) {
            faults.addAll(List.of(FaultType.values()));
            Collections.shuffle(faults, random);
        }
        KillPoint point = points.removeLast();
        int longest = point == KillPoint.STARTING ? LONGEST_START_MILLIS : LONGEST_RUN_MILLIS;
        return new Step(point, random.nextInt(longest), faults.removeLast());
    }
}

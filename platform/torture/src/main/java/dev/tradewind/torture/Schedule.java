package dev.tradewind.torture;

import dev.tradewind.testkit.exchange.FaultType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What is done in which order: follows from the seed alone. */
final class Schedule {
    /** Orders in flight are what matters, so the instants at which one surely is come twice as often. */
    static final List<KillPoint> POINTS = List.of(
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

    /** Whatever a command does in so long after the platform stands still, it does before it dies. */
    private static final int LONGEST_STANDSTILL_MILLIS = 60;

    private final List<KillPoint> wanted;
    private final Random random;
    private final List<KillPoint> points = new ArrayList<>();
    private final List<FaultType> faults = new ArrayList<>();

    /**
     * A kill.
     *
     * @param waitMillis after the platform was started for {@link KillPoint#STARTING}, after it trades for the others
     * @param standstillMillis for how long it stands still at a chosen instant before it is killed
     * @param fault that is ordered before it, besides those that happen by themselves
     */
    record Step(KillPoint point, int waitMillis, int standstillMillis, FaultType fault) {}

    /** @param wanted come in a new order again and again */
    Schedule(long seed, List<KillPoint> wanted) {
        this.wanted = List.copyOf(wanted);
        this.random = new Random(seed);
    }

    Step next() {
        if (points.isEmpty()) {
            points.addAll(wanted);
            Collections.shuffle(points, random);
        }
        if (faults.isEmpty()) {
            faults.addAll(List.of(FaultType.values()));
            Collections.shuffle(faults, random);
        }
        KillPoint point = points.removeLast();
        int longest = point == KillPoint.STARTING ? LONGEST_START_MILLIS : LONGEST_RUN_MILLIS;
        return new Step(
                point,
                random.nextInt(longest),
                random.nextInt(LONGEST_STANDSTILL_MILLIS),
                faults.removeLast());
    }
}

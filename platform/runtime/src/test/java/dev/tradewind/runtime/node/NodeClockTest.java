package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NodeClockTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;

    private long wall = 100 * HOUR;
    private long monotonic = 7;
    private final NodeClock clock = new NodeClock(() -> wall, () -> monotonic);

    private void pass(long nanos) {
        wall += nanos;
        monotonic += nanos;
    }

    @Test
    void timeGoesOnAtHalfSpeedUntilAWallClockThatWasPutBackHasCaughtUp() {
        long before = clock.getAsLong();
        wall -= HOUR;
        assertThat(clock.getAsLong()).isEqualTo(before);
        pass(2 * SECOND);

        assertThat(clock.getAsLong()).isEqualTo(before + SECOND);
        assertThat(clock.behindNanos()).isEqualTo(HOUR - SECOND);
        long last = clock.getAsLong();
        for (int i = 0; i < 7_300; i++) {
            pass(SECOND);
            assertThat(clock.getAsLong()).isGreaterThan(last);
            last = clock.getAsLong();
        }
        assertThat(clock.behindNanos()).as("they have met").isBetween(-SECOND, 0L);
        pass(SECOND);
        assertThat(clock.getAsLong()).as("and go together").isEqualTo(last + SECOND);
    }

    @Test
    void aWallClockThatIsPutBackALittleChangesNothing() {
        long before = clock.getAsLong();
        wall -= SECOND;
        pass(SECOND);

        assertThat(clock.getAsLong()).isEqualTo(before + SECOND);
    }

    @Test
    void aWallClockThatWasFarAheadForAMomentIsForgottenInTime() {
        wall += HOUR;
        clock.getAsLong();
        wall -= HOUR;
        clock.getAsLong();
        pass(2 * HOUR);
        clock.getAsLong();

        assertThat(Math.abs(clock.behindNanos())).isLessThanOrEqualTo(SECOND);
    }

    @Test
    void aWallClockFarAheadIsFollowed() {
        wall += HOUR;

        assertThat(clock.getAsLong()).isEqualTo(wall);
        pass(SECOND);
        assertThat(clock.getAsLong()).isEqualTo(wall);
    }

    @Test
    void itStartsWhereTheJournalEndedAndGoesOnFromThere() {
        long ended = wall + HOUR;
        clock.startFrom(ended);
        assertThat(clock.getAsLong()).isEqualTo(ended);
        pass(2 * SECOND);

        assertThat(clock.getAsLong()).isEqualTo(ended + SECOND);
    }
}

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
    void timeGoesOnSteadilyWhenTheWallClockIsPutBack() {
        long before = clock.getAsLong();
        wall -= HOUR;
        pass(SECOND);

        assertThat(clock.getAsLong()).isEqualTo(before + SECOND);
        assertThat(clock.behindNanos()).isEqualTo(HOUR);
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
        pass(SECOND);

        assertThat(clock.getAsLong()).isEqualTo(ended + SECOND);
    }
}

package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.runtime.node.CallbackWatch.Running;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StuckCheckTest {
    private static final long MILLI = 1_000_000L;
    private static final long LIMIT = 5_000 * MILLI;

    private volatile boolean over;
    private volatile long turns;
    private final AtomicLong now = new AtomicLong(77);
    private final AtomicLong processor = new AtomicLong();
    private final StuckCheck check = new StuckCheck(now::get, thread -> processor.get());
    private final Running callback = new Running("s", "onTimer", 77);
    private final Thread runs = Thread.ofPlatform().daemon().start(() -> {
        // No call of a method within, which could be a native one.
        for (long turn = 0; !over; turn++) {
            turns = turn;
        }
    });

    @AfterEach
    void end() {
        over = true;
        assertThat(turns).isNotNegative();
    }

    /** Looks four times a second. @return after how many milliseconds it was found to be stuck; 0 if it was not */
    private long stuckAfter(Thread thread, long millis, int share) {
        for (long passed = 250; passed <= millis; passed += 250) {
            now.addAndGet(250 * MILLI);
            processor.addAndGet(250 * MILLI * share / 100);
            if (check.isStuck(callback, thread, LIMIT)) {
                return passed;
            }
        }
        return 0;
    }

    @Test
    void oneThatTurnsInCirclesIsStuckWhenItsTimeIsOver() {
        assertThat(stuckAfter(runs, 60_000, 100)).isEqualTo(5_250);
    }

    @Test
    void oneThatWaitsIsStuckWhenItsTimeIsOver() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Thread waits = Thread.ofPlatform().daemon().start(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (waits.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }

        assertThat(stuckAfter(waits, 60_000, 0)).isEqualTo(5_250);
        never.countDown();
    }

    @Test
    void oneThatIsHardlyLetRunHasMorePatienceButNotForEver() {
        assertThat(stuckAfter(runs, 60_000, 10)).isEqualTo(25_250);
    }

    @Test
    void oneThatIsNeverLetRunIsStuckInTheEnd() {
        assertThat(stuckAfter(runs, 60_000, 0)).isEqualTo(30_250);
    }

    @Test
    void theTimeInWhichTheWholeProcessStoodStillDoesNotCount() {
        assertThat(stuckAfter(runs, 1_000, 100)).isZero();
        now.addAndGet(3_600_000 * MILLI);

        assertThat(check.isStuck(callback, runs, LIMIT)).isFalse();
        assertThat(stuckAfter(runs, 60_000, 100)).isBetween(3_000L, 4_000L);
    }

    @Test
    void anotherCallbackBeginsAnew() {
        assertThat(stuckAfter(runs, 5_000, 100)).isZero();
        assertThat(check.isStuck(null, runs, LIMIT)).isFalse();
        now.addAndGet(500 * MILLI);

        assertThat(check.isStuck(new Running("s", "onTimer", now.get()), runs, LIMIT)).isFalse();
    }
}

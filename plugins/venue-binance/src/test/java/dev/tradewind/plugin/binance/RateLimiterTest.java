package dev.tradewind.plugin.binance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.plugin.binance.RateLimiter.Kind;
import dev.tradewind.plugin.binance.RateLimiter.Limit;
import dev.tradewind.plugin.binance.RateLimiter.Use;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RateLimiterTest {
    private static final long MINUTE = 60_000;

    private final AtomicLong now = new AtomicLong(10 * MINUTE);
    private final RateLimiter limiter = new RateLimiter(new ServerClock(now::get));

    RateLimiterTest() {
        limiter.limits(List.of(
                new Limit(Kind.WEIGHT, MINUTE, "1M", 100), new Limit(Kind.ORDERS, 10_000, "10S", 10)));
    }

    @Test
    void queriesStopFirstThenOrdersAndCancelsLast() {
        assertThat(limiter.take(Use.QUERY, 80, 0)).isZero();
        assertThat(limiter.take(Use.QUERY, 1, 0)).isEqualTo(MINUTE);
        assertThat(limiter.take(Use.ORDER, 10, 1)).isZero();
        assertThat(limiter.take(Use.ORDER, 1, 1)).isEqualTo(MINUTE);
        assertThat(limiter.take(Use.CANCEL, 10, 0)).isZero();
        assertThat(limiter.take(Use.CANCEL, 1, 0)).isEqualTo(MINUTE);
    }

    @Test
    void theNextMinuteHasRoomAgain() {
        limiter.take(Use.CANCEL, 100, 0);
        now.addAndGet(MINUTE - 1);
        assertThat(limiter.take(Use.CANCEL, 1, 0)).isEqualTo(1);
        now.incrementAndGet();
        assertThat(limiter.take(Use.CANCEL, 1, 0)).isZero();
    }

    @Test
    void ordersHaveALimitOfTheirOwn() {
        for (int i = 0; i < 9; i++) {
            assertThat(limiter.take(Use.ORDER, 1, 1)).isZero();
        }
        assertThat(limiter.take(Use.ORDER, 1, 1)).isEqualTo(10_000);
        assertThat(limiter.take(Use.CANCEL, 1, 0)).isZero();
    }

    @Test
    void theExchangesCountIsBelievedWhereItIsHigher() {
        limiter.heard(Map.of("X-MBX-USED-WEIGHT-1M", List.of("79"), "x-mbx-order-count-10s", List.of("3")));
        assertThat(limiter.used(Kind.WEIGHT)).isEqualTo(79);
        assertThat(limiter.used(Kind.ORDERS)).isEqualTo(3);
        assertThat(limiter.take(Use.QUERY, 2, 0)).isEqualTo(MINUTE);

        limiter.heard(Map.of("X-MBX-USED-WEIGHT-1M", List.of("5")));
        assertThat(limiter.used(Kind.WEIGHT)).isEqualTo(79);
    }

    @Test
    void afterARefusalEverythingWaitsForAsLongAsIsSaid() {
        limiter.refused(0, Map.of("Retry-After", List.of("7")));

        assertThat(limiter.take(Use.CANCEL, 1, 0)).isEqualTo(7_000);
        now.addAndGet(7_000);
        assertThat(limiter.take(Use.CANCEL, 1, 0)).isZero();
    }

    @Test
    void aWaitThatIsTooLongIsNotWaitedFor() {
        limiter.take(Use.CANCEL, 100, 0);

        assertThat(limiter.await(Use.CANCEL, 1, 0, now.get() + 10)).isFalse();
    }
}

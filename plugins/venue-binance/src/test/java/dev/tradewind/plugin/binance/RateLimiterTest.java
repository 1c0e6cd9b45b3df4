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
    void whatTheExchangeAllowsIsAskedForWhateverIsUsualAndAtOnce() {
        RateLimiter first = new RateLimiter(new ServerClock(now::get));
        first.heard(Map.of("X-MBX-USED-WEIGHT-1M", List.of("70000")));
        assertThat(first.take(Use.CANCEL, 1, 0)).isEqualTo(MINUTE);
        assertThat(first.take(Use.OPENING, 20, 0)).isZero();

        first.limits(List.of(new Limit(Kind.WEIGHT, MINUTE, "1M", 100_000)));
        assertThat(first.take(Use.QUERY, 4, 0)).isZero();
        first.heard(Map.of("X-MBX-USED-WEIGHT-1M", List.of("95001")));
        assertThat(first.take(Use.OPENING, 1, 0)).isEqualTo(MINUTE);
        first.refused(0, Map.of("Retry-After", List.of("90")));
        assertThat(first.take(Use.OPENING, 1, 0)).isEqualTo(90_000);
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

    @Test
    void aNewConnectionGoesOnFromWhatThoseBeforeHaveUsed() {
        ServerClock clock = new ServerClock(now::get);
        RateLimiter first = RateLimiter.of(clock, "one.example", "ann");
        first.limits(List.of(new Limit(Kind.WEIGHT, MINUTE, "1M", 100), new Limit(Kind.ORDERS, 10_000, "10S", 10)));
        first.take(Use.ORDER, 70, 9);
        RateLimiter again = RateLimiter.of(clock, "one.example", "ann");
        RateLimiter other = RateLimiter.of(clock, "one.example", "bob");

        assertThat(again.used(Kind.WEIGHT)).isEqualTo(70);
        assertThat(again.take(Use.ORDER, 1, 1)).isEqualTo(10_000);
        again.limits(List.of(new Limit(Kind.WEIGHT, MINUTE, "1M", 100), new Limit(Kind.ORDERS, 10_000, "10S", 10)));
        assertThat(again.take(Use.QUERY, 11, 0)).isEqualTo(MINUTE);
        assertThat(other.used(Kind.WEIGHT)).as("weight is counted by address").isEqualTo(70);
        assertThat(other.used(Kind.ORDERS)).as("orders are counted by account").isZero();
        assertThat(RateLimiter.of(clock, "two.example", "ann").used(Kind.WEIGHT)).isZero();

        again.refused(0, Map.of("Retry-After", List.of("7")));
        assertThat(other.take(Use.CANCEL, 1, 0)).as("a ban is of the address").isEqualTo(7_000);
    }

    @Test
    void aProcessThatKnowsNothingYetBelievesTheFirstAnswer() {
        RateLimiter fresh = RateLimiter.of(new ServerClock(now::get), "three.example", "ann");
        fresh.heard(Map.of(
                "X-MBX-USED-WEIGHT-1M", List.of("5999"),
                "X-MBX-ORDER-COUNT-10S", List.of("90"),
                "X-MBX-ORDER-COUNT-1D", List.of("180000")));

        assertThat(fresh.take(Use.QUERY, 1, 0)).isPositive();
        assertThat(fresh.take(Use.CANCEL, 1, 0)).isZero();
        now.addAndGet(MINUTE);
        assertThat(fresh.take(Use.ORDER, 1, 1)).as("the day's orders are used up").isGreaterThan(MINUTE);
    }

    @Test
    void aClockThatWasAheadAndIsRightAgainDoesNotHoldOrdersBack() {
        now.addAndGet(60 * MINUTE);
        limiter.take(Use.ORDER, 1, 1);
        limiter.refused(0, Map.of("Retry-After", List.of("7")));

        now.addAndGet(-60 * MINUTE);

        assertThat(limiter.take(Use.CANCEL, 1, 0)).as("no longer than the exchange said").isEqualTo(7_000);
        now.addAndGet(7_000);
        for (int i = 0; i < 8; i++) {
            assertThat(limiter.take(Use.ORDER, 1, 1)).isZero();
        }
        now.addAndGet(10_000);
        for (int i = 0; i < 9; i++) {
            assertThat(limiter.take(Use.ORDER, 1, 1)).as("the next ten seconds have room").isZero();
        }
        now.addAndGet(2 * MINUTE);
        assertThat(limiter.used(Kind.WEIGHT)).isZero();
    }

    @Test
    void aClockThatIsALittleBehindDoesNotBringAWindowBack() {
        ServerClock clock = new ServerClock(now::get);
        AtomicLong behind = new AtomicLong(10 * MINUTE - 5);
        RateLimiter first = RateLimiter.of(clock, "four.example", "");
        RateLimiter slow = RateLimiter.of(new ServerClock(behind::get), "four.example", "");
        first.take(Use.QUERY, 100, 0);
        slow.take(Use.QUERY, 50, 0);

        assertThat(first.used(Kind.WEIGHT)).isEqualTo(150);
    }
}

package dev.tradewind.plugin.smacross;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CrossDetectorTest {
    @Test
    void theFirstAveragesAreNoCross() {
        CrossDetector detector = new CrossDetector(1, 2);

        assertThat(detector.add(100, 2)).isZero();
        assertThat(detector.add(200, 2)).as("fast is above at once").isZero();
        assertThat(detector.add(100, 2)).as("now below").isEqualTo(-1);
        assertThat(detector.add(300, 2)).as("now above").isEqualTo(1);
    }

    @Test
    void equalAveragesCrossNothingAndTheNextDifferenceDoes() {
        CrossDetector detector = new CrossDetector(1, 2);
        detector.add(100, 2);
        detector.add(100, 2);

        assertThat(detector.add(100, 2)).as("equal").isZero();
        assertThat(detector.add(101, 2)).as("above after equal").isEqualTo(1);
        assertThat(detector.add(101, 2)).as("equal again").isZero();
        assertThat(detector.add(102, 2)).as("above after equal again").isEqualTo(1);
    }

    @Test
    void sumsBeyond64BitsAreStillRight() {
        CrossDetector detector = new CrossDetector(1, 2);
        detector.add(Long.MAX_VALUE, 2);
        detector.add(Long.MAX_VALUE, 2);

        assertThat(detector.add(Long.MAX_VALUE - 1, 2)).isEqualTo(-1);
        assertThat(detector.add(Long.MAX_VALUE, 2)).isEqualTo(1);
    }

    @Property
    void crossesAreThoseOfExactAveragesComputedFromScratch(
            @ForAll @Size(min = 1, max = 120) List<@LongRange(min = 0, max = 20) Long> closes,
            @ForAll @IntRange(min = 1, max = 6) int fast,
            @ForAll @IntRange(min = 1, max = 6) int more) {
        int slow = fast + more;
        CrossDetector detector = new CrossDetector(fast, slow);
        int previous = 0;
        for (int i = 0; i < closes.size(); i++) {
            int seen = detector.add(closes.get(i), 2);
            if (i + 1 < slow) {
                assertThat(seen).isZero();
                continue;
            }
            int now = sum(closes, i, fast)
                    .multiply(BigInteger.valueOf(slow))
                    .compareTo(sum(closes, i, slow).multiply(BigInteger.valueOf(fast)));
            int expected = i + 1 == slow ? 0 : now > 0 && previous <= 0 ? 1 : now < 0 && previous >= 0 ? -1 : 0;
            assertThat(seen).as("bar " + i).isEqualTo(expected);
            previous = now;
        }
    }

    private static BigInteger sum(List<Long> closes, int last, int count) {
        return closes.subList(last + 1 - count, last + 1).stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    @Property
    void theNumberOfPlacesOfAPriceDoesNotMatter(
            @ForAll @Size(min = 1, max = 60) List<@LongRange(min = 1, max = 30) Long> closes,
            @ForAll @Size(60) List<@IntRange(min = 0, max = 6) Integer> places) {
        CrossDetector plain = new CrossDetector(2, 5);
        CrossDetector mixed = new CrossDetector(2, 5);
        for (int i = 0; i < closes.size(); i++) {
            int scale = places.get(i);
            long scaled = closes.get(i) * (long) Math.pow(10, scale);
            assertThat(mixed.add(scaled, scale)).as("bar " + i).isEqualTo(plain.add(closes.get(i), 0));
        }
    }
}

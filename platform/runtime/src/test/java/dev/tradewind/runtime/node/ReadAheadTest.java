package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReadAheadTest {
    private static final int MANY = 100_001;

    private final List<Integer> taken = new ArrayList<>();

    private static Consumer<Consumer<Integer>> upTo(int count) {
        return to -> IntStream.range(0, count).forEach(to::accept);
    }

    @Test
    void everythingIsTakenInItsOrder() {
        for (int count : new int[] {0, 1, 511, 512, 513, MANY}) {
            taken.clear();
            ReadAhead.run(upTo(count), taken::add);
            assertThat(taken).hasSize(count).isSorted();
        }
    }

    @Test
    void aSourceThatFailsIsHeardOfAfterWhatItGave() {
        assertThatThrownBy(() -> ReadAhead.run(
                        (Consumer<Integer> to) -> {
                            upTo(1_000).accept(to);
                            throw new IllegalArgumentException("the disk is gone");
                        },
                        taken::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the disk is gone");
        assertThat(taken).hasSize(1_000).isSorted();
    }

    @Test
    void aSourceEndsWhenNobodyTakesAnyMore() {
        AtomicLong given = new AtomicLong();
        assertThatThrownBy(() -> ReadAhead.run(
                        (Consumer<Integer> to) -> {
                            for (int i = 0; ; i++) {
                                to.accept(i);
                                given.incrementAndGet();
                            }
                        },
                        item -> {
                            throw new IllegalStateException("cannot be judged");
                        }))
                .hasMessage("cannot be judged");
        long last = given.get();
        assertThat(last).isLessThan(MANY);
        assertThat(given).hasValue(last);
    }
}

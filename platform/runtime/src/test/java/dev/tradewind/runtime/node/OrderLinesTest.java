package dev.tradewind.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lines about orders on their way into the log. */
@Timeout(60)
class OrderLinesTest {
    private static final int THREADS = 4;
    private static final int LINES = 3_000;

    @Test
    void noneIsLostAndEachThreadsStayInOrderWhereThereIsHardlyRoom() throws InterruptedException {
        OrderLines lines = new OrderLines(8, Runnable::run);
        List<int[]> written = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < LINES; i++) {
                    int[] line = {number, i};
                    lines.put(() -> written.add(line));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(lines.awaitWritten()).isTrue();
        assertThat(written).hasSize(THREADS * LINES);
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            assertThat(written.stream().filter(line -> line[0] == number).mapToInt(line -> line[1]))
                    .isSorted();
        }
    }

    @Test
    void oneThatComesAfterALongSilenceIsWrittenWithoutAnybodyAsking() throws InterruptedException {
        OrderLines lines = new OrderLines(8, Runnable::run);
        for (int i = 0; i < 3; i++) {
            CountDownLatch written = new CountDownLatch(1);
            Thread.sleep(40);
            lines.put(written::countDown);
            assertThat(written.await(10, TimeUnit.SECONDS)).as("line " + i).isTrue();
        }
    }

    @Test
    void oneThatFailsDoesNotKeepTheNextFromBeingWritten() {
        OrderLines lines = new OrderLines(8, Runnable::run);
        AtomicInteger written = new AtomicInteger();
        lines.put(() -> {
            throw new IllegalStateException("on purpose");
        });
        lines.put(written::incrementAndGet);

        assertThat(lines.awaitWritten()).isTrue();
        assertThat(written).hasValue(1);
    }

    @Test
    void thoseThatWaitAreWrittenTogether() throws InterruptedException {
        AtomicInteger groups = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(1);
        OrderLines lines = new OrderLines(128, group -> {
            groups.incrementAndGet();
            group.run();
        });
        lines.put(() -> {
            begun.countDown();
            await(all);
        });
        begun.await();
        for (int i = 0; i < 100; i++) {
            lines.put(() -> {});
        }
        all.countDown();

        assertThat(lines.awaitWritten()).isTrue();
        assertThat(groups).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

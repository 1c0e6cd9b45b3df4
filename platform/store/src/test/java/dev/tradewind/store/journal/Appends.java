package dev.tradewind.store.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Appends of a test, and what was told about them. */
public final class Appends {
    private final JournalWriter writer;
    final List<JournalResult> results = new CopyOnWriteArrayList<>();
    private int appended;

    public Appends(JournalWriter writer) {
        this.writer = writer;
    }

    /** Appends, waiting for room. */
    public void append(JournalBatch batch) {
        try {
            while (writer.append(batch, results::add) == JournalWriter.NO_ROOM) {
                writer.awaitRoom(Duration.ofSeconds(1));
            }
            appended++;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public void append(Story story, int batches) {
        for (int i = 0; i < batches; i++) {
            append(story.next());
        }
    }

    /** Waits until every append was told about. */
    public Appends await() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (results.size() < appended && System.nanoTime() < deadline) {
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(results).hasSize(appended);
        return this;
    }

    List<JournalResult.Outcome> outcomes() {
        return results.stream().map(JournalResult::outcome).distinct().toList();
    }
}

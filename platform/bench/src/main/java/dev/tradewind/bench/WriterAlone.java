package dev.tradewind.bench;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.store.database.Database;
import dev.tradewind.store.journal.Bytes;
import dev.tradewind.store.journal.JournalBatch;
import dev.tradewind.store.journal.JournalWriter;
import dev.tradewind.store.journal.Ownership;
import java.time.Duration;
import java.util.List;

/** The journal's writer without anything before it: batches of one size, each hashed and chained. */
final class WriterAlone implements Way {
    private final String shard;
    private final Bytes content;
    private final ByteWriter scratch = new ByteWriter();
    private final Ownership ownership;
    private final JournalWriter writer;
    private volatile long written;

    WriterAlone(Database database, String shard, int bytes) {
        this.shard = shard;
        this.content = Bytes.of(new byte[bytes]);
        this.ownership = new Ownership(database, "bench");
        this.writer = new JournalWriter(database);
        writer.open(ownership.acquire(shard, Duration.ZERO));
    }

    @Override
    public void send(Runnable whenDone) throws InterruptedException {
        JournalBatch batch = JournalBatch.of(shard, null, content, List.of(), scratch);
        while (writer.append(batch, result -> {
                    if (!result.isDurable()) {
                        throw new IllegalStateException(result.toString());
                    }
                    written = result.sequence();
                    whenDone.run();
                })
                == JournalWriter.NO_ROOM) {
            writer.awaitRoom(Duration.ofSeconds(1));
        }
    }

    @Override
    public long events() {
        return written;
    }

    @Override
    public long rows() {
        return written;
    }

    @Override
    public void close() {
        writer.close();
        ownership.close();
    }
}

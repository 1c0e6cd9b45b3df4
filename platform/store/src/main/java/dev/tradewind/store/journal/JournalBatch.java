package dev.tradewind.store.journal;

import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.sdk.plugin.TradingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one input led to, encoded: it is durable as a whole or not at all. */
public final class JournalBatch {
    /** More than any batch has; a larger one is a mistake, and would hold up all others. */
    public static final int MAX_BYTES = 16 << 20;

    private final String shard;
    private final int eventCount;
    private final byte[] payload;

    private JournalBatch(String shard, int eventCount, byte[] payload) {
        this.shard = shard;
        this.eventCount = eventCount;
        this.payload = payload;
    }

    /**
     * Encodes a batch.
     *
     * @param shard the account
     * @param mode of the account
     * @param input what caused it; null where nothing that is journaled did
     * @param feeds position of each feed that was applied before it
     * @param events what the engine decided, in order; may be empty
     * @param scratch is overwritten; one a shard, so that it need not grow each time
     * @throws IllegalArgumentException if it has more than {@link #MAX_BYTES}
     */
    public static JournalBatch of(
            String shard,
            @Nullable TradingMode mode,
            @Nullable BatchInput input,
            Bytes feeds,
            List<LedgerEvent> events,
            ByteWriter scratch) {
        scratch.clear();
        BatchCodec.write(mode, input, feeds, events, scratch);
        if (scratch.size() > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a batch of " + shard + " has " + scratch.size() + " bytes, more than " + MAX_BYTES);
        }
        return new JournalBatch(shard, events.size(), scratch.toByteArray());
    }

    /** The same of an account whose mode is not known, for what is no account of a node. */
    public static JournalBatch of(
            String shard, @Nullable BatchInput input, Bytes feeds, List<LedgerEvent> events, ByteWriter scratch) {
        return of(shard, null, input, feeds, events, scratch);
    }

    /** The same with a scratch of its own. */
    public static JournalBatch of(
            String shard, @Nullable BatchInput input, Bytes feeds, List<LedgerEvent> events) {
        return of(shard, input, feeds, events, new ByteWriter());
    }

    public String shard() {
        return shard;
    }

    public int eventCount() {
        return eventCount;
    }

    byte[] payload() {
        return payload;
    }
}

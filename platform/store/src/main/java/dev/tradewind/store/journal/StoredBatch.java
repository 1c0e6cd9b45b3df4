package dev.tradewind.store.journal;

/** A batch as it stands in the journal. */
public final class StoredBatch {
    private final String shard;
    private final long sequence;
    private final long epoch;
    private final int eventCount;
    private final byte[] payload;
    private final byte[] hash;

    StoredBatch(String shard, long sequence, long epoch, int eventCount, byte[] payload, byte[] hash) {
        this.shard = shard;
        this.sequence = sequence;
        this.epoch = epoch;
        this.eventCount = eventCount;
        this.payload = payload;
        this.hash = hash;
    }

    public String shard() {
        return shard;
    }

    /** Counts from 1 in each shard, without gaps. */
    public long sequence() {
        return sequence;
    }

    /** Of the owner that wrote it. */
    public long epoch() {
        return epoch;
    }

    public int eventCount() {
        return eventCount;
    }

    public JournalHead head() {
        return new JournalHead(shard, sequence, Bytes.of(hash));
    }

    /** Decodes it. @throws dev.tradewind.engine.codec.CorruptBytesException if the bytes are no batch */
    public BatchContent content() {
        return BatchCodec.read(payload);
    }

    byte[] payload() {
        return payload;
    }

    byte[] hash() {
        return hash;
    }
}

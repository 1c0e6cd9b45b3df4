package dev.tradewind.runtime.node;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.store.journal.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a shard has followed a feed. Journaled with each batch: a version byte, the feed's name, the number of the
 * last event applied (varint), and ranges that were conflated since the batch before (count, then first and last each).
 *
 * @param feed its name
 * @param applied number of the last event that the shard took, 0 for none
 * @param conflated ranges of events of which it saw only what they led to
 */
record FeedPosition(String feed, long applied, List<Range> conflated) {
    private static final int VERSION = 1;

    FeedPosition {
        conflated = List.copyOf(conflated);
    }

    /** Events from the first to the last, both included. */
    record Range(long first, long last) {}

    Bytes encode(ByteWriter scratch) {
        scratch.clear();
        scratch.writeByte(VERSION);
        scratch.writeRareString(feed);
        scratch.writeVarint(applied);
        scratch.writeVarint(conflated.size());
        for (Range range : conflated) {
            scratch.writeVarint(range.first());
            scratch.writeVarint(range.last());
        }
        return Bytes.of(scratch.toByteArray());
    }

    static FeedPosition decode(Bytes bytes) {
        ByteReader in = new ByteReader(bytes.toByteArray());
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("feed positions of version " + version + ", newer than this program");
        }
        String feed = in.readString();
        long applied = in.readVarint();
        int count = in.readCount();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranges.add(new Range(in.readVarint(), in.readVarint()));
        }
        return new FeedPosition(feed, applied, ranges);
    }
}

package dev.tradewind.runtime.node;

import dev.tradewind.engine.codec.ByteReader;
import dev.tradewind.engine.codec.ByteWriter;
import dev.tradewind.store.journal.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a shard has followed a feed, exact enough that a replay gives its engine the same in the same order.
 * Journaled with each batch: a version byte, the feed's name, the number of the last event applied (varint), how many
 * the shard took since the batch before (varint), the generation (varint), and two lists with their counts: ranges
 * (position, first, length less one, flag) and marks (position, flag, eight bytes of time).
 *
 * @param feed its name
 * @param applied number of the last event that the shard took, 0 for none
 * @param items how many it took since the batch before, the batch's own input counted; {@link #UNKNOWN} in batches of
 *     programs that did not write it
 * @param generation of the engine: each new one begins with the books, whatever was on its way before
 * @param conflated ranges of events that it did not see
 * @param marks what happened between two events and is in no batch
 */
record FeedPosition(
        String feed, long applied, int items, long generation, List<Range> conflated, List<Mark> marks) {
    static final int UNKNOWN = -1;

    private static final int FIRST_VERSION = 1;
    private static final int VERSION = 2;

    FeedPosition {
        conflated = List.copyOf(conflated);
        marks = List.copyOf(marks);
    }

    /**
     * Events from the first to the last, both included, that the shard did not see.
     *
     * @param position of the event that it took next, among those since the batch before
     * @param books whether that is a book, told as it was after the last
     */
    record Range(int position, long first, long last, boolean books) {}

    /**
     * Before the event at this position among those that the shard took since the batch before: either a tick of the
     * clock that let timers go off and led to nothing, or the time of the event, where that is not the larger of the
     * time before and of its own.
     */
    record Mark(int position, boolean tick, long nanos) {}

    /** What the shard did not see before the event at a position. */
    List<Range> leftOutBefore(int place) {
        return conflated.stream().filter(range -> range.position() == place).toList();
    }

    Bytes encode(ByteWriter scratch) {
        scratch.clear();
        scratch.writeByte(VERSION);
        scratch.writeRareString(feed);
        scratch.writeVarint(applied);
        scratch.writeVarint(items);
        scratch.writeVarint(generation);
        scratch.writeVarint(conflated.size());
        for (Range range : conflated) {
            scratch.writeVarint(range.position());
            scratch.writeVarint(range.first());
            scratch.writeVarint(range.last() - range.first());
            scratch.writeBoolean(range.books());
        }
        scratch.writeVarint(marks.size());
        for (Mark mark : marks) {
            scratch.writeVarint(mark.position());
            scratch.writeBoolean(mark.tick());
            scratch.writeLong(mark.nanos());
        }
        return Bytes.of(scratch.array(), scratch.size());
    }

    static FeedPosition decode(Bytes bytes) {
        ByteReader in = new ByteReader(bytes.toByteArray());
        int version = in.readByte();
        if (version > VERSION) {
            throw new IllegalStateException("feed positions of version " + version + ", newer than this program");
        }
        String feed = in.readString();
        long applied = in.readVarint();
        return version == FIRST_VERSION ? first(feed, applied, in) : second(feed, applied, in);
    }

    private static FeedPosition first(String feed, long applied, ByteReader in) {
        int count = in.readCount();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ranges.add(new Range(0, in.readVarint(), in.readVarint(), true));
        }
        return new FeedPosition(feed, applied, UNKNOWN, 0, ranges, List.of());
    }

    private static FeedPosition second(String feed, long applied, ByteReader in) {
        int items = Math.toIntExact(in.readVarint());
        long generation = in.readVarint();
        int count = in.readCount();
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int position = Math.toIntExact(in.readVarint());
            long first = in.readVarint();
            ranges.add(new Range(position, first, first + in.readVarint(), in.readBoolean()));
        }
        count = in.readCount();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            marks.add(new Mark(Math.toIntExact(in.readVarint()), in.readBoolean(), in.readLong()));
        }
        return new FeedPosition(feed, applied, items, generation, ranges, marks);
    }
}

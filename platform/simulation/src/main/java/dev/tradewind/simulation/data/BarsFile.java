package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The layout of a bars file, which is a {@link CatalogueFile}, little-endian. After the header come blocks of up to
 * {@value BarChunk#CAPACITY} bars: {@value #BLOCK_HEADER_BYTES} bytes of block header and six columns of 8-byte numbers
 * (end, open, high, low, close, volume).
 *
 * <p>Particular to the header: bars (8), timeframe in nanoseconds (8), end of the first and of the last bar (8 each),
 * missing bars (8).
 *
 * <p>Block header: bars (4), price scale (1), volume scale (1), zero (2), CRC-32C of the block with this field zero
 * (4), zero (4), end of the first and of the last bar (8 each).
 */
final class BarsFile {
    static final int HEADER_BYTES = CatalogueFile.HEADER_BYTES;
    static final int BLOCK_HEADER_BYTES = 32;
    static final int COLUMNS = 6;

    /** The most bytes of a block. */
    static final int MAX_BLOCK_BYTES = BLOCK_HEADER_BYTES + COLUMNS * BarChunk.CAPACITY * Long.BYTES;

    private static final CatalogueFile KIND = new CatalogueFile("bars file", 0x0a0d5352_41425754L, 1);
    private static final int BLOCK_CRC_AT = 8;

    private BarsFile() {}

    /** What the header says. */
    record Header(
            InstrumentId instrument,
            Timeframe timeframe,
            long bars,
            long firstEndNanos,
            long lastEndNanos,
            long missingBars,
            long fileBytes,
            String dataHash) {}

    /** What a block's header says; in its file the block starts at {@code offset}. */
    record Block(long offset, int bars, Scales scales, long firstEndNanos, long lastEndNanos) {
        long bytes() {
            return BLOCK_HEADER_BYTES + (long) bars * COLUMNS * Long.BYTES;
        }

        /** Where a column starts in the block. */
        long column(int index) {
            return BLOCK_HEADER_BYTES + (long) index * bars * Long.BYTES;
        }
    }

    static ByteBuffer encode(Header header) {
        ByteBuffer buffer = KIND.begin();
        buffer.putLong(header.bars()).putLong(header.timeframe().nanos());
        buffer.putLong(header.firstEndNanos()).putLong(header.lastEndNanos()).putLong(header.missingBars());
        return CatalogueFile.finish(
                buffer, new CatalogueFile.Tail(header.instrument(), header.fileBytes(), header.dataHash()));
    }

    /** @throws DataException if the file cannot be read, has no header, or it was damaged */
    static Header readHeader(Path path) {
        String file = path.toString();
        CatalogueFile.Head head = CatalogueFile.head(path);
        ByteBuffer buffer = KIND.open(file, head.bytes());
        long bars = buffer.getLong();
        Timeframe timeframe = new Timeframe(buffer.getLong());
        long first = buffer.getLong();
        long last = buffer.getLong();
        long missing = buffer.getLong();
        CatalogueFile.Tail tail = CatalogueFile.tail(file, buffer, head.actualBytes());
        return new Header(
                tail.instrument(), timeframe, bars, first, last, missing, tail.fileBytes(), tail.dataHash());
    }

    /** Puts a chunk, as a block, into an empty little-endian buffer, which is then ready to be written. */
    static void encode(BarChunk chunk, ByteBuffer buffer) {
        int bars = chunk.size();
        buffer.clear().order(ByteOrder.LITTLE_ENDIAN);
        Scales scales = chunk.scales();
        buffer.putInt(bars).put((byte) scales.price()).put((byte) scales.quantity()).putShort((short) 0);
        buffer.putInt(0).putInt(0).putLong(chunk.endNanos[0]).putLong(chunk.endNanos[bars - 1]);
        for (long[] column : columns(chunk)) {
            buffer.asLongBuffer().put(column, 0, bars);
            buffer.position(buffer.position() + bars * Long.BYTES);
        }
        buffer.flip();
        CatalogueFile.seal(buffer, BLOCK_CRC_AT);
    }

    private static long[][] columns(BarChunk chunk) {
        return new long[][] {chunk.endNanos, chunk.open, chunk.high, chunk.low, chunk.close, chunk.volume};
    }

    /**
     * The block that these bytes begin with.
     *
     * @param offset where in the file they begin
     * @throws DataException if there is no whole block
     */
    static Block block(String file, MemorySegment bytes, long offset) {
        if (bytes.byteSize() < BLOCK_HEADER_BYTES) {
            throw CatalogueFile.damaged(file, "a block is missing at byte " + offset);
        }
        int bars = bytes.get(CatalogueFile.INT, 0);
        int price = bytes.get(ValueLayout.JAVA_BYTE, 4);
        int volume = bytes.get(ValueLayout.JAVA_BYTE, 5);
        boolean scalesFit = price >= 0 && price <= 18 && volume >= 0 && volume <= 18;
        if (bars <= 0 || bars > BarChunk.CAPACITY || !scalesFit) {
            throw CatalogueFile.damaged(file, "no block at byte " + offset);
        }
        Block block = new Block(
                offset,
                bars,
                new Scales(price, volume),
                bytes.get(CatalogueFile.LONG, 16),
                bytes.get(CatalogueFile.LONG, 24));
        if (block.bytes() > bytes.byteSize()) {
            throw CatalogueFile.damaged(file, "the block at byte " + offset + " is cut short");
        }
        return block;
    }

    /** @throws DataException if the block's checksum differs */
    static void verify(String file, MemorySegment bytes, Block block) {
        CatalogueFile.verify(file, bytes.asSlice(0, block.bytes()), BLOCK_CRC_AT, block.offset());
    }

    /** Copies bars from..to of a block into the chunk. */
    static void copy(MemorySegment bytes, Block block, int from, int to, BarChunk chunk) {
        long[][] columns = columns(chunk);
        for (int i = 0; i < COLUMNS; i++) {
            long at = block.column(i) + (long) from * Long.BYTES;
            MemorySegment.copy(bytes, CatalogueFile.LONG, at, columns[i], 0, to - from);
        }
        chunk.scales(block.scales());
        chunk.size(to - from);
    }

    static long endNanos(MemorySegment bytes, Block block, int index) {
        return bytes.get(CatalogueFile.LONG, block.column(0) + (long) index * Long.BYTES);
    }
}

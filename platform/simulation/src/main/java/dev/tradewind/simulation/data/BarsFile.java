package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The layout of a bars file, little-endian. A header of {@value #HEADER_BYTES} bytes, then blocks of up to
 * {@value BarChunk#CAPACITY} bars: {@value #BLOCK_HEADER_BYTES} bytes of block header and six columns of 8-byte numbers
 * (end, open, high, low, close, volume).
 *
 * <p>Header: magic (8 bytes), version (4), CRC-32C of the header with this field zero (4), bars (8), timeframe in
 * nanoseconds (8), end of the first and of the last bar (8 each), missing bars (8), bytes of the file (8), data hash
 * (32), length of the instrument's name (4), the name in UTF-8.
 *
 * <p>Block header: bars (4), price scale (1), volume scale (1), zero (2), CRC-32C of the block with this field zero
 * (4), zero (4), end of the first and of the last bar (8 each).
 */
final class BarsFile {
    static final int HEADER_BYTES = 512;
    static final int BLOCK_HEADER_BYTES = 32;
    static final int COLUMNS = 6;

    /** The most bytes of a block. */
    static final int MAX_BLOCK_BYTES = BLOCK_HEADER_BYTES + COLUMNS * BarChunk.CAPACITY * Long.BYTES;

    private static final long MAGIC = 0x0a0d5352_41425754L;
    private static final int VERSION = 1;
    private static final int HASH_BYTES = 32;
    private static final int HEADER_CRC_AT = 12;
    private static final int BLOCK_CRC_AT = 8;
    private static final int LONGEST_NAME = 300;
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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
    record Block(long offset, int bars, Scales scales, int crc, long firstEndNanos, long lastEndNanos) {
        long bytes() {
            return BLOCK_HEADER_BYTES + (long) bars * COLUMNS * Long.BYTES;
        }

        /** Where a column starts in the block. */
        long column(int index) {
            return BLOCK_HEADER_BYTES + (long) index * bars * Long.BYTES;
        }
    }

    static ByteBuffer encode(Header header) {
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        byte[] name = header.instrument().toString().getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_NAME) {
            throw new DataException(header.instrument() + ": too long a name for the catalogue");
        }
        buffer.putLong(MAGIC).putInt(VERSION).putInt(0).putLong(header.bars());
        buffer.putLong(header.timeframe().nanos()).putLong(header.firstEndNanos()).putLong(header.lastEndNanos());
        buffer.putLong(header.missingBars()).putLong(header.fileBytes());
        buffer.put(HexFormat.of().parseHex(header.dataHash())).putInt(name.length).put(name);
        CRC32C crc = new CRC32C();
        crc.update(buffer.array());
        buffer.putInt(HEADER_CRC_AT, (int) crc.getValue());
        return buffer.position(0);
    }

    /** @throws DataException if these bytes are no header, or it was damaged */
    static Header decode(String file, ByteBuffer bytes, long actualBytes) {
        ByteBuffer buffer = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.remaining() < HEADER_BYTES || buffer.getLong() != MAGIC) {
            throw new DataException(file + ": not a bars file; import the data again");
        }
        int version = buffer.getInt();
        if (version != VERSION) {
            throw new DataException(file + ": bars file version " + version + ", this Tradewind reads " + VERSION
                    + "; import the data again");
        }
        byte[] copy = new byte[HEADER_BYTES];
        bytes.duplicate().get(copy);
        int expected = buffer.getInt();
        ByteBuffer.wrap(copy).putInt(HEADER_CRC_AT, 0);
        CRC32C crc = new CRC32C();
        crc.update(copy);
        if ((int) crc.getValue() != expected) {
            throw damaged(file, "its header's checksum differs");
        }
        Header header = decodeChecked(buffer);
        if (header.fileBytes() != actualBytes) {
            throw damaged(file, "it has " + actualBytes + " bytes instead of " + header.fileBytes());
        }
        return header;
    }

    private static Header decodeChecked(ByteBuffer buffer) {
        long bars = buffer.getLong();
        Timeframe timeframe = new Timeframe(buffer.getLong());
        long first = buffer.getLong();
        long last = buffer.getLong();
        long missing = buffer.getLong();
        long bytes = buffer.getLong();
        byte[] hash = new byte[HASH_BYTES];
        buffer.get(hash);
        byte[] name = new byte[buffer.getInt()];
        buffer.get(name);
        return new Header(
                InstrumentId.parse(new String(name, StandardCharsets.UTF_8)),
                timeframe,
                bars,
                first,
                last,
                missing,
                bytes,
                HexFormat.of().formatHex(hash));
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
        CRC32C crc = new CRC32C();
        crc.update(buffer.duplicate());
        buffer.putInt(BLOCK_CRC_AT, (int) crc.getValue());
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
            throw damaged(file, "a block is missing at byte " + offset);
        }
        int bars = bytes.get(INT, 0);
        int price = bytes.get(ValueLayout.JAVA_BYTE, 4);
        int volume = bytes.get(ValueLayout.JAVA_BYTE, 5);
        boolean scalesFit = price >= 0 && price <= 18 && volume >= 0 && volume <= 18;
        if (bars <= 0 || bars > BarChunk.CAPACITY || !scalesFit) {
            throw damaged(file, "no block at byte " + offset);
        }
        Block block = new Block(
                offset,
                bars,
                new Scales(price, volume),
                bytes.get(INT, BLOCK_CRC_AT),
                bytes.get(LONG, 16),
                bytes.get(LONG, 24));
        if (block.bytes() > bytes.byteSize()) {
            throw damaged(file, "the block at byte " + offset + " is cut short");
        }
        return block;
    }

    /** @throws DataException if the block's checksum differs */
    static void verify(String file, MemorySegment bytes, Block block) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.asSlice(0, BLOCK_CRC_AT).asByteBuffer());
        crc.update(new byte[Integer.BYTES]);
        long rest = BLOCK_CRC_AT + Integer.BYTES;
        crc.update(bytes.asSlice(rest, block.bytes() - rest).asByteBuffer());
        if ((int) crc.getValue() != block.crc()) {
            throw damaged(file, "the checksum of the block at byte " + block.offset() + " differs");
        }
    }

    /** Copies bars from..to of a block into the chunk. */
    static void copy(MemorySegment bytes, Block block, int from, int to, BarChunk chunk) {
        long[][] columns = columns(chunk);
        for (int i = 0; i < COLUMNS; i++) {
            long at = block.column(i) + (long) from * Long.BYTES;
            MemorySegment.copy(bytes, LONG, at, columns[i], 0, to - from);
        }
        chunk.scales(block.scales());
        chunk.size(to - from);
    }

    static long endNanos(MemorySegment bytes, Block block, int index) {
        return bytes.get(LONG, block.column(0) + (long) index * Long.BYTES);
    }

    static DataException damaged(String file, String what) {
        return new DataException(file + ": damaged, " + what + "; import the data again");
    }
}

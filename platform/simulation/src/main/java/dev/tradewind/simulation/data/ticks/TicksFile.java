package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.simulation.data.CatalogueFile;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.ticks.TickCatalogue.Source;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The layout of a ticks file, which is a {@link CatalogueFile}, little-endian: its header, then blocks.
 *
 * <p>Particular to the header: events (8), book updates (8), levels (8), trades (8), receipt of the first and of the
 * last event (8 each). The header's last byte says where the ticks are from: 0 unknown, 1 imported, 2 made up.
 *
 * <p>Block: a header of {@value #BLOCK_HEADER_BYTES} bytes, {@value TickColumns#COLUMNS} columns as in
 * {@link LongColumn}, the bytes of all trade ids that are no numbers, {@value LongColumn#PADDING} zero bytes. Block
 * header: bytes of the block (4), CRC-32C of the block with this field zero (4), events (4), book updates (4), deltas
 * (4), levels (4), trades (4), funding rates (4), bytes of ids (4), price scale (1), quantity scale (1), zero (2),
 * receipt of the first and of the last event (8 each). Columns: receipt, venue's time and kind of each event; sequence,
 * levels and bids of each book update; last minus first and first minus previous number of each delta; price and
 * quantity of each level (two for a quote); price, quantity, flags and id of each trade; rate and its places of each
 * funding rate.
 */
final class TicksFile {
    static final int HEADER_BYTES = CatalogueFile.HEADER_BYTES;
    static final int BLOCK_HEADER_BYTES = 56;

    private static final CatalogueFile KIND = new CatalogueFile("ticks file", 0x0a0d534b_43495754L, 1);
    private static final int SOURCE_AT = HEADER_BYTES - 1;
    private static final int BLOCK_CRC_AT = 4;
    private static final int MOST_PLACES = 18;
    private static final ValueLayout.OfLong LONG = CatalogueFile.LONG;
    private static final ValueLayout.OfInt INT = CatalogueFile.INT;

    private TicksFile() {}

    /** How much there is of what. */
    record Counts(long events, long books, long levels, long trades) {}

    /** What the header says. */
    record Header(
            InstrumentId instrument,
            Source source,
            Counts counts,
            long firstReceivedNanos,
            long lastReceivedNanos,
            long fileBytes,
            String dataHash) {}

    /** Where a block is, and when its events were received. */
    record Block(long offset, int bytes, long firstReceivedNanos, long lastReceivedNanos) {
        long end() {
            return offset + bytes;
        }
    }

    static ByteBuffer encode(Header header) {
        Counts counts = header.counts();
        ByteBuffer buffer = KIND.begin();
        buffer.putLong(counts.events()).putLong(counts.books()).putLong(counts.levels()).putLong(counts.trades());
        buffer.putLong(header.firstReceivedNanos()).putLong(header.lastReceivedNanos());
        buffer.put(SOURCE_AT, (byte) header.source().ordinal());
        return CatalogueFile.finish(
                buffer, new CatalogueFile.Tail(header.instrument(), header.fileBytes(), header.dataHash()));
    }

    /** @throws DataException if the file cannot be read, has no header, or it was damaged */
    static Header readHeader(Path path) {
        String file = path.toString();
        CatalogueFile.Head head = CatalogueFile.head(path);
        ByteBuffer buffer = KIND.open(file, head.bytes());
        Counts counts = new Counts(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
        long first = buffer.getLong();
        long last = buffer.getLong();
        int code = buffer.get(SOURCE_AT);
        Source source = Source.values()[code >= 0 && code < Source.values().length ? code : 0];
        CatalogueFile.Tail tail = CatalogueFile.tail(file, buffer, head.actualBytes());
        return new Header(tail.instrument(), source, counts, first, last, tail.fileBytes(), tail.dataHash());
    }

    /** Bytes that a buffer must have for {@link #encode(TickColumns, ByteBuffer)}. */
    static int mostBytes(TickColumns columns) {
        long bytes = (long) BLOCK_HEADER_BYTES + LongColumn.PADDING + columns.textBytes;
        for (int i = 0; i < TickColumns.COLUMNS; i++) {
            bytes += LongColumn.mostBytes(columns.rows(i));
        }
        return Math.toIntExact(bytes);
    }

    /** Puts a block into a buffer of at least {@link #mostBytes}, which is then ready to be written. */
    static void encode(TickColumns columns, ByteBuffer buffer) {
        buffer.clear().order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(0).putInt(0).putInt(columns.events).putInt(columns.books).putInt(columns.deltas);
        buffer.putInt(columns.levels).putInt(columns.trades).putInt(columns.fundings).putInt(columns.textBytes);
        buffer.put((byte) columns.priceScale).put((byte) columns.quantityScale).putShort((short) 0);
        buffer.putLong(columns.received[0]).putLong(columns.received[columns.events - 1]);
        for (int i = 0; i < TickColumns.COLUMNS; i++) {
            LongColumn.encode(columns.column(i), columns.rows(i), buffer);
        }
        buffer.put(columns.text, 0, columns.textBytes).putLong(0);
        buffer.putInt(0, buffer.position()).flip();
        CatalogueFile.seal(buffer, BLOCK_CRC_AT);
    }

    /** @throws DataException if there is no block there that fits the file */
    static Block block(String file, MemorySegment bytes, long offset) {
        if (offset + BLOCK_HEADER_BYTES > bytes.byteSize()) {
            throw CatalogueFile.damaged(file, "a block is missing at byte " + offset);
        }
        int size = bytes.get(INT, offset);
        if (size < BLOCK_HEADER_BYTES + LongColumn.PADDING || offset + size > bytes.byteSize()) {
            throw CatalogueFile.damaged(file, "the block at byte " + offset + " is cut short");
        }
        return new Block(offset, size, bytes.get(LONG, offset + 40), bytes.get(LONG, offset + 48));
    }

    /** Reads a block after its checksum was found right. @throws DataException if it is damaged */
    static void decode(String file, MemorySegment bytes, Block block, TickColumns into) {
        long at = block.offset();
        CatalogueFile.verify(file, bytes.asSlice(at, block.bytes()), BLOCK_CRC_AT, at);
        into.events = bytes.get(INT, at + 8);
        into.books = bytes.get(INT, at + 12);
        into.deltas = bytes.get(INT, at + 16);
        into.levels = bytes.get(INT, at + 20);
        into.trades = bytes.get(INT, at + 24);
        into.fundings = bytes.get(INT, at + 28);
        into.textBytes = bytes.get(INT, at + 32);
        into.priceScale = bytes.get(ValueLayout.JAVA_BYTE, at + 36);
        into.quantityScale = bytes.get(ValueLayout.JAVA_BYTE, at + 37);
        boolean fits = into.events > 0 && within(into.events, TickColumns.EVENTS) && within(into.books, into.events)
                && within(into.deltas, into.books) && within(into.trades, into.events)
                && within(into.fundings, into.events) && within(into.textBytes, block.bytes())
                && within(into.levels, TickColumns.LEVELS + TickColumns.MOST_LEVELS)
                && within(into.priceScale, MOST_PLACES) && within(into.quantityScale, MOST_PLACES);
        if (!fits) {
            throw CatalogueFile.damaged(file, "no block at byte " + at);
        }
        into.needLevels(into.levels);
        into.needText(into.textBytes);
        long limit = block.end() - LongColumn.PADDING - into.textBytes;
        long next = at + BLOCK_HEADER_BYTES;
        for (int i = 0; i < TickColumns.COLUMNS; i++) {
            int rows = into.rows(i);
            long end = LongColumn.end(bytes, next, limit, rows);
            if (end < 0) {
                throw CatalogueFile.damaged(file, "the block at byte " + at + " holds less than it says");
            }
            LongColumn.decode(bytes, next, rows, into.column(i));
            next = end;
        }
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, next, into.text, 0, into.textBytes);
    }

    private static boolean within(int count, int most) {
        return count >= 0 && count <= most;
    }
}

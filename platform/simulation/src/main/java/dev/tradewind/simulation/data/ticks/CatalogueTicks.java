package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.simulation.data.CatalogueFile;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.TickHash;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.Window;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Ticks of one file of the catalogue that were received in a window. */
record CatalogueTicks(Instrument instrument, Path file, TicksFile.Header header, Window window)
        implements TickSeries {
    @Override
    public TickReader open() {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() != header.fileBytes()) {
                throw CatalogueFile.damaged(file.toString(), "it was changed since it was opened");
            }
            return new Reader(arena, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException | RuntimeException e) {
            arena.close();
            if (e instanceof DataException known) {
                throw known;
            }
            throw new DataException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Decodes block by block out of the mapped file, each after its checksum was found right. */
    private final class Reader implements TickReader {
        private final Arena arena;
        private final MemorySegment bytes;
        private final TickColumns columns = new TickColumns();
        private final TickCursor cursor = new TickCursor(instrument.id(), columns);
        private long offset = TicksFile.HEADER_BYTES;
        private long read;
        private long receivedNanos;
        private boolean ended;
        private @Nullable MarketEvent current;

        Reader(Arena arena, MemorySegment bytes) {
            this.arena = arena;
            this.bytes = bytes;
        }

        @Override
        public boolean advance() {
            current = null;
            while (!ended) {
                if (!cursor.advance()) {
                    nextBlock();
                    continue;
                }
                receivedNanos = cursor.receivedNanos();
                if (isAfter(receivedNanos)) {
                    break;
                }
                if (receivedNanos >= window.fromNanos()) {
                    read++;
                    return true;
                }
            }
            ended = true;
            if (window.isAll() && read != header.counts().events()) {
                throw CatalogueFile.damaged(
                        file.toString(), "it holds " + read + " events instead of " + header.counts().events());
            }
            if (read == 0) {
                throw window.noTick(instrument.id() + "@" + TickCatalogue.NAME + ", which runs from "
                        + Text.time(header.firstReceivedNanos()) + " to " + Text.time(header.lastReceivedNanos()));
            }
            return false;
        }

        /** The largest instant stands for no end, so that an event of that instant is not lost. */
        private boolean isAfter(long nanos) {
            return nanos >= window.toNanos() && window.toNanos() != Long.MAX_VALUE;
        }

        /** Goes to the next block that has events in the window. */
        private void nextBlock() {
            while (offset < bytes.byteSize()) {
                TicksFile.Block block = TicksFile.block(file.toString(), bytes, offset);
                if (isAfter(block.firstReceivedNanos())) {
                    break;
                }
                offset = block.end();
                if (block.lastReceivedNanos() >= window.fromNanos()) {
                    TicksFile.decode(file.toString(), bytes, block, columns);
                    cursor.rewind();
                    return;
                }
            }
            ended = true;
        }

        @Override
        public long receivedNanos() {
            return receivedNanos;
        }

        @Override
        public MarketEvent event() {
            MarketEvent event = current;
            if (event == null) {
                if (ended || read == 0) {
                    throw new IllegalStateException("there is no event: advance() did not return true");
                }
                event = cursor.event();
                if (event == null) {
                    throw CatalogueFile.damaged(file.toString(), "an event before byte " + offset + " makes no sense");
                }
                current = event;
            }
            return event;
        }

        /** The stored hash where all was read; else it is worked out over what was read. */
        @Override
        public String dataHash() {
            if (window.isAll() && read == header.counts().events()) {
                return header.dataHash();
            }
            TickHash hash = new TickHash();
            try (TickReader again = CatalogueTicks.this.open()) {
                for (long i = 0; i < read && again.advance(); i++) {
                    hash.add(again.receivedNanos(), again.event());
                }
            }
            return hash.hex();
        }

        @Override
        public void close() {
            ended = true;
            if (arena.scope().isAlive()) {
                arena.close();
            }
        }
    }
}

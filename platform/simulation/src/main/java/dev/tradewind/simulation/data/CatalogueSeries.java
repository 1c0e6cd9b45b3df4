package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Timeframe;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Bars of one file of the catalogue. */
record CatalogueSeries(Instrument instrument, Path file, BarsFile.Header header, Window window) implements BarSeries {
    @Override
    public Timeframe timeframe() {
        return header.timeframe();
    }

    @Override
    public long estimatedBars() {
        if (window.isAll()) {
            return header.bars();
        }
        long frame = header.timeframe().nanos();
        long from = Math.max(window.fromNanos(), header.firstEndNanos() - frame);
        long to = Math.min(window.toNanos(), header.lastEndNanos());
        return to <= from ? 0 : Math.min(header.bars(), (to - from) / frame);
    }

    @Override
    public BarReader open() {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                if (channel.size() != header.fileBytes()) {
                    throw CatalogueFile.damaged(file.toString(), "it was changed since it was opened");
                }
                return new Reader(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private DataException unreadable(IOException e) {
        return new DataException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }

    /**
     * Reads block by block, each after its checksum was found right. The file is not mapped: what was read of a mapped
     * file counts as the process's memory, which would so grow with the data.
     */
    private final class Reader implements BarReader {
        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BarsFile.MAX_BLOCK_BYTES);
        private final BarChunk chunk = new BarChunk();
        private final BarHash hash = new BarHash();
        private long offset = BarsFile.HEADER_BYTES;
        private long read;
        private long hashed;
        private long missing;
        private long lastEnd;
        private boolean ended;

        Reader(FileChannel channel) {
            this.channel = channel;
        }

        /** The bytes from there on, as many as a block may have; fewer at the end of the file. */
        private MemorySegment load(long at) {
            buffer.clear();
            try {
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, at + buffer.position()) < 0) {
                        break;
                    }
                }
            } catch (IOException e) {
                throw unreadable(e);
            }
            return MemorySegment.ofBuffer(buffer.flip());
        }

        @Override
        public @Nullable BarChunk next() {
            hashCurrent();
            while (!ended && offset < header.fileBytes()) {
                MemorySegment bytes = load(offset);
                BarsFile.Block block = BarsFile.block(file.toString(), bytes, offset);
                if (block.firstEndNanos() - frame() >= window.toNanos()) {
                    break;
                }
                offset += block.bytes();
                if (block.lastEndNanos() - frame() >= window.fromNanos()) {
                    BarsFile.verify(file.toString(), bytes, block);
                    take(bytes, block);
                    if (chunk.size() > 0) {
                        return chunk;
                    }
                }
            }
            if (!ended) {
                finish();
            }
            return null;
        }

        private void finish() {
            ended = true;
            chunk.size(0);
            if (window.isAll() && read != header.bars()) {
                throw CatalogueFile.damaged(file.toString(), "it holds " + read + " bars instead of " + header.bars());
            }
            if (read == 0) {
                throw window.nothingInside(
                        file.toString(), header.firstEndNanos() - frame(), header.lastEndNanos() - frame());
            }
        }

        private long frame() {
            return header.timeframe().nanos();
        }

        private void take(MemorySegment bytes, BarsFile.Block block) {
            int from = 0;
            int to = block.bars();
            if (!window.isAll()) {
                while (from < to && BarsFile.endNanos(bytes, block, from) - frame() < window.fromNanos()) {
                    from++;
                }
                while (to > from && BarsFile.endNanos(bytes, block, to - 1) - frame() >= window.toNanos()) {
                    to--;
                }
            }
            BarsFile.copy(bytes, block, from, to, chunk);
            int size = chunk.size();
            if (size > 0) {
                long before = read == 0 ? chunk.endNanos[0] - frame() : lastEnd;
                lastEnd = chunk.endNanos[size - 1];
                missing += (lastEnd - before) / frame() - size;
                read += size;
            }
        }

        /** A chunk is hashed before it is overwritten, unless the whole file is read: its hash is in its header. */
        private void hashCurrent() {
            if (!window.isAll() && hashed < read && chunk.size() > 0) {
                hash.add(chunk);
                hashed = read;
            }
        }

        /** The stored hash where all was read; else it is worked out over what was returned. */
        @Override
        public String dataHash() {
            if (window.isAll() && read == header.bars()) {
                return header.dataHash();
            }
            if (window.isAll()) {
                return hashFromStart();
            }
            hashCurrent();
            return BarHash.hex(hash.snapshot());
        }

        private String hashFromStart() {
            BarHash sum = new BarHash();
            BarChunk copy = new BarChunk();
            long done = 0;
            for (long at = BarsFile.HEADER_BYTES; done < read; ) {
                MemorySegment bytes = load(at);
                BarsFile.Block block = BarsFile.block(file.toString(), bytes, at);
                BarsFile.copy(bytes, block, 0, block.bars(), copy);
                sum.add(copy);
                done += copy.size();
                at += block.bytes();
            }
            return BarHash.hex(sum.snapshot());
        }

        @Override
        public long missingBars() {
            return missing;
        }

        @Override
        public void close() {
            ended = true;
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing was written: a reader that is being closed has nothing left to lose.
                return;
            }
        }
    }
}

package dev.tradewind.simulation.data;

import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.Timeframe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bars of several text files, one after the other, checked for order. */
final class CsvChunkSource implements ChunkSource {
    private final List<FileProbe> files;
    private final long frameNanos;
    private final Window window;
    private Scales scales;
    private int nextFile;
    private @Nullable CsvRows rows;

    /** Whether the current line was looked at, but not yet taken. */
    private boolean pending;

    private boolean done;
    private boolean any;
    private long lastOpen;
    private String lastFile = "";
    private long lastLine;
    private long delivered;
    private long missing;

    /** @param files in order of time, at least one */
    CsvChunkSource(List<FileProbe> files, Timeframe timeframe, Window window, Scales scales) {
        this.files = files;
        this.frameNanos = timeframe.nanos();
        this.window = window;
        this.scales = scales;
        // Files that end before the window starts are not read.
        while (nextFile + 1 < files.size() && files.get(nextFile + 1).firstNanos() <= window.fromNanos()) {
            nextFile++;
        }
    }

    @Override
    public boolean fill(BarChunk chunk) {
        int size = 0;
        chunk.scales(scales);
        while (size < BarChunk.CAPACITY && !done) {
            CsvRows current = rows;
            if (current == null) {
                done = !openNext();
                continue;
            }
            if (!pending && !current.nextLine()) {
                finishFile(current);
                continue;
            }
            pending = false;
            if (current.parse() == CsvRows.Outcome.NEEDS_SCALE) {
                pending = true;
                if (size > 0) {
                    break;
                }
                widen(current);
                chunk.scales(scales);
                continue;
            }
            long start = current.openNanos;
            checkOrder(current, start);
            lastOpen = start;
            if (start >= window.toNanos()) {
                done = true;
            } else if (start >= window.fromNanos()) {
                put(chunk, size++, current);
            }
        }
        chunk.size(size);
        delivered += size;
        if (size == 0 && delivered == 0) {
            throw nothing();
        }
        return size > 0;
    }

    private void put(BarChunk chunk, int at, CsvRows row) {
        chunk.endNanos[at] = row.openNanos + frameNanos;
        chunk.open[at] = row.open;
        chunk.high[at] = row.high;
        chunk.low[at] = row.low;
        chunk.close[at] = row.close;
        chunk.volume[at] = row.volume;
    }

    private void checkOrder(CsvRows row, long start) {
        if (!any) {
            any = true;
            return;
        }
        long expected = lastOpen + frameNanos;
        if (start == expected) {
            return;
        }
        if (start < expected) {
            throw disorder(row, start);
        }
        if (lastOpen >= window.fromNanos() && start < window.toNanos()) {
            missing += (start - expected) / frameNanos;
        }
    }

    private DataException disorder(CsvRows row, long start) {
        boolean sameFile = lastFile.isEmpty();
        String before = sameFile ? "the row before it" : lastFile + " line " + lastLine;
        if (start == lastOpen) {
            return new DataException(row.place() + ": a second bar for " + Text.time(start) + ", after " + before
                    + (sameFile ? "; remove one of the rows" : "; remove one of the files or the rows they share"));
        }
        if (start < lastOpen) {
            return new DataException(row.place() + ": the bar of " + Text.time(start) + " comes after that of "
                    + Text.time(lastOpen) + " (" + before + "); "
                    + (sameFile ? "sort the file by time" : "the files overlap: remove one, or the rows they share"));
        }
        return new DataException(row.place() + ": the bar of " + Text.time(start) + " starts before that of "
                + Text.time(lastOpen) + " (" + before + ") ends; the bars are taken to be "
                + new Timeframe(frameNanos) + " long: use files of one timeframe, or give --timeframe");
    }

    private void widen(CsvRows current) {
        scales = new Scales(current.neededPriceScale, current.neededVolumeScale);
        current.scales(scales.price(), scales.quantity());
    }

    private boolean openNext() {
        if (nextFile == files.size() || files.get(nextFile).firstNanos() >= window.toNanos()) {
            return false;
        }
        FileProbe probe = files.get(nextFile++);
        CsvRows opened =
                new CsvRows(probe.file(), ByteSource.open(probe.file()), probe.format(), LineBuffer.WHOLE);
        opened.scales(scales.price(), scales.quantity());
        rows = opened;
        return true;
    }

    private void finishFile(CsvRows finished) {
        lastFile = files.get(nextFile - 1).file().toString();
        lastLine = finished.line();
        finished.close();
        rows = null;
    }

    private DataException nothing() {
        String first = files.get(0).file() + (files.size() > 1 ? " and " + (files.size() - 1) + " more" : "");
        return window.nothingInside(first, files.get(0).firstNanos(), any ? lastOpen : files.get(0).firstNanos());
    }

    @Override
    public long missingBars() {
        return missing;
    }

    @Override
    public void close() {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}

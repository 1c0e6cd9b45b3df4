package dev.tradewind.simulation.data;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.Timeframe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * A local folder of bars in columns, one file an instrument and timeframe, that is read as fast as memory. The layout
 * is that of {@link BarsFile}.
 */
public final class Catalogue {
    private static final String SUFFIX = ".bars";

    private final Path folder;

    /** @param folder made when something is imported */
    public Catalogue(Path folder) {
        this.folder = folder;
    }

    /**
     * What the catalogue holds of one instrument in one timeframe.
     *
     * @param firstNanos open of the first bar
     * @param endNanos end of the last bar
     * @param missingBars bars that are missing between
     */
    public record Entry(
            InstrumentId instrument,
            Timeframe timeframe,
            long bars,
            long firstNanos,
            long endNanos,
            long missingBars,
            String dataHash,
            Path file,
            long bytes) {}

    /**
     * Stores a series. What the catalogue held of that instrument in that timeframe is replaced, at once and only if
     * all of the series was read.
     *
     * @throws DataException if the series is bad or empty, or the folder cannot be written
     */
    public Entry importFrom(BarSeries series) {
        return importFrom(series, bars -> {});
    }

    /** Likewise; {@code progress} is told the bars stored so far. */
    public Entry importFrom(BarSeries series, LongConsumer progress) {
        Path file = file(series.instrument().id(), series.timeframe());
        return entry(file, WholeFile.replace(file, channel -> write(series, channel, progress)));
    }

    private static BarsFile.Header write(BarSeries series, FileChannel channel, LongConsumer progress)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BarsFile.MAX_BLOCK_BYTES);
        try (BarReader reader = series.open()) {
            channel.position(BarsFile.HEADER_BYTES);
            long bars = 0;
            long first = 0;
            long last = 0;
            for (BarChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
                first = bars == 0 ? chunk.endNanos[0] : first;
                last = chunk.endNanos[chunk.size() - 1];
                bars += chunk.size();
                BarsFile.encode(chunk, buffer);
                WholeFile.writeFully(channel, buffer);
                progress.accept(bars);
            }
            if (bars == 0) {
                throw new DataException(series.instrument().id() + ": nothing to import, the data has no bars");
            }
            BarsFile.Header header = new BarsFile.Header(
                    series.instrument().id(),
                    series.timeframe(),
                    bars,
                    first,
                    last,
                    Math.max(0, reader.missingBars()),
                    channel.position(),
                    reader.dataHash());
            channel.position(0);
            WholeFile.writeFully(channel, BarsFile.encode(header));
            return header;
        }
    }

    /** All entries, by instrument and timeframe; empty where there is no catalogue yet. */
    public List<Entry> list() {
        return list(damaged -> {
            throw damaged;
        });
    }

    /** All entries that can be read, in the same order; {@code damaged} is told of each that cannot. */
    public List<Entry> list(Consumer<DataException> damaged) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder, 2)) {
            return paths.filter(path -> path.toString().endsWith(SUFFIX) && Files.isRegularFile(path))
                    .sorted()
                    .flatMap(path -> read(path, damaged).stream())
                    .sorted((a, b) -> {
                        int byInstrument = a.instrument().compareTo(b.instrument());
                        return byInstrument != 0 ? byInstrument : a.timeframe().compareTo(b.timeframe());
                    })
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
        }
    }

    private static Optional<Entry> read(Path path, Consumer<DataException> damaged) {
        try {
            return Optional.of(entry(path, BarsFile.readHeader(path)));
        } catch (DataException e) {
            damaged.accept(e);
            return Optional.empty();
        }
    }

    /** All bars stored. @throws DataException if there are none, or the file is damaged */
    public BarSeries open(Instrument instrument, Timeframe timeframe) {
        return open(instrument, timeframe, Window.ALL);
    }

    /** Those bars that open in the window. @throws DataException if there are none, or the file is damaged */
    public BarSeries open(Instrument instrument, Timeframe timeframe, Window window) {
        Path file = file(instrument.id(), timeframe);
        if (!Files.isRegularFile(file)) {
            throw new DataException("the catalogue " + folder + " has no " + instrument.id() + "@" + timeframe + "; "
                    + CatalogueNames.told(folder)
                    + ": import files first (tradewind data import FILE…)");
        }
        BarsFile.Header header = BarsFile.readHeader(file);
        if (!header.instrument().equals(instrument.id()) || !header.timeframe().equals(timeframe)) {
            throw new DataException(file + ": holds " + header.instrument() + "@" + header.timeframe()
                    + "; files of the catalogue must not be renamed: import the data again");
        }
        return new CatalogueSeries(instrument, file, header, window);
    }

    private static Entry entry(Path file, BarsFile.Header header) {
        return new Entry(
                header.instrument(),
                header.timeframe(),
                header.bars(),
                header.firstEndNanos() - header.timeframe().nanos(),
                header.lastEndNanos(),
                header.missingBars(),
                header.dataHash(),
                file,
                header.fileBytes());
    }

    private Path file(InstrumentId instrument, Timeframe timeframe) {
        String name = URLEncoder.encode(instrument.toString(), StandardCharsets.UTF_8);
        return folder.resolve(name).resolve(timeframe + SUFFIX);
    }
}

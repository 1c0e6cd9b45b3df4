package dev.tradewind.simulation.data.ticks;

import dev.tradewind.engine.book.FeedBook;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.simulation.data.CatalogueNames;
import dev.tradewind.simulation.data.ClockSteps;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.Text;
import dev.tradewind.simulation.data.TickHash;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.WholeFile;
import dev.tradewind.simulation.data.Window;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The ticks of the local catalogue: in the same folder as its bars, one file an instrument. The layout is that of
 * {@link TicksFile}.
 */
public final class TickCatalogue {
    /** What stands for a timeframe in {@code catalogue:BTCUSDT@ticks}. */
    public static final String NAME = "ticks";

    private static final String FILE = "all.ticks";
    private static final long PROGRESS_EVERY = 1 << 14;

    private final Path folder;

    /** @param folder made when something is imported */
    public TickCatalogue(Path folder) {
        this.folder = folder;
    }

    /** Where ticks are from; the order is that of the file's codes. */
    public enum Source {
        /** Stored before this was noted. */
        UNKNOWN,
        IMPORT,
        SYNTHETIC
    }

    /**
     * What the catalogue holds of one instrument.
     *
     * @param source where the ticks are from
     * @param books book snapshots and deltas
     * @param levels levels of all of them
     * @param firstNanos receipt of the first event
     * @param lastNanos receipt of the last event
     */
    public record Entry(
            InstrumentId instrument,
            Source source,
            long events,
            long books,
            long levels,
            long trades,
            long firstNanos,
            long lastNanos,
            String dataHash,
            Path file,
            long bytes) {}

    /**
     * Stores a series. What the catalogue held of that instrument's ticks is replaced, at once and only if all of the
     * series was read.
     *
     * @param progress is told the events stored so far
     * @throws DataException if the series is bad or empty, or the folder cannot be written
     */
    public Entry importFrom(TickSeries series, LongConsumer progress) {
        return importFrom(series, Source.IMPORT, progress, warning -> {});
    }

    /**
     * Likewise.
     *
     * @param source to be noted
     * @param warnings is told what of the data must be known, one sentence each
     */
    public Entry importFrom(
            TickSeries series, Source source, LongConsumer progress, Consumer<String> warnings) {
        Path file = file(series.instrument().id());
        Writer[] writer = new Writer[1];
        TicksFile.Header header = WholeFile.replace(file, channel -> {
            writer[0] = new Writer(channel, series.instrument());
            return writer[0].write(series, source, progress);
        });
        writer[0].cover.warning().ifPresent(warnings);
        if (writer[0].steps.lines() > 0) {
            warnings.accept(series.instrument().id() + ": " + writer[0].steps.text() + ".");
        }
        return entry(file, header);
    }

    /** Likewise, in silence. */
    public Entry importFrom(TickSeries series) {
        return importFrom(series, events -> {});
    }

    /** Writes one file. */
    private static final class Writer {
        private final FileChannel channel;
        private final TickColumns columns = new TickColumns();
        private final TickAppender appender = new TickAppender(columns);
        private final TickHash hash = new TickHash();
        private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        private final FeedBook book;
        private final BookCover cover;
        private ClockSteps steps = ClockSteps.NONE;
        private long events;
        private long books;
        private long levels;
        private long trades;

        Writer(FileChannel channel, Instrument instrument) {
            this.channel = channel;
            this.book = new FeedBook(instrument);
            this.cover = new BookCover(instrument.id());
        }

        TicksFile.Header write(TickSeries series, Source source, LongConsumer progress) throws IOException {
            channel.position(TicksFile.HEADER_BYTES);
            InstrumentId instrument = series.instrument().id();
            long first = 0;
            long last = 0;
            try (TickReader reader = series.open()) {
                while (reader.advance()) {
                    long received = reader.receivedNanos();
                    MarketEvent event = reader.event();
                    if (!event.instrument().equals(instrument)) {
                        throw new DataException(event.instrument() + " among the ticks of " + instrument
                                + "; import each instrument by itself");
                    }
                    if (events > 0 && received < last) {
                        throw new DataException(instrument + ": an event received at " + Text.time(received)
                                + " comes after one of " + Text.time(last) + "; sort the data by time of receipt");
                    }
                    first = events == 0 ? received : first;
                    last = received;
                    watch(received, event);
                    add(received, event);
                    if (events % PROGRESS_EVERY == 0) {
                        progress.accept(events);
                    }
                }
                steps = reader.clockSteps();
            }
            if (events == 0) {
                throw new DataException(instrument + ": nothing to import, the data has no ticks");
            }
            flush();
            progress.accept(events);
            TicksFile.Counts counts = new TicksFile.Counts(events, books, levels, trades);
            TicksFile.Header header =
                    new TicksFile.Header(instrument, source, counts, first, last, channel.position(), hash.hex());
            channel.position(0);
            WholeFile.writeFully(channel, TicksFile.encode(header));
            return header;
        }

        private void watch(long received, MarketEvent event) {
            if (event instanceof BookDelta delta) {
                book.apply(delta);
                levels += delta.levels().size();
            } else if (event instanceof BookSnapshot snapshot) {
                book.apply(snapshot);
                levels += snapshot.levels().size();
            }
            cover.take(received, event, book);
        }

        private void add(long received, MarketEvent event) throws IOException {
            if (!appender.add(received, event)) {
                flush();
                if (!appender.add(received, event)) {
                    throw new IllegalStateException("an empty block takes any event: " + event);
                }
            }
            hash.add(received, event);
            events++;
            books += event instanceof BookDelta || event instanceof BookSnapshot ? 1 : 0;
            trades += event instanceof TradeTick ? 1 : 0;
        }

        private void flush() throws IOException {
            int most = TicksFile.mostBytes(columns);
            if (most > buffer.capacity()) {
                buffer = ByteBuffer.allocateDirect(most);
            }
            TicksFile.encode(columns, buffer);
            WholeFile.writeFully(channel, buffer);
            columns.clear();
        }
    }

    /** All entries, by instrument; empty where there is no catalogue yet. */
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
            return paths.filter(path -> path.endsWith(FILE) && Files.isRegularFile(path))
                    .sorted()
                    .flatMap(path -> read(path, damaged).stream())
                    .sorted(Comparator.comparing(Entry::instrument))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(folder + ": cannot be listed (" + e.getMessage() + ")", e);
        }
    }

    private static Optional<Entry> read(Path path, Consumer<DataException> damaged) {
        try {
            return Optional.of(entry(path, TicksFile.readHeader(path)));
        } catch (DataException e) {
            damaged.accept(e);
            return Optional.empty();
        }
    }

    /** All ticks stored. @throws DataException if there are none, or the file is damaged */
    public TickSeries open(Instrument instrument) {
        return open(instrument, Window.ALL);
    }

    /**
     * Those ticks that were received in the window; a reader that finds none there says so. The book at its start is
     * not among them: a consumer sees one from the next snapshot on.
     *
     * @throws DataException if the catalogue has none of the instrument, or the file is damaged
     */
    public TickSeries open(Instrument instrument, Window window) {
        Path file = file(instrument.id());
        if (!Files.isRegularFile(file)) {
            throw new DataException("the catalogue " + folder + " has no " + instrument.id() + "@" + NAME + "; "
                    + CatalogueNames.told(folder)
                    + ": import files first (tradewind data import FILE…)");
        }
        TicksFile.Header header = TicksFile.readHeader(file);
        if (!header.instrument().equals(instrument.id())) {
            throw new DataException(file + ": holds " + header.instrument()
                    + "; files of the catalogue must not be renamed: import the data again");
        }
        return new CatalogueTicks(instrument, file, header, window);
    }

    /** What there is of an instrument; empty if there is nothing. @throws DataException if the file is damaged */
    public Optional<Entry> find(InstrumentId instrument) {
        Path file = file(instrument);
        return Files.isRegularFile(file) ? Optional.of(entry(file, TicksFile.readHeader(file))) : Optional.empty();
    }

    private static Entry entry(Path file, TicksFile.Header header) {
        return new Entry(
                header.instrument(),
                header.source(),
                header.counts().events(),
                header.counts().books(),
                header.counts().levels(),
                header.counts().trades(),
                header.firstReceivedNanos(),
                header.lastReceivedNanos(),
                header.dataHash(),
                file,
                header.fileBytes());
    }

    private Path file(InstrumentId instrument) {
        return folder.resolve(URLEncoder.encode(instrument.toString(), StandardCharsets.UTF_8)).resolve(FILE);
    }
}

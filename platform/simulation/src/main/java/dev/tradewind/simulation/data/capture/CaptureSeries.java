package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.simulation.data.TickSeries;
import java.nio.file.Path;
import java.util.List;

/**
 * What a venue sent about one instrument, as a recorder wrote it down.
 *
 * @param files plain or gzip, put in order by time of receipt; of lines received together the earlier file's come first
 * @param format of their lines
 * @param venue whose messages they are
 * @param instrument the one that is read; its symbol, without punctuation, must be the venue's
 */
public record CaptureSeries(List<Path> files, CaptureFormat format, CaptureVenue venue, Instrument instrument)
        implements TickSeries {
    /** @throws IllegalArgumentException if there is no file */
    public CaptureSeries {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("a capture has at least one file");
        }
    }

    /** One raw capture of Binance. */
    public static CaptureSeries binance(Path file, Instrument instrument) {
        return new CaptureSeries(List.of(file), CaptureFormat.RAW, CaptureVenue.BINANCE, instrument);
    }

    @Override
    public CaptureReader open() {
        return new CaptureReader(this);
    }
}

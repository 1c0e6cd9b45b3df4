package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.capture.CaptureFormat;
import dev.tradewind.simulation.data.capture.CaptureSeries;
import dev.tradewind.simulation.data.capture.CaptureVenue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a venue sent, as cryptofeed records it: {@code SECONDS: MESSAGE} a line, what was sent and asked for, and
 * answers to it. One recording is in several files, of streams and of answers, which are read as one.
 */
enum CryptofeedFormat implements TickFormat {
    BINANCE(CaptureVenue.BINANCE, "binance"),
    BITSTAMP(CaptureVenue.BITSTAMP, "bitstamp"),
    BYBIT(CaptureVenue.BYBIT, "bybit"),
    COINBASE(CaptureVenue.COINBASE, "coinbase"),
    KRAKEN(CaptureVenue.KRAKEN, "kraken");

    private final CaptureVenue venue;
    private final String text;
    private final Pattern address;

    CryptofeedFormat(CaptureVenue venue, String host) {
        this.venue = venue;
        this.text = host + "-cryptofeed";
        this.address = Pattern.compile("(wss?|https?)://([a-z0-9-]+\\.)*" + host + "\\.[a-z]+[:/ ]");
    }

    @Override
    public String text() {
        return text;
    }

    /** The addresses that the recorder wrote down tell the venue. */
    @Override
    public boolean recognises(FileHead head) {
        return head.lines().stream()
                .anyMatch(line -> address.matcher(line.toLowerCase(Locale.ROOT)).lookingAt());
    }

    /** A recording is of many instruments as a rule. */
    @Override
    public String symbol(FileHead head) {
        return "";
    }

    @Override
    public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
        return openTogether(List.of(file), instrument);
    }

    @Override
    public boolean belongsTogether() {
        return true;
    }

    @Override
    public TickSeries openTogether(List<Path> files, Instrument instrument) {
        return new CaptureSeries(files, CaptureFormat.CRYPTOFEED, venue, instrument);
    }
}

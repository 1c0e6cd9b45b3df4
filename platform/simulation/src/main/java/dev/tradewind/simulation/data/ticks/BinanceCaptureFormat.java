package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.simulation.data.TickSeries;
import dev.tradewind.simulation.data.capture.CaptureSeries;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Binance sent, as it was recorded: the nanosecond of receipt, then the message. A message that is none stops the
 * reading, in an inspection too.
 */
final class BinanceCaptureFormat implements TickFormat {
    private static final Pattern LINE = Pattern.compile("\\d{18,19} \\{");
    private static final Pattern SYMBOL = Pattern.compile("\"s\":\"([A-Z0-9_]{1,30})\"");

    /** What only messages of futures hold: the update before, the event's name in a quote, the kind of a trade. */
    private static final Pattern FUTURES = Pattern.compile("\"pu\":|\"e\":\"bookTicker\"|\"X\":\"MARKET\"");

    @Override
    public String text() {
        return "binance-capture";
    }

    @Override
    public boolean recognises(FileHead head) {
        return LINE.matcher(head.first()).lookingAt();
    }

    /** A perpetual contract in Tether is called like the spot market, which its messages do not look like. */
    @Override
    public String symbol(FileHead head) {
        boolean futures = head.lines().stream().anyMatch(line -> FUTURES.matcher(line).find());
        for (String line : head.lines()) {
            Matcher symbol = SYMBOL.matcher(line);
            if (symbol.find()) {
                String name = symbol.group(1);
                return futures && name.indexOf('_') < 0 ? name + "-PERP" : name;
            }
        }
        return "";
    }

    @Override
    public TickSeries open(Path file, Instrument instrument, TickFaults faults) {
        return CaptureSeries.binance(file, instrument);
    }
}

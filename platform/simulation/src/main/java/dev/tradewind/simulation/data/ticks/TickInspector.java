package dev.tradewind.simulation.data.ticks;

import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.simulation.data.DataException;
import dev.tradewind.simulation.data.DataFiles;
import dev.tradewind.simulation.data.Instruments;
import dev.tradewind.simulation.data.MarketData;
import dev.tradewind.simulation.data.TickReader;
import dev.tradewind.simulation.data.TickSeries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks through files of ticks and says what is wrong with them; a bad row does not stop it. */
public final class TickInspector {
    private static final Decimal SMALLEST = Decimal.parse("0.00000001");
    /** What Binance, and we, call contracts. */
    private static final Pattern FUTURES = Pattern.compile(".*(-PERP|_PERP|_\\d{6})");

    private static final Currency NONE = Currency.of("XXX");

    private TickInspector() {}

    /**
     * Inspects files, folders and globs, of one instrument, as one series.
     *
     * @param instrument its name; empty to find out. Where nobody knows it, its tick is not checked
     * @param format of all files; null to find out of each
     * @throws DataException if a path names nothing, or a file is of no known format; what is wrong inside a file is
     *     part of the result
     */
    public static TickInspection inspect(
            List<String> paths, String instrument, Instruments instruments, @Nullable TickFormat format) {
        List<Path> files = DataFiles.of(paths).files();
        List<TickFormat> formats = TickData.formats(files, format);
        List<TickInspection.Source> sources = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            sources.add(new TickInspection.Source(
                    files.get(i).toString(), formats.get(i).text()));
        }
        Subject subject = subject(files, formats, instrument, instruments);
        TickTally tally = new TickTally(subject.instrument());
        String failure = "";
        try {
            read(TickData.inFiles(files, formats, subject.instrument(), tally), tally);
        } catch (DataException e) {
            failure = e.getMessage();
        }
        return tally.result(sources, subject.text(), failure);
    }

    /** Inspects a series that is open already, such as one of the catalogue. */
    public static TickInspection inspect(TickSeries series, String name) {
        TickTally tally = new TickTally(series.instrument());
        String failure = "";
        try {
            read(series, tally);
        } catch (DataException e) {
            failure = e.getMessage();
        }
        return tally.result(
                List.of(new TickInspection.Source(name, "catalogue")), series.instrument().id().toString(), failure);
    }

    private static void read(TickSeries series, TickTally tally) {
        try (TickReader reader = series.open()) {
            try {
                while (reader.advance()) {
                    tally.take(reader.receivedNanos(), reader.event());
                }
            } finally {
                tally.clock(reader.clockSteps());
            }
        }
    }

    /** What is inspected, and what to call it. */
    private record Subject(Instrument instrument, String text) {
        static Subject of(Instrument instrument) {
            return new Subject(instrument, instrument.id().toString());
        }
    }

    private static Subject subject(
            List<Path> files, List<TickFormat> formats, String name, Instruments instruments) {
        if (!name.isEmpty()) {
            return Subject.of(instruments.require(name));
        }
        Set<String> symbols = TickData.symbols(files, formats, instruments);
        if (symbols.size() > 1) {
            throw new DataException("the files are of several instruments (" + String.join(", ", symbols)
                    + "); inspect those of each by themselves");
        }
        String symbol = symbols.isEmpty() ? "UNKNOWN" : symbols.iterator().next();
        try {
            return Subject.of(MarketData.known(symbol, instruments));
        } catch (DataException e) {
            Instrument made = new Instrument(
                    new InstrumentId(symbol, "UNKNOWN"),
                    FUTURES.matcher(symbol).matches() ? InstrumentKind.PERPETUAL : InstrumentKind.SPOT,
                    new TradingSteps(SMALLEST, SMALLEST, SMALLEST, Decimal.ZERO),
                    new ContractTerms(NONE, NONE, NONE, Decimal.ONE, false),
                    symbol);
            return new Subject(made, symbol + " (not known: tick and lot are not checked; give --instrument)");
        }
    }
}

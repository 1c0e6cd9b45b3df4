package dev.tradewind.simulation.data.capture;

import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What the tests of captures share. */
final class Captures {
    private Captures() {}

    static Instrument instrument(String symbol, String tick, String lot) {
        return instrument(InstrumentKind.SPOT, symbol, tick, lot);
    }

    static Instrument instrument(InstrumentKind kind, String symbol, String tick, String lot) {
        return new Instrument(
                new InstrumentId(symbol, "TEST"),
                kind,
                new TradingSteps(Decimal.parse(tick), Decimal.parse(lot), Decimal.ZERO, Decimal.ZERO),
                ContractTerms.spot(Currency.of("AAA"), Currency.of("USDT")),
                symbol);
    }

    static List<String> lines(Path gzip) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzip), 1 << 16), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

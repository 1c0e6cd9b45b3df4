package dev.tradewind.policy.scenario;

import dev.tradewind.policy.language.Problems;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The instruments that a scenario names. One that it does not describe is a spot pair at the venue {@code SIM}, settled
 * in the account's currency, with steps so fine that no order is off them.
 */
final class InstrumentDrafts {
    static final List<String> KEYS = List.of(
            "venue", "kind", "base", "quote", "settlement", "multiplier", "inverse", "tick", "lot", "min-quantity",
            "min-notional");
    private static final Decimal FINEST = Decimal.ofUnscaled(1, 8);

    private final Map<String, Fields> described = new LinkedHashMap<>();
    private final Map<String, Instrument> made = new LinkedHashMap<>();

    InstrumentDrafts copy() {
        InstrumentDrafts copy = new InstrumentDrafts();
        copy.described.putAll(described);
        return copy;
    }

    void describe(Problems problems, Node node) {
        Fields bySymbol = Fields.of(problems, node, "`instruments`", List.of());
        for (String symbol : bySymbol.symbols()) {
            bySymbol.node(symbol)
                    .ifPresent(of -> described.put(symbol, Fields.of(problems, of, "an instrument", KEYS)));
        }
    }

    Map<String, Instrument> made() {
        return made;
    }

    Instrument of(String symbol, Currency account) {
        return made.computeIfAbsent(symbol, key -> make(key, account));
    }

    private Instrument make(String symbol, Currency account) {
        Fields fields = described.get(symbol);
        String code = account.code();
        boolean pair = symbol.endsWith(code) && symbol.length() > code.length();
        String base = pair ? symbol.substring(0, symbol.length() - code.length()) : symbol;
        if (fields == null) {
            return new Instrument(new InstrumentId(symbol, "SIM"), InstrumentKind.SPOT,
                    new TradingSteps(FINEST, FINEST, Decimal.ZERO, Decimal.ZERO),
                    ContractTerms.spot(Currency.of(base), account), symbol);
        }
        Currency quote = Currency.of(fields.code("quote", code));
        ContractTerms terms = new ContractTerms(
                Currency.of(fields.code("base", base)),
                quote,
                Currency.of(fields.code("settlement", quote.code())),
                positive(fields, "multiplier", Decimal.ONE),
                fields.flag("inverse"));
        TradingSteps steps = new TradingSteps(
                positive(fields, "tick", FINEST),
                positive(fields, "lot", FINEST),
                fields.amount("min-quantity", Decimal.ZERO),
                fields.amount("min-notional", Decimal.ZERO));
        return new Instrument(
                new InstrumentId(symbol, fields.code("venue", "SIM")),
                fields.choice("kind", InstrumentKind.SPOT, InstrumentKind.values()),
                steps, terms, symbol);
    }

    private static Decimal positive(Fields fields, String key, Decimal fallback) {
        Decimal value = fields.amount(key, fallback);
        if (value.signum() <= 0) {
            fields.problem(key, "`" + key + "` is above 0", "");
            return fallback;
        }
        return value;
    }
}

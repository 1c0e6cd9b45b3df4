package dev.tradewind.testkit.scenario;

import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.testkit.scenario.Statement.Costs;
import dev.tradewind.testkit.scenario.Statement.Given;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code given BTCUSDT tick 0.01 lot 0.001 cash 10000 USDT fee 10 bps}; all but the symbol may be left out. */
final class GivenWords {
    private static final String VENUE = "TEST";

    private final Words words;
    private InstrumentKind kind = InstrumentKind.SPOT;
    private Decimal tick = Decimal.parse("0.01");
    private Decimal lot = Decimal.parse("0.001");
    private Decimal minQuantity = Decimal.ZERO;
    private Decimal minNotional = Decimal.ZERO;
    private Money cash = Money.of("10000", "USDT");
    private Decimal fee = Decimal.ZERO;
    private Decimal slippage = Decimal.ZERO;
    private int latencyMillis;
    private @Nullable Decimal volumePercent;
    private Decimal leverage = Decimal.ONE;
    private Decimal hardNotional = Decimal.of(100_000_000);

    GivenWords(Words words) {
        this.words = words;
    }

    Given read() {
        String symbol = words.name("the symbol of an instrument").toUpperCase(Locale.ROOT);
        while (!words.isEmpty()) {
            option();
        }
        Currency quote = cash.currency();
        String base = symbol.endsWith(quote.code()) && symbol.length() > quote.code().length()
                ? symbol.substring(0, symbol.length() - quote.code().length())
                : symbol;
        Instrument instrument = new Instrument(
                new InstrumentId(symbol, VENUE),
                kind,
                new TradingSteps(tick, lot, minQuantity, minNotional),
                ContractTerms.spot(Currency.of(base), quote),
                base + "/" + quote);
        return new Given(
                instrument, cash, new Costs(fee, slippage, latencyMillis, volumePercent, leverage), hardNotional);
    }

    private void option() {
        switch (words.oneOf(
                "tick", "lot", "cash", "fee", "slippage", "latency", "volume", "leverage", "kind", "min-quantity",
                "min-notional", "max-notional")) {
            case "tick" -> tick = positive("a tick");
            case "lot" -> lot = positive("a lot");
            case "cash" -> cash = new Money(words.number("an amount"), Currency.of(words.name("a currency")));
            case "fee" -> {
                fee = words.number("a fee in basis points");
                words.expect("bps");
            }
            case "slippage" -> {
                slippage = words.number("slippage in basis points");
                words.expect("bps");
            }
            case "latency" -> {
                latencyMillis = words.wholeNumber("a latency");
                words.expect("ms");
            }
            case "volume" -> {
                volumePercent = positive("a percentage of a bar's volume");
                words.expect("%");
            }
            case "leverage" -> leverage = positive("a leverage");
            case "kind" ->
                kind = InstrumentKind.valueOf(
                        words.oneOf("spot", "perpetual", "future", "equity", "fx").toUpperCase(Locale.ROOT));
            case "min-quantity" -> minQuantity = positive("the smallest quantity");
            case "min-notional" -> minNotional = positive("the smallest worth of an order");
            default -> hardNotional = positive("the largest worth of an order");
        }
    }

    private Decimal positive(String what) {
        Decimal value = words.number(what);
        if (value.signum() <= 0) {
            throw words.expected(what + " above 0, not " + value + ", before this");
        }
        return value;
    }
}

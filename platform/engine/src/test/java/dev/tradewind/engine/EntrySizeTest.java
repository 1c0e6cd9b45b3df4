package dev.tradewind.engine;

import static dev.tradewind.engine.Rig.BTC;
import static dev.tradewind.engine.Rig.INVERSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.engine.Engine.NamedStrategy;
import dev.tradewind.engine.ledger.LedgerEvent;
import dev.tradewind.engine.ledger.LedgerEvent.SignalSkipped;
import dev.tradewind.engine.policy.NoRules;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.Bar;
import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.order.OrderCommand;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.strategy.Strategy;
import dev.tradewind.sdk.strategy.StrategyContext;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How large an entry is when the configuration decides. */
class EntrySizeTest {
    private final List<Quantity> ordered = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private void enter(EntrySize size, Instrument instrument, String price, Money cash) {
        enter(size, "1", instrument, price, cash);
    }

    private void enter(EntrySize size, String leverage, Instrument instrument, String price, Money cash) {
        Strategy strategy = new Strategy() {
            @Override
            public void onBar(Bar bar, StrategyContext context) {
                context.enter(bar.instrument(), Side.BUY, "go");
            }
        };
        EngineConfig config = new EngineConfig(
                "test", 0, Rig.USDT, size, Decimal.parse("0.01"), Decimal.parse(leverage), Rig.LIVE, 1);
        Engine engine = new Engine(config, new NoRules(), List.of(new NamedStrategy("s", "", strategy)));
        Output output = new Output() {
            @Override
            public void event(LedgerEvent event) {
                if (event instanceof SignalSkipped signal) {
                    skipped.add(signal.reason());
                }
            }

            @Override
            public void command(OrderCommand command) {
                ordered.add(((OrderCommand.SubmitOrder) command).request().quantity());
            }
        };
        engine.decide(new Input.AddInstrument(0, BTC), output);
        engine.decide(new Input.AddInstrument(0, INVERSE), output);
        engine.decide(new Input.MoveCash(0, cash, ""), output);
        engine.decide(new Input.StartStrategies(0), output);
        long end = Rig.MINUTE;
        Bar bar = Bar.of(instrument.id(), Timeframe.MINUTE_1, end, price, price, price, price, "1");
        engine.decide(new Input.MarketData(end, bar), output);
    }

    @Test
    void fixedIsThatQuantityRoundedDownToLots() {
        enter(EntrySize.parse("fixed:0.12345"), BTC, "100", Money.of("1", "USDT"));
        assertThat(ordered).containsExactly(Quantity.of("0.123"));
    }

    @Test
    void aPercentageOfEquityIsBoughtAtTheLastPrice() {
        enter(EntrySize.parse("percent:12.5"), BTC, "300", Money.of("1000", "USDT"));
        assertThat(ordered).containsExactly(Quantity.of("0.416"));
    }

    @Test
    void allInLeavesTheReserveForCosts() {
        enter(EntrySize.parse("all-in"), BTC, "300", Money.of("1000", "USDT"));
        assertThat(ordered).containsExactly(Quantity.of("3.3"));
    }

    @Test
    void whatIsTooSmallOrCannotBeValuedIsSkippedAndNoted() {
        enter(EntrySize.parse("fixed:0.0001"), BTC, "100", Money.of("1", "USDT"));
        enter(EntrySize.parse("percent:1"), BTC, "100", Money.of("1", "USDT"));
        enter(EntrySize.parse("percent:50"), BTC, "100", Money.of("1", "DOGE"));
        enter(EntrySize.parse("all-in"), BTC, "100", Money.of("1000", "DOGE"));
        assertThat(ordered).isEmpty();
        assertThat(skipped).containsExactly(
                "go: the configured size fixed:0.0001 is below the smallest order",
                "go: the configured size percent:1 of equity is below the smallest order",
                "go: equity is not known, since a price or a conversion rate is missing",
                "go: no cash is left");
    }

    /** The reserve for costs grows with the leverage, since fees are on what is bought and come out of equity. */
    @Test
    void allInUsesTheLeverage() {
        enter(EntrySize.parse("all-in"), "3", BTC, "300", Money.of("1000", "USDT"));
        assertThat(ordered).containsExactly(Quantity.of("9.7"));
    }

    @Test
    void aPercentageMayGoBeyondAHundred() {
        enter(EntrySize.parse("percent:250"), "3", BTC, "300", Money.of("1200", "USDT"));
        assertThat(ordered).containsExactly(Quantity.of("10"));
    }

    @Test
    void allInWithLittleLeftSaysSo() {
        enter(EntrySize.parse("all-in"), BTC, "300", Money.of("0.1", "USDT"));
        assertThat(skipped).containsExactly("go: the cash that is left buys less than the smallest order");
    }

    @Test
    void allInOfACoinMarginedContractUsesTheCoin() {
        // 2 BTC less 1 % at 100 USD a coin are 198 USD: one contract of 100 USD.
        enter(EntrySize.parse("all-in"), INVERSE, "100", Money.of("2", "BTC"));
        assertThat(ordered).containsExactly(Quantity.of("1"));
    }

    @Test
    void whatIsNoSizeIsRefusedWithWhatMayStandThere() {
        assertThat(EntrySize.parse(" Percent:10 ")).hasToString("percent:10");
        String bad = "fixed;fixed:0;fixed:-1;fixed:x;percent:0;percent:100000.1;half;all in";
        for (String text : bad.split(";")) {
            assertThatThrownBy(() -> EntrySize.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("fixed:QUANTITY, percent:1..100 or all-in")
                    .hasMessageContaining("'" + text + "'");
        }
    }
}

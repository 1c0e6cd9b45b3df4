package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.value.Decimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InstrumentsTest {
    private static final String HEADER = "symbol,venue,kind,tick,lot,minQuantity,minNotional,base,quote,settlement,"
            + "multiplier,inverse,assetId\n";
    private final Instruments shipped = Instruments.shipped();

    @TempDir
    private Path folder;

    @Test
    void shippedInstrumentsAreFoundBySymbolAndByFullName() {
        Instrument btc = shipped.require("BTCUSDT");

        assertThat(shipped.require("btcusdt.binance")).isEqualTo(btc);
        assertThat(btc.steps().tick()).isEqualTo(Decimal.parse("0.01"));
        assertThat(btc.steps().lot()).isEqualTo(Decimal.parse("0.00001"));
        assertThat(shipped.require("ETHUSDT").steps().lot()).isEqualTo(Decimal.parse("0.0001"));
        assertThat(shipped.require("DEMO").quote().code()).isEqualTo("USD");
        assertThat(shipped.require("BTCUSD_PERP").contract().inverse()).isTrue();
        assertThat(shipped.require("FILUSDT-PERP").kind()).isEqualTo(InstrumentKind.PERPETUAL);
    }

    @Test
    void aThousandthOfABitcoinPassesTheMinimumAtThePricesOfTheReferenceRun() {
        Instrument btc = shipped.require("BTCUSDT");
        for (String price : new String[] {"15000", "48000"}) {
            Decimal notional = btc.notional(Decimal.parse(price), Decimal.parse("0.001"));
            assertThat(notional).isGreaterThan(btc.steps().minNotional());
        }
    }

    @Test
    void everySymbolShippedIsUnique() {
        assertThat(shipped.all()).isNotEmpty().allSatisfy(
                each -> assertThat(shipped.require(each.id().symbol())).isEqualTo(each));
    }

    @Test
    void anUnknownNameSuggestsTheNearestAndTheRemedy() {
        assertThatThrownBy(() -> shipped.require("BTCUSTD"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("unknown instrument 'BTCUSTD'; did you mean BTCUSDT.BINANCE")
                .hasMessageContaining("--instruments")
                .hasMessageContaining("symbol,venue,kind");
        assertThatThrownBy(() -> shipped.require("ZZZZZZZZZ")).hasMessageNotContaining("did you mean");
    }

    @Test
    void aFileOfOnesOwnAddsAndOverrides() {
        Path file = Klines.write(folder.resolve("mine.csv"), HEADER
                + "BTCUSDT,BINANCE,SPOT,0.1,0.001,0.001,10,BTC,USDT,USDT,1,no,BTC/USDT\n"
                + "XAUUSD,BROKER,fx,0.01,0.01,0.01,0,XAU,USD,USD,100,false,XAU/USD\n");

        Instruments mine = shipped.with(file);

        assertThat(mine.require("BTCUSDT").steps().tick()).isEqualTo(Decimal.parse("0.1"));
        assertThat(mine.require("XAUUSD").contract().multiplier()).isEqualTo(Decimal.of(100));
        assertThat(mine.all()).hasSize(shipped.all().size() + 1);
    }

    @Test
    void aSymbolAtSeveralVenuesMustNameOne() {
        Path file = Klines.write(folder.resolve("mine.csv"), HEADER
                + "BTCUSDT,BYBIT,SPOT,0.1,0.001,0.001,10,BTC,USDT,USDT,1,no,BTC/USDT\n");

        assertThatThrownBy(() -> shipped.with(file).require("BTCUSDT"))
                .hasMessageContaining("several venues; name one: BTCUSDT.BINANCE, BTCUSDT.BYBIT");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "A,B,SPOT,x,1,1,0,A,USD,USD,1,no,A/USD|line 2, column tick: not a decimal number: 'x'",
        "A,B,HOUSE,1,1,1,0,A,USD,USD,1,no,A/USD|line 2, column kind",
        "A,B.C,SPOT,1,1,1,0,A,USD,USD,1,no,A/USD|line 2, column venue",
        "A,B,SPOT,0,1,1,0,A,USD,USD,1,no,A/USD|line 2: tick and lot must be positive",
        "A,B,SPOT,1,1,1,0,A,USD,USD,1,maybe,A/USD|line 2, column inverse: true or false expected",
        "A,B,SPOT|mine.csv line 2: no value in column 'tick'",
    })
    void aBadLineIsNamed(String line, String message) {
        Path file = Klines.write(folder.resolve("mine.csv"), HEADER + line + "\n");

        assertThatThrownBy(() -> shipped.with(file)).isInstanceOf(DataException.class).hasMessageContaining(message);
    }

    @Test
    void editsCountSwapsOnce() {
        assertThat(Instruments.edits("BTCUSTD", "BTCUSDT")).isEqualTo(1);
        assertThat(Instruments.edits("", "ABC")).isEqualTo(3);
        assertThat(Instruments.edits("KITTEN", "SITTING")).isEqualTo(3);
    }
}

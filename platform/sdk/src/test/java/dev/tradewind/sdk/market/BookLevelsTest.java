package dev.tradewind.sdk.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookLevelsTest {
    private static final PriceLevel BID = new PriceLevel(Price.of("99.5"), Quantity.of("2"));
    private static final PriceLevel ASK = new PriceLevel(Price.of("100"), Quantity.of("0.25"));

    @Test
    void exactValuesComeBackAsTheyWereGiven() {
        BookLevels levels = BookLevels.of(List.of(BID), List.of(ASK));

        assertThat(levels.bidLevels()).containsExactly(BID);
        assertThat(levels.askLevels()).containsExactly(ASK);
        assertThat(levels.scales()).isEqualTo(new Scales(1, 2));
        assertThat(levels.priceUnscaled(1)).isEqualTo(1000);
        assertThat(levels.quantityUnscaled(1)).isEqualTo(25);
    }

    @Test
    void levelsOfEqualValuesAreEqualWhateverTheirScales() {
        BookLevels wide = BookLevels.ofUnscaled(new Scales(3, 4), 1, new long[] {99_500, 100_000}, new long[] {
            20_000, 2_500
        });

        assertThat(wide).isEqualTo(BookLevels.of(List.of(BID), List.of(ASK)));
        assertThat(wide).hasSameHashCodeAs(BookLevels.of(List.of(BID), List.of(ASK)));
        assertThat(wide).isNotEqualTo(BookLevels.of(List.of(BID, ASK), List.of()));
    }

    @Test
    void arraysThatDoNotFitTogetherAreRefused() {
        assertThatThrownBy(() -> BookLevels.ofUnscaled(new Scales(0, 0), 2, new long[1], new long[1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 prices, 1 quantities, 2 bids");
    }

    @Test
    void updateNumbersOutOfOrderAreRefused() {
        assertThatThrownBy(() -> new Sequences(4, 6, 5)).hasMessageContaining("not in order");
        assertThatThrownBy(() -> new Sequences(5, 5, 5)).hasMessageContaining("not in order");
        assertThat(Sequences.contiguous(5, 7).previous()).isEqualTo(4);
    }

    @Test
    void tradesOfEqualValuesAreEqualWhateverTheirScales() {
        InstrumentId btc = new InstrumentId("BTCUSDT", "binance");
        TradeTick exact = TradeTick.of(btc, 7, Price.of("100.50"), Quantity.of("2"), Side.BUY, "1");

        TradeTick unscaled = TradeTick.ofUnscaled(btc, 7, new Scales(3, 1), 100_500, 20, Side.BUY, "1");

        assertThat(unscaled).isEqualTo(exact).hasSameHashCodeAs(exact);
        assertThat(unscaled.price()).isEqualTo(Price.of("100.5"));
        assertThat(unscaled).isNotEqualTo(TradeTick.of(btc, 7, Price.of("100.50"), Quantity.of("2"), null, "1"));
    }
}

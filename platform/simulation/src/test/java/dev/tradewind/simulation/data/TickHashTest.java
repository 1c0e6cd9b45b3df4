package dev.tradewind.simulation.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.FundingRate;
import dev.tradewind.sdk.market.MarketEvent;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Quote;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.market.TradeTick;
import dev.tradewind.sdk.order.Side;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TickHashTest {
    private static final InstrumentId BTC = InstrumentId.parse("BTCUSDT.BINANCE");

    private static String hash(long received, MarketEvent... events) {
        TickHash hash = new TickHash();
        for (MarketEvent event : events) {
            hash.add(received, event);
        }
        return hash.hex();
    }

    private static MarketEvent trade(int scale, long price, long quantity, String id) {
        return TradeTick.ofUnscaled(BTC, 90, new Scales(scale, scale), price, quantity, Side.SELL, id);
    }

    private static MarketEvent delta(BookDelta.Sequences sequences, Scales scales, int bids, long... numbers) {
        long[] prices = new long[numbers.length / 2];
        long[] quantities = new long[numbers.length / 2];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = numbers[2 * i];
            quantities[i] = numbers[2 * i + 1];
        }
        return new BookDelta(BTC, 90, sequences, BookLevels.ofUnscaled(scales, bids, prices, quantities));
    }

    @Test
    void theDocumentedFormIsHashed() throws NoSuchAlgorithmException {
        // Kind, receipt, its distance from the venue's time, 12.5 as 1 place and 125, 300 as 0 places and two bytes of
        // seven bits, seller, two bytes of id.
        byte[] plain = {2, 100, 10, 1, 125, 0, (byte) 0xac, 2, 2, 2, 'a', 'b'};

        assertThat(hash(100, trade(3, 12_500, 300_000, "ab")))
                .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain)));
    }

    @Test
    void equalValuesHashAlikeWhateverTheirScales() {
        assertThat(hash(100, trade(3, 12_500, 300_000, "1"))).isEqualTo(hash(100, trade(1, 125, 3_000, "1")));
        assertThat(hash(100, delta(BookDelta.Sequences.NONE, new Scales(2, 3), 1, 100, 0, 250, 1_500)))
                .isEqualTo(hash(100, delta(BookDelta.Sequences.NONE, new Scales(4, 1), 1, 10_000, 0, 25_000, 15)));
    }

    @Test
    void whateverDiffersGivesAnotherHash() {
        Scales scales = new Scales(0, 0);
        PriceLevel level = new PriceLevel(Price.of("1"), Quantity.of("2"));
        PriceLevel other = new PriceLevel(Price.of("2"), Quantity.of("2"));
        BookLevels levels = BookLevels.of(List.of(level), List.of(other));
        List<MarketEvent> events = List.of(
                trade(0, 1, 2, ""), trade(0, 2, 1, ""), trade(0, 1, 2, "7"),
                TradeTick.ofUnscaled(BTC, 90, scales, 1, 2, Side.BUY, ""),
                TradeTick.ofUnscaled(BTC, 90, scales, 1, 2, null, ""),
                TradeTick.ofUnscaled(BTC, 91, scales, 1, 2, Side.SELL, ""),
                delta(BookDelta.Sequences.NONE, scales, 0, 1, 2), delta(BookDelta.Sequences.NONE, scales, 1, 1, 2),
                delta(new BookDelta.Sequences(-1, 5, 5), scales, 0, 1, 2),
                delta(new BookDelta.Sequences(4, 5, 5), scales, 0, 1, 2),
                delta(new BookDelta.Sequences(4, 4, 5), scales, 0, 1, 2),
                new BookSnapshot(BTC, 90, -1, levels), new BookSnapshot(BTC, 90, 5, levels),
                new Quote(BTC, 90, level, other), new Quote(BTC, 90, other, level),
                new FundingRate(BTC, 90, Decimal.parse("0.1")), new FundingRate(BTC, 90, Decimal.parse("-0.1")),
                new FundingRate(BTC, 90, Decimal.parse("12345678901234567890.5")));
        Set<String> hashes = new LinkedHashSet<>();
        for (MarketEvent event : events) {
            hashes.add(hash(100, event));
            hashes.add(hash(101, event));
            hashes.add(hash(100, event, event));
        }

        assertThat(hashes).hasSize(3 * events.size());
    }

    @Test
    void aHashCanBeLookedAtOnTheWay() {
        TickHash hash = new TickHash();
        hash.add(100, trade(0, 1, 2, ""));
        String first = hash.hex();
        hash.add(100, trade(0, 1, 2, ""));

        assertThat(first).isEqualTo(hash(100, trade(0, 1, 2, "")));
        assertThat(hash.hex()).isEqualTo(hash(100, trade(0, 1, 2, ""), trade(0, 1, 2, "")));
    }
}

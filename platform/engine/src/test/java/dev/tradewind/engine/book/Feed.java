package dev.tradewind.engine.book;

import dev.tradewind.engine.Rig;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.market.BookDelta;
import dev.tradewind.sdk.market.BookDelta.Sequences;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.BookSnapshot;
import dev.tradewind.sdk.market.PriceLevel;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Short ways to write snapshots and deltas of one instrument. */
final class Feed {
    static final Instrument COIN = instrument("COIN.TEST", "0.01", "0.001");
    static final InstrumentId ID = COIN.id();
    static final Scales SCALES = Scales.of(COIN);

    private Feed() {}

    static Instrument instrument(String id, String tick, String lot) {
        return new Instrument(
                InstrumentId.parse(id),
                Rig.BTC.kind(),
                new TradingSteps(Decimal.parse(tick), Decimal.parse(lot), Decimal.ZERO, Decimal.ZERO),
                Rig.BTC.contract(),
                "COIN/USDT");
    }

    /** Sides such as {@code "99.5x2 99x1"}; a quantity of zero removes. */
    static BookLevels levels(String bids, String asks) {
        return BookLevels.of(side(bids), side(asks));
    }

    private static List<PriceLevel> side(String text) {
        List<PriceLevel> levels = new ArrayList<>();
        for (String one : text.isBlank() ? new String[0] : text.split(" ")) {
            String[] parts = one.split("x");
            levels.add(new PriceLevel(Price.of(parts[0]), new Quantity(Decimal.parse(parts[1]))));
        }
        return levels;
    }

    static BookSnapshot snapshot(long sequence, String bids, String asks) {
        return new BookSnapshot(ID, sequence, sequence, levels(bids, asks));
    }

    static BookSnapshot snapshot(long sequence, BookLevels levels) {
        return new BookSnapshot(ID, sequence, sequence, levels);
    }

    /** Of a venue whose numbers have no holes. */
    static BookDelta delta(long first, long last, String bids, String asks) {
        return delta(Sequences.contiguous(first, last), levels(bids, asks));
    }

    static BookDelta delta(Sequences sequences, BookLevels levels) {
        return new BookDelta(ID, sequences.last(), sequences, levels);
    }

    static BookLevels raw(int bids, long[] prices, long... quantities) {
        return BookLevels.ofUnscaled(SCALES, bids, prices, quantities);
    }
}

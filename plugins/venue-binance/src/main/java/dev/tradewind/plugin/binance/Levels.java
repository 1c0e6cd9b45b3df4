package dev.tradewind.plugin.binance;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.Scales;
import dev.tradewind.sdk.plugin.VenueException;
import dev.tradewind.sdk.plugin.VenueException.Reason;
import java.math.RoundingMode;
import java.util.List;

/** Reads levels of a book, as {@code [["61837.63","3.78826"],…]}, into whole numbers of the instrument's places. */
final class Levels {
    private final Scales scales;

    Levels(Instrument instrument) {
        this.scales = Scales.of(instrument);
    }

    Scales scales() {
        return scales;
    }

    BookLevels read(List<Json> bids, List<Json> asks) {
        int size = bids.size() + asks.size();
        long[] prices = new long[size];
        long[] quantities = new long[size];
        for (int i = 0; i < size; i++) {
            List<Json> level = (i < bids.size() ? bids.get(i) : asks.get(i - bids.size())).items();
            if (level.size() < 2) {
                throw new VenueException(Reason.UNREADABLE, "the venue sent a level without price and quantity");
            }
            prices[i] = price(level.get(0));
            quantities[i] = quantity(level.get(1));
        }
        return BookLevels.ofUnscaled(scales, bids.size(), prices, quantities);
    }

    long price(Json value) {
        return unscaled(value, scales.price());
    }

    /**
     * A quantity in lots' places. Where the lot was once smaller, remainders rest that are finer than it is now: what is
     * finer cannot be traded, and is left out.
     */
    long quantity(Json value) {
        return value.asDecimal()
                .rounded(scales.quantity(), RoundingMode.DOWN)
                .unscaledAt(scales.quantity());
    }

    private static long unscaled(Json value, int places) {
        try {
            return value.asDecimal().unscaledAt(places);
        } catch (ArithmeticException e) {
            throw new VenueException(
                    Reason.UNREADABLE,
                    "the venue sent the price '" + value.asText() + "', which has more than the instrument's " + places
                            + " places; its tick has changed: restart, so that it is read anew",
                    e);
        }
    }
}

package dev.tradewind.engine.book;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.market.BookLevels;
import dev.tradewind.sdk.market.Scales;
import org.jspecify.annotations.Nullable;

/** Brings levels to the instrument's places and puts them into a book, unless they cannot be true. */
final class LevelCheck {
    private static final long[] POW10 = new long[19];

    static {
        long power = 1;
        for (int i = 0; i < POW10.length; i++) {
            POW10[i] = power;
            power *= i < POW10.length - 1 ? 10 : 1;
        }
    }

    private final Scales scales;
    private final long tick;

    LevelCheck(Instrument instrument) {
        this.scales = Scales.of(instrument);
        this.tick = instrument.steps().tick().unscaledAt(scales.price());
    }

    Scales scales() {
        return scales;
    }

    /** @return null, or why a level was refused; levels before it are in */
    @Nullable Refusal load(BookLevels levels, BookSide bids, BookSide asks) {
        return put(levels, bids, asks, true);
    }

    /** @return null, or why a level was refused; levels before it are in */
    @Nullable Refusal change(BookLevels levels, BookSide bids, BookSide asks) {
        Refusal refused = put(levels, bids, asks, false);
        bids.settle();
        asks.settle();
        return refused;
    }

    private @Nullable Refusal put(BookLevels levels, BookSide bids, BookSide asks, boolean snapshot) {
        boolean sameScales = levels.scales().equals(scales);
        int size = levels.size();
        int firstAsk = levels.bids();
        for (int i = 0; i < size; i++) {
            // A snapshot's best levels come first; from the worst on, each is put at the end of the arrays.
            int at = !snapshot ? i : i < firstAsk ? firstAsk - 1 - i : firstAsk + size - 1 - i;
            long price = levels.priceUnscaled(at);
            long quantity = levels.quantityUnscaled(at);
            if (quantity < 0) {
                return Refusal.QUANTITY_NEGATIVE;
            }
            if (!sameScales) {
                Refusal unfit = fit(price, levels.scales().price(), scales.price(), true);
                unfit = unfit != null ? unfit : fit(quantity, levels.scales().quantity(), scales.quantity(), false);
                if (unfit != null) {
                    return unfit;
                }
                price = rescaled(price, levels.scales().price(), scales.price());
                quantity = rescaled(quantity, levels.scales().quantity(), scales.quantity());
            }
            if (tick != 1 && price % tick != 0) {
                return Refusal.PRICE_OFF_TICK;
            }
            BookSide side = at < firstAsk ? bids : asks;
            Refusal refused = snapshot ? side.add(price, quantity) : side.set(price, quantity);
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    private static @Nullable Refusal fit(long value, int from, int to, boolean price) {
        if (to >= from) {
            long most = Long.MAX_VALUE / POW10[to - from];
            boolean fits = value <= most && value >= -most;
            return fits ? null : price ? Refusal.PRICE_TOO_LARGE : Refusal.QUANTITY_TOO_LARGE;
        }
        boolean whole = value % POW10[from - to] == 0;
        return whole ? null : price ? Refusal.PRICE_OFF_TICK : Refusal.QUANTITY_OFF_SCALE;
    }

    private static long rescaled(long value, int from, int to) {
        return to >= from ? value * POW10[to - from] : value / POW10[from - to];
    }
}

package dev.tradewind.engine.guard;

import dev.tradewind.sdk.market.Timeframe;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;

/** How far an exit is from where a position was entered, or from the best price since. */
public sealed interface Distance {
    /**
     * A share of the price.
     *
     * @param percent above 0; below 100 for exits under the market, which is checked where it is known
     */
    record Percent(Decimal percent) implements Distance {
        /** @throws IllegalArgumentException if it is not positive */
        public Percent {
            requirePositive("a percentage", percent);
        }
    }

    /**
     * A multiple of the average true range of closed bars. It is measured when the guard is armed, and stays.
     *
     * @param multiple of the average true range, above 0
     * @param period bars that the average is over
     * @param timeframe of the bars
     * @param fallbackPercent share of the price while there are too few bars, as after a restart until the past is
     *     there: no position is ever without its exit for want of bars
     */
    record Atr(Decimal multiple, int period, Timeframe timeframe, Decimal fallbackPercent) implements Distance {
        /** @throws IllegalArgumentException if a number is not positive, or the period is above 1,000,000 */
        public Atr {
            requirePositive("a multiple", multiple);
            requirePositive("a percentage", fallbackPercent);
            if (period < 1 || period > 1_000_000) {
                throw new IllegalArgumentException("a period is 1..1000000, was " + period);
            }
        }
    }

    /** At this price, wherever the position was entered. Not for trailing. */
    record At(Price price) implements Distance {
        /** @throws IllegalArgumentException if the price is not positive */
        public At {
            requirePositive("a price", price.value());
        }
    }

    private static void requirePositive(String what, Decimal value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(what + " of an exit is positive, was " + value);
        }
    }
}

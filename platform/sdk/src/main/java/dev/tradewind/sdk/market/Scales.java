package dev.tradewind.sdk.market;

import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.value.Decimal;

/**
 * Decimal places of prices and quantities that are held as whole numbers of 10<sup>-places</sup>.
 *
 * @param price places of prices, 0..18
 * @param quantity places of quantities and volumes, 0..18
 */
public record Scales(int price, int quantity) {
    /** @throws IllegalArgumentException if a scale is not in 0..18 */
    public Scales {
        if (price < 0 || price > Decimal.MAX_SCALE || quantity < 0 || quantity > Decimal.MAX_SCALE) {
            throw new IllegalArgumentException("scales must be in 0..18, were " + price + " and " + quantity);
        }
    }

    /** The places of an instrument's tick and lot. */
    public static Scales of(Instrument instrument) {
        return new Scales(
                instrument.steps().tick().scale(), instrument.steps().lot().scale());
    }
}

package dev.tradewind.sdk.instrument;

import dev.tradewind.sdk.value.Decimal;

/**
 * The steps and minima that a venue enforces on orders.
 *
 * @param tick smallest price step, positive
 * @param lot smallest quantity step, positive
 * @param minQuantity smallest order quantity, zero or more
 * @param minNotional smallest order value in the quote currency, zero or more
 */
public record TradingSteps(Decimal tick, Decimal lot, Decimal minQuantity, Decimal minNotional) {
    /** @throws IllegalArgumentException if a step is not positive or a minimum is negative */
    public TradingSteps {
        if (tick.signum() <= 0 || lot.signum() <= 0) {
            throw new IllegalArgumentException("tick and lot must be positive: tick " + tick + ", lot " + lot);
        }
        if (minQuantity.signum() < 0 || minNotional.signum() < 0) {
            throw new IllegalArgumentException("minima must not be negative: " + minQuantity + ", " + minNotional);
        }
    }
}

package dev.tradewind.sdk.order;

import dev.tradewind.sdk.value.Price;
import org.jspecify.annotations.Nullable;

/**
 * Protective exits that the engine places for what an entry has filled, and of which one cancels the other. At least
 * one is given.
 *
 * @param takeProfit limit price of the exit in profit, or null
 * @param stopLoss stop price of the exit at a loss, or null
 */
public record Bracket(@Nullable Price takeProfit, @Nullable Price stopLoss) {
    /** @throws IllegalArgumentException if both are null */
    public Bracket {
        if (takeProfit == null && stopLoss == null) {
            throw new IllegalArgumentException("a bracket needs a take-profit, a stop-loss or both");
        }
    }
}

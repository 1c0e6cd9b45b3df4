package dev.tradewind.sdk.strategy;

import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Money;
import dev.tradewind.sdk.value.Price;
import dev.tradewind.sdk.value.Quantity;
import org.jspecify.annotations.Nullable;

/** A view of what is held of one instrument. Average cost; money in the settlement currency. */
public interface Position {
    InstrumentId instrument();

    /** Positive when long, negative when short. */
    Decimal signedQuantity();

    /** Average entry price to 18 places, or null when flat. */
    @Nullable Price averagePrice();

    /** Profit and loss of what was closed since the start, before fees. */
    Money realisedPnl();

    /** Profit and loss of what is open, at the last known price, before fees. */
    Money unrealisedPnl();

    default Quantity quantity() {
        return new Quantity(signedQuantity().abs());
    }

    default boolean isFlat() {
        return signedQuantity().isZero();
    }

    default boolean isLong() {
        return signedQuantity().signum() > 0;
    }

    default boolean isShort() {
        return signedQuantity().signum() < 0;
    }
}

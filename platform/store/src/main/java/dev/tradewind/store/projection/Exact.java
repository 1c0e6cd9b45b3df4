package dev.tradewind.store.projection;

import dev.tradewind.sdk.value.Decimal;
import dev.tradewind.sdk.value.Price;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact numbers for the tables: equal values are written alike, whatever they were made from. */
final class Exact {
    private Exact() {}

    static BigDecimal of(Decimal value) {
        BigDecimal stripped = value.toBigDecimal().stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static @Nullable BigDecimal ofNullable(@Nullable Decimal value) {
        return value == null ? null : of(value);
    }

    static @Nullable BigDecimal ofNullable(@Nullable Price value) {
        return value == null ? null : of(value.value());
    }

    /** Null for what is not a number: a missing figure is never zero. */
    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}

package dev.tradewind.engine.policy;

import java.util.Arrays;

/**
 * The limits that hold for one account, strategy and symbol. Read by rules as {@code limits.maxOrderNotional}; what a
 * table leaves empty is infinite, so that no order exceeds it.
 *
 * <p>Accessors have the get prefix that the rule language expects of a bean.
 */
public final class Limits {
    /** No limit at all. */
    public static final Limits NONE = new Limits(unlimited());

    private final double[] values;

    private Limits(double[] values) {
        this.values = values;
    }

    /**
     * Limits in the order of {@link Limit}, infinite where there is none.
     *
     * @throws IllegalArgumentException if there is not one value for each limit, or one is NaN or negative
     */
    public static Limits of(double[] values) {
        if (values.length != Limit.values().length) {
            throw new IllegalArgumentException(Limit.values().length + " limits expected, got " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i]) || values[i] < 0) {
                throw new IllegalArgumentException(Limit.values()[i].column() + " must be 0 or more, was " + values[i]);
            }
        }
        return new Limits(values.clone());
    }

    private static double[] unlimited() {
        double[] values = new double[Limit.values().length];
        Arrays.fill(values, Double.POSITIVE_INFINITY);
        return values;
    }

    public double value(Limit limit) {
        return values[limit.ordinal()];
    }

    /** One limit: its column in a table and what it bounds. */
    public enum Limit {
        MAX_ORDER_NOTIONAL("max-order-notional", "largest order, in the settlement currency"),
        MAX_ORDER_QUANTITY("max-order-quantity", "largest order, in units of the instrument"),
        MAX_PRICE_DEVIATION_PERCENT("max-price-deviation-percent", "how far from the reference an order may be priced"),
        MAX_REFERENCE_AGE_SECONDS("max-reference-age-seconds", "how old the reference price may be"),
        MAX_POSITION_NOTIONAL("max-position-notional", "largest position, in the settlement currency"),
        MAX_LEVERAGE("max-leverage", "gross exposure as a multiple of equity"),
        MAX_ORDERS_PER_SECOND("max-orders-per-second", "orders of the account in one second"),
        MAX_ORDERS_PER_MINUTE("max-orders-per-minute", "orders of the account in one minute"),
        MAX_DUPLICATES_PER_SECOND("max-duplicates-per-second", "equal orders in one second"),
        MAX_OPEN_ORDERS("max-open-orders", "orders of the account that are open at once"),
        MAX_DAY_LOSS_PERCENT("max-day-loss-percent", "loss since the day began, in percent of equity"),
        MAX_DRAWDOWN_PERCENT("max-drawdown-percent", "loss since the highest equity, in percent");

        private final String column;
        private final String description;

        Limit(String column, String description) {
            this.column = column;
            this.description = description;
        }

        /** Its column in a limits table. */
        public String column() {
            return column;
        }

        public String description() {
            return description;
        }
    }

    /** Largest order, in the settlement currency. */
    public double getMaxOrderNotional() {
        return values[Limit.MAX_ORDER_NOTIONAL.ordinal()];
    }

    /** Largest order, in units of the instrument. */
    public double getMaxOrderQuantity() {
        return values[Limit.MAX_ORDER_QUANTITY.ordinal()];
    }

    /** How far from the reference an order may be priced. */
    public double getMaxPriceDeviationPercent() {
        return values[Limit.MAX_PRICE_DEVIATION_PERCENT.ordinal()];
    }

    /** How old the reference price may be. */
    public double getMaxReferenceAgeSeconds() {
        return values[Limit.MAX_REFERENCE_AGE_SECONDS.ordinal()];
    }

    /** Largest position, in the settlement currency. */
    public double getMaxPositionNotional() {
        return values[Limit.MAX_POSITION_NOTIONAL.ordinal()];
    }

    /** Gross exposure as a multiple of equity. */
    public double getMaxLeverage() {
        return values[Limit.MAX_LEVERAGE.ordinal()];
    }

    /** Orders of the account in one second. */
    public double getMaxOrdersPerSecond() {
        return values[Limit.MAX_ORDERS_PER_SECOND.ordinal()];
    }

    /** Orders of the account in one minute. */
    public double getMaxOrdersPerMinute() {
        return values[Limit.MAX_ORDERS_PER_MINUTE.ordinal()];
    }

    /** Equal orders in one second. */
    public double getMaxDuplicatesPerSecond() {
        return values[Limit.MAX_DUPLICATES_PER_SECOND.ordinal()];
    }

    /** Orders of the account that are open at once. */
    public double getMaxOpenOrders() {
        return values[Limit.MAX_OPEN_ORDERS.ordinal()];
    }

    /** Loss since the day began, in percent of equity. */
    public double getMaxDayLossPercent() {
        return values[Limit.MAX_DAY_LOSS_PERCENT.ordinal()];
    }

    /** Loss since the highest equity, in percent. */
    public double getMaxDrawdownPercent() {
        return values[Limit.MAX_DRAWDOWN_PERCENT.ordinal()];
    }
}

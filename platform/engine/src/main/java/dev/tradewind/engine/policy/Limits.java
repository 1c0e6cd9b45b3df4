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
        MAX_DRAWDOWN_PERCENT("max-drawdown-percent", "loss since the highest equity, in percent"),
        MAX_SELF_TRADE_QUANTITY(
                "max-self-trade-quantity",
                "own open orders on the other side that an order may trade with", 0),
        MAX_CAPITAL_USE("max-capital-use", "all positions and open orders at their worst, as a multiple of equity", 2),
        MAX_NET_LEVERAGE("max-net-leverage", "long less short, as a multiple of equity", 1.5),
        MAX_CONCENTRATION_PERCENT("max-concentration-percent", "one position, in percent of equity", 150),
        MAX_MESSAGES_PER_SECOND(
                "max-messages-per-second",
                "new orders, amendments and cancels of the account in one second", 20),
        MAX_LOSING_TRIPS("max-losing-trips", "round trips of a strategy lost one after another in a day", 50),
        MAX_RANGE_PERCENT("max-range-percent", "highest less lowest price of the last hour, in percent", 30),
        MAX_BOOK_SHARE_PERCENT(
                "max-book-share-percent",
                "an order that trades at once, in percent of what the book shows near its best price", 100),
        MAX_SLIPPAGE_PERCENT(
                "max-slippage-percent",
                "how much worse than the best price an order may fill by the book", 0.5),
        MAX_EXECUTIONS_PER_HOUR(
                "max-executions-per-hour",
                "orders of a strategy that trade within an hour before a person must enable it again", 500),
        MAX_ORDER_TRADE_RATIO("max-order-trade-ratio", "messages of a day per trade, less one", 1_000),
        MAX_WINDOW_DEVIATION_PERCENT(
                "max-window-deviation-percent",
                "how far beyond the mean price of the last hour an order may be priced", 20),
        MAX_VOLUME_SHARE_PERCENT("max-volume-share-percent", "an order, in percent of what was traded in a day", 10);

        private final String column;
        private final String description;
        private final double unstated;

        Limit(String column, String description) {
            this(column, description, Double.NaN);
        }

        Limit(String column, String description, double unstated) {
            this.column = column;
            this.description = description;
            this.unstated = unstated;
        }

        /**
         * What holds for everybody where a table has no column for this limit, as tables have not that are older than
         * it; NaN where every table must have the column. Never changed once it is published: the hash of a rule set
         * does not cover it.
         */
        public double unstated() {
            return unstated;
        }

        /** Whether a table may have no column for it. */
        public boolean isOptional() {
            return !Double.isNaN(unstated);
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

    /** Own open orders on the other side that an order may trade with. */
    public double getMaxSelfTradeQuantity() {
        return values[Limit.MAX_SELF_TRADE_QUANTITY.ordinal()];
    }

    /** All positions and open orders at their worst, as a multiple of equity. */
    public double getMaxCapitalUse() {
        return values[Limit.MAX_CAPITAL_USE.ordinal()];
    }

    /** Long less short, as a multiple of equity. */
    public double getMaxNetLeverage() {
        return values[Limit.MAX_NET_LEVERAGE.ordinal()];
    }

    /** One position, in percent of equity. */
    public double getMaxConcentrationPercent() {
        return values[Limit.MAX_CONCENTRATION_PERCENT.ordinal()];
    }

    /** New orders, amendments and cancels of the account in one second. */
    public double getMaxMessagesPerSecond() {
        return values[Limit.MAX_MESSAGES_PER_SECOND.ordinal()];
    }

    /** Round trips of a strategy lost one after another in a day. */
    public double getMaxLosingTrips() {
        return values[Limit.MAX_LOSING_TRIPS.ordinal()];
    }

    /** Highest less lowest price of the last hour, in percent. */
    public double getMaxRangePercent() {
        return values[Limit.MAX_RANGE_PERCENT.ordinal()];
    }

    /** An order that trades at once, in percent of what the book shows near its best price. */
    public double getMaxBookSharePercent() {
        return values[Limit.MAX_BOOK_SHARE_PERCENT.ordinal()];
    }

    /** How much worse than the best price an order may fill by the book. */
    public double getMaxSlippagePercent() {
        return values[Limit.MAX_SLIPPAGE_PERCENT.ordinal()];
    }

    /** Orders of a strategy that trade within an hour before a person must enable it again. */
    public double getMaxExecutionsPerHour() {
        return values[Limit.MAX_EXECUTIONS_PER_HOUR.ordinal()];
    }

    /** Messages of a day per trade, less one. */
    public double getMaxOrderTradeRatio() {
        return values[Limit.MAX_ORDER_TRADE_RATIO.ordinal()];
    }

    /** How far beyond the mean price of the last hour an order may be priced. */
    public double getMaxWindowDeviationPercent() {
        return values[Limit.MAX_WINDOW_DEVIATION_PERCENT.ordinal()];
    }

    /** An order, in percent of what was traded in a day. */
    public double getMaxVolumeSharePercent() {
        return values[Limit.MAX_VOLUME_SHARE_PERCENT.ordinal()];
    }
}

package dev.tradewind.engine.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a rule can know about an order: one flat set of facts, filled anew for each order by the engine and
 * read by rules under the names of its properties ({@code notional > limits.maxOrderNotional}).
 *
 * <p>Numbers are doubles, for the rule language. Each is the correctly rounded value of an exact decimal; rounding is
 * monotone, so that a rule never denies what the exact comparison would allow. None is ever NaN or infinite: the engine
 * refuses such orders before rules see them.
 *
 * <p>Accessors have the get prefix that the rule language expects of a bean. Those of what surrounds the order stand in
 * {@link Circumstances}.
 */
public final class Check extends Circumstances implements FactsFromTables {
    /** Raised with every change of the list of numbers; written beside recorded facts. */
    public static final int VOCABULARY_VERSION = 3;

    /** The event time of an order whose caller gave none; dated restrictions then count as in force. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** Stands where a ratio or an age has no value; finite, so that comparisons mean something. */
    public static final double VERY_LARGE = 1e12;

    private static final List<String> OF_THE_ORDER = List.of(
            "quantity",
            "price",
            "limitPrice",
            "stopPrice",
            "notional",
            "referencePrice",
            "referenceAgeSeconds",
            "priceDeviationPercent",
            "positionQuantity",
            "positionQuantityAfter",
            "positionNotionalAfter",
            "equity",
            "grossExposure",
            "grossExposureAfter",
            "leverageAfter",
            "dayLossPercent",
            "drawdownPercent");

    private static final List<String> NUMBER_NAMES = names();

    private String symbol = "";
    private String venue = "";
    private String account = "";
    private String strategy = "";
    private String kind = "";
    private String side = "";
    private String type = "";
    private String timeInForce = "";
    private boolean reducing;
    private boolean amendment;
    private boolean equityKnown;
    private boolean restricted;
    private double quantity;
    private double price;
    private double limitPrice;
    private double stopPrice;
    private double notional;
    private double referencePrice;
    private double referenceAgeSeconds;
    private double priceDeviationPercent;
    private double positionQuantity;
    private double positionQuantityAfter;
    private double positionNotionalAfter;
    private double equity;
    private double grossExposure;
    private double grossExposureAfter;
    private double leverageAfter;
    private double dayLossPercent;
    private double drawdownPercent;
    private String restrictedReason = "";
    private Limits limits = Limits.NONE;
    private long eventNanos = NO_TIME;
    private final TableFacts tables = new TableFacts();

    @Override
    public TableFacts tables() {
        return tables;
    }

    /** The venue's symbol, such as BTCUSDT. */
    public String getSymbol() {
        return symbol;
    }

    /** The venue, such as BINANCE. */
    public String getVenue() {
        return venue;
    }

    /** The account's name. */
    public String getAccount() {
        return account;
    }

    /** The strategy's name. */
    public String getStrategy() {
        return strategy;
    }

    /** SPOT, PERPETUAL, FUTURE, OPTION, EQUITY or FX. */
    @Override
    public String getKind() {
        return kind;
    }

    /** BUY or SELL. */
    @Override
    public String getSide() {
        return side;
    }

    /** MARKET, LIMIT, STOP, STOP_LIMIT or TRAILING_STOP. */
    public String getType() {
        return type;
    }

    /** GTC, GTD, IOC or FOK. */
    public String getTimeInForce() {
        return timeInForce;
    }

    /** Whether the engine has verified that the order only brings a position towards zero. */
    public boolean isReducing() {
        return reducing;
    }

    /** Whether this judges a change of a working order. */
    public boolean isAmendment() {
        return amendment;
    }

    /** Whether every currency held could be converted, so that equity is a figure. */
    public boolean isEquityKnown() {
        return equityKnown;
    }

    /** Whether the instrument is on the restricted list now. */
    public boolean isRestricted() {
        return restricted;
    }

    /** What the order is for, in units of the instrument. */
    public double getQuantity() {
        return quantity;
    }

    /** The price that the order is valued at, in the quote currency: its limit, else its stop, else the reference. */
    public double getPrice() {
        return price;
    }

    /** The limit price, 0 where the order has none. */
    public double getLimitPrice() {
        return limitPrice;
    }

    /** The stop price, 0 where the order has none. */
    public double getStopPrice() {
        return stopPrice;
    }

    /** Price × quantity × multiplier, in the settlement currency; at the reference where a limit makes less. */
    public double getNotional() {
        return notional;
    }

    /** The last known market price, 0 where there is none. */
    public double getReferencePrice() {
        return referencePrice;
    }

    /** How old the reference price is, in seconds; a very large number where there is none. */
    public double getReferenceAgeSeconds() {
        return referenceAgeSeconds;
    }

    /**
     * How far the order's price is from the reference on the harmful side (buying above, selling below), in percent; 0
     * on the harmless side.
     */
    public double getPriceDeviationPercent() {
        return priceDeviationPercent;
    }

    /** What is held now, negative when short. */
    public double getPositionQuantity() {
        return positionQuantity;
    }

    /** What would be held if this order and every open order on its side filled, negative when short. */
    @Override
    public double getPositionQuantityAfter() {
        return positionQuantityAfter;
    }

    /** The value of that, without sign, in the settlement currency. */
    public double getPositionNotionalAfter() {
        return positionNotionalAfter;
    }

    /** Cash and positions at the last known prices, in the account's currency. */
    public double getEquity() {
        return equity;
    }

    /** The value of all positions without sign, in the account's currency. */
    public double getGrossExposure() {
        return grossExposure;
    }

    /** The same if this order filled. */
    public double getGrossExposureAfter() {
        return grossExposureAfter;
    }

    /** GrossExposureAfter ÷ equity; a very large number where equity is not positive. */
    public double getLeverageAfter() {
        return leverageAfter;
    }

    /** The loss since the day began, in percent of the equity then; 0 when not losing. */
    public double getDayLossPercent() {
        return dayLossPercent;
    }

    /** How far equity is below its highest so far, in percent. */
    public double getDrawdownPercent() {
        return drawdownPercent;
    }

    /** Why the instrument is restricted; empty where it is not. */
    public String getRestrictedReason() {
        return restrictedReason;
    }

    /** The limits that hold for this account, strategy and symbol. Set by the policy, from its tables. */
    public Limits getLimits() {
        return limits;
    }

    /** When the order is judged, in nanoseconds since the epoch; {@link #NO_TIME} where unknown. Not for rules. */
    public long getEventNanos() {
        return eventNanos;
    }

    public void setSymbol(String value) {
        symbol = value;
    }

    public void setVenue(String value) {
        venue = value;
    }

    public void setAccount(String value) {
        account = value;
    }

    public void setStrategy(String value) {
        strategy = value;
    }

    public void setKind(String value) {
        kind = value;
    }

    public void setSide(String value) {
        side = value;
    }

    public void setType(String value) {
        type = value;
    }

    public void setTimeInForce(String value) {
        timeInForce = value;
    }

    public void setReducing(boolean value) {
        reducing = value;
    }

    public void setAmendment(boolean value) {
        amendment = value;
    }

    public void setEquityKnown(boolean value) {
        equityKnown = value;
    }

    public void setRestricted(boolean value) {
        restricted = value;
    }

    public void setQuantity(double value) {
        quantity = value;
    }

    public void setPrice(double value) {
        price = value;
    }

    public void setLimitPrice(double value) {
        limitPrice = value;
    }

    public void setStopPrice(double value) {
        stopPrice = value;
    }

    public void setNotional(double value) {
        notional = value;
    }

    public void setReferencePrice(double value) {
        referencePrice = value;
    }

    public void setReferenceAgeSeconds(double value) {
        referenceAgeSeconds = value;
    }

    public void setPriceDeviationPercent(double value) {
        priceDeviationPercent = value;
    }

    public void setPositionQuantity(double value) {
        positionQuantity = value;
    }

    public void setPositionQuantityAfter(double value) {
        positionQuantityAfter = value;
    }

    public void setPositionNotionalAfter(double value) {
        positionNotionalAfter = value;
    }

    public void setEquity(double value) {
        equity = value;
    }

    public void setGrossExposure(double value) {
        grossExposure = value;
    }

    public void setGrossExposureAfter(double value) {
        grossExposureAfter = value;
    }

    public void setLeverageAfter(double value) {
        leverageAfter = value;
    }

    public void setDayLossPercent(double value) {
        dayLossPercent = value;
    }

    public void setDrawdownPercent(double value) {
        drawdownPercent = value;
    }

    public void setRestrictedReason(String value) {
        restrictedReason = value;
    }

    public void setLimits(Limits value) {
        limits = value;
    }

    public void setEventNanos(long value) {
        eventNanos = value;
    }

    /** Whether every number is finite, so that comparisons mean something. Costs a few nanoseconds. */
    public boolean allFinite() {
        // Zero times a finite number is 0; times NaN or infinity it is NaN, which then stays in the sum.
        double sum = 0 * quantity + 0 * price + 0 * limitPrice + 0 * stopPrice + 0 * notional + 0 * referencePrice;
        sum += 0 * referenceAgeSeconds + 0 * priceDeviationPercent + 0 * positionQuantity + 0 * positionQuantityAfter;
        sum += 0 * positionNotionalAfter + 0 * equity + 0 * grossExposure + 0 * grossExposureAfter + 0 * leverageAfter;
        sum += 0 * dayLossPercent + 0 * drawdownPercent;
        return sum + finiteness() == 0;
    }

    /** Names of the {@link #numbers}, in their order. */
    public static List<String> numberNames() {
        return NUMBER_NAMES;
    }

    /** The first number that is not finite; empty where all are. */
    public String notFinite() {
        double[] numbers = numbers();
        for (int i = 0; i < numbers.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                return NUMBER_NAMES.get(i);
            }
        }
        return "";
    }

    /** The numbers in the order of their declaration, to be journaled with the verdict. */
    public double[] numbers() {
        double[] all = new double[NUMBER_NAMES.size()];
        int at = 0;
        all[at++] = quantity;
        all[at++] = price;
        all[at++] = limitPrice;
        all[at++] = stopPrice;
        all[at++] = notional;
        all[at++] = referencePrice;
        all[at++] = referenceAgeSeconds;
        all[at++] = priceDeviationPercent;
        all[at++] = positionQuantity;
        all[at++] = positionQuantityAfter;
        all[at++] = positionNotionalAfter;
        all[at++] = equity;
        all[at++] = grossExposure;
        all[at++] = grossExposureAfter;
        all[at++] = leverageAfter;
        all[at++] = dayLossPercent;
        all[at++] = drawdownPercent;
        putNumbers(all, at);
        return tables.numbersAtEndOf(all);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(OF_THE_ORDER);
        names.addAll(CIRCUMSTANCES);
        names.addAll(TableFacts.numberNames());
        return List.copyOf(names);
    }
}

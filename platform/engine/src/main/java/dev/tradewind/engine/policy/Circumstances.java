package dev.tradewind.engine.policy;

import java.util.List;

/**
 * What a rule can know beside the order itself: how the account has behaved, what all its orders together could come
 * to, and how the market is. A part of {@link Check}, under whose name rules read it.
 */
public abstract sealed class Circumstances permits Check {
    /** Names of the numbers, in the order of {@link #putNumbers}. They follow those of {@link Check}. */
    static final List<String> CIRCUMSTANCES = List.of(
            "ordersLastSecond",
            "ordersLastMinute",
            "duplicatesLastSecond",
            "openOrders",
            "dataFaults",
            "dataGoodSeconds",
            "selfTradeQuantity",
            "capitalUseAfter",
            "netExposureAfter",
            "netLeverageAfter",
            "concentrationAfterPercent",
            "messagesLastSecond",
            "losingTrips",
            "rangePercent",
            "windowDeviationPercent",
            "visibleQuantity",
            "bookSharePercent",
            "slippagePercent",
            "peakExecutionsPerHour",
            "messagesToday",
            "orderTradeRatio",
            "volumeSharePercent");

    private double ordersLastSecond;
    private double ordersLastMinute;
    private double duplicatesLastSecond;
    private double openOrders;
    private double dataFaults;
    private double dataGoodSeconds;
    private double selfTradeQuantity;
    private double capitalUseAfter;
    private double netExposureAfter;
    private double netLeverageAfter;
    private double concentrationAfterPercent;
    private double messagesLastSecond;
    private double losingTrips;
    private double rangePercent;
    private double windowDeviationPercent;
    private double visibleQuantity;
    private double bookSharePercent;
    private double slippagePercent;
    private double peakExecutionsPerHour;
    private double messagesToday;
    private double orderTradeRatio;
    private double volumeSharePercent;

    /** Orders of this account in the last second, this one not counted. */
    public double getOrdersLastSecond() {
        return ordersLastSecond;
    }

    /** Orders of this account in the last minute, this one not counted. */
    public double getOrdersLastMinute() {
        return ordersLastMinute;
    }

    /** Orders in the last second with the same instrument, side, type, quantity and prices. */
    public double getDuplicatesLastSecond() {
        return duplicatesLastSecond;
    }

    /** Orders of this account that are not closed, this one not counted. */
    public double getOpenOrders() {
        return openOrders;
    }

    /** How many things are wrong with the instrument's data now: a gap, stale, crossed, an outlier, a clock. */
    public double getDataFaults() {
        return dataFaults;
    }

    /** How long nothing has been wrong with it, in seconds: 0 while something is, very large if nothing ever was. */
    public double getDataGoodSeconds() {
        return dataGoodSeconds;
    }

    /** What the account has open on the other side of this instrument and this order could trade with. */
    public double getSelfTradeQuantity() {
        return selfTradeQuantity;
    }

    /** What all positions and open orders with this one could come to at worst, as a multiple of equity. */
    public double getCapitalUseAfter() {
        return capitalUseAfter;
    }

    /** Value of all positions if this order filled, long less short, without sign, in the account currency. */
    public double getNetExposureAfter() {
        return netExposureAfter;
    }

    /** The same as a multiple of equity. */
    public double getNetLeverageAfter() {
        return netLeverageAfter;
    }

    /** Value of this instrument's position if this order filled, in percent of equity. */
    public double getConcentrationAfterPercent() {
        return concentrationAfterPercent;
    }

    /** Messages of the account to venues in a second: new orders, amendments and cancels; this one not counted. */
    public double getMessagesLastSecond() {
        return messagesLastSecond;
    }

    /** Round trips of the strategy that ended at a loss, one after another, since the day began. */
    public double getLosingTrips() {
        return losingTrips;
    }

    /** Highest less lowest price of the last hour, in percent of the reference price; 0 where none was seen. */
    public double getRangePercent() {
        return rangePercent;
    }

    /** How far beyond the mean price of the last hour the order is priced, on the harmful side, in percent. */
    public double getWindowDeviationPercent() {
        return windowDeviationPercent;
    }

    /** What the book shows on the other side within a percent of its best price; 0 where there is no book. */
    public double getVisibleQuantity() {
        return visibleQuantity;
    }

    /** The order in percent of that, where it trades at once; 0 where it does not or there is no book. */
    public double getBookSharePercent() {
        return bookSharePercent;
    }

    /** How much worse than the best price it would fill on average, by the book, in percent; 0 as above. */
    public double getSlippagePercent() {
        return slippagePercent;
    }

    /** Most orders of the strategy that began to fill within an hour, since it was last enabled by a person. */
    public double getPeakExecutionsPerHour() {
        return peakExecutionsPerHour;
    }

    /** Messages about this instrument to its venue since the day began, this one not counted. */
    public double getMessagesToday() {
        return messagesToday;
    }

    /** Messages of the day about this instrument per trade, less one; or the same by volume if larger. */
    public double getOrderTradeRatio() {
        return orderTradeRatio;
    }

    /** The order in percent of what was traded in the last day; 0 where a whole day was not seen yet. */
    public double getVolumeSharePercent() {
        return volumeSharePercent;
    }

    public void setOrdersLastSecond(double value) {
        ordersLastSecond = value;
    }

    public void setOrdersLastMinute(double value) {
        ordersLastMinute = value;
    }

    public void setDuplicatesLastSecond(double value) {
        duplicatesLastSecond = value;
    }

    public void setOpenOrders(double value) {
        openOrders = value;
    }

    public void setDataFaults(double value) {
        dataFaults = value;
    }

    public void setDataGoodSeconds(double value) {
        dataGoodSeconds = value;
    }

    public void setSelfTradeQuantity(double value) {
        selfTradeQuantity = value;
    }

    public void setCapitalUseAfter(double value) {
        capitalUseAfter = value;
    }

    public void setNetExposureAfter(double value) {
        netExposureAfter = value;
    }

    public void setNetLeverageAfter(double value) {
        netLeverageAfter = value;
    }

    public void setConcentrationAfterPercent(double value) {
        concentrationAfterPercent = value;
    }

    public void setMessagesLastSecond(double value) {
        messagesLastSecond = value;
    }

    public void setLosingTrips(double value) {
        losingTrips = value;
    }

    public void setRangePercent(double value) {
        rangePercent = value;
    }

    public void setWindowDeviationPercent(double value) {
        windowDeviationPercent = value;
    }

    public void setVisibleQuantity(double value) {
        visibleQuantity = value;
    }

    public void setBookSharePercent(double value) {
        bookSharePercent = value;
    }

    public void setSlippagePercent(double value) {
        slippagePercent = value;
    }

    public void setPeakExecutionsPerHour(double value) {
        peakExecutionsPerHour = value;
    }

    public void setMessagesToday(double value) {
        messagesToday = value;
    }

    public void setOrderTradeRatio(double value) {
        orderTradeRatio = value;
    }

    public void setVolumeSharePercent(double value) {
        volumeSharePercent = value;
    }

    /** 0 if every number here is finite, NaN if not. */
    final double finiteness() {
        // Zero times a finite number is 0; times NaN or infinity it is NaN, which then stays in the sum.
        double sum = 0 * ordersLastSecond + 0 * ordersLastMinute + 0 * duplicatesLastSecond + 0 * openOrders;
        sum += 0 * dataFaults + 0 * dataGoodSeconds + 0 * selfTradeQuantity + 0 * capitalUseAfter;
        sum += 0 * netExposureAfter + 0 * netLeverageAfter + 0 * concentrationAfterPercent + 0 * messagesLastSecond;
        sum += 0 * losingTrips + 0 * rangePercent + 0 * windowDeviationPercent + 0 * visibleQuantity;
        sum += 0 * bookSharePercent + 0 * slippagePercent + 0 * peakExecutionsPerHour + 0 * messagesToday;
        sum += 0 * orderTradeRatio + 0 * volumeSharePercent;
        return sum;
    }

    /** Writes the numbers from this place on. */
    final void putNumbers(double[] into, int from) {
        int at = from;
        into[at++] = ordersLastSecond;
        into[at++] = ordersLastMinute;
        into[at++] = duplicatesLastSecond;
        into[at++] = openOrders;
        into[at++] = dataFaults;
        into[at++] = dataGoodSeconds;
        into[at++] = selfTradeQuantity;
        into[at++] = capitalUseAfter;
        into[at++] = netExposureAfter;
        into[at++] = netLeverageAfter;
        into[at++] = concentrationAfterPercent;
        into[at++] = messagesLastSecond;
        into[at++] = losingTrips;
        into[at++] = rangePercent;
        into[at++] = windowDeviationPercent;
        into[at++] = visibleQuantity;
        into[at++] = bookSharePercent;
        into[at++] = slippagePercent;
        into[at++] = peakExecutionsPerHour;
        into[at++] = messagesToday;
        into[at++] = orderTradeRatio;
        into[at++] = volumeSharePercent;
        if (at - from != CIRCUMSTANCES.size()) {
            throw new IllegalStateException("as many numbers as names");
        }
    }
}

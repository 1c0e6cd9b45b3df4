package dev.tradewind.policy.surveillance;

import dev.tradewind.policy.limits.Thresholds;
import java.util.List;

/**
 * What an account did in an instrument, as numbers that rules compare: one flat fact, filled from the windows on each
 * occasion. What an occasion does not measure is 0. Quantities are in the instrument's unit.
 */
public final class Conduct {
    /** After a fill of the owner: wash trades are measured. */
    static final String FILL = "FILL";

    /** The window after a first fill is over: pressure on the other side is measured. */
    static final String AFTER_FILL = "AFTER_FILL";

    /** A second with messages is over: message rates are measured. */
    static final String MESSAGES = "MESSAGES";

    /** A session closed. */
    static final String CLOSE = "CLOSE";

    /** The time after a push is over. */
    static final String AFTER_PUSH = "AFTER_PUSH";

    public static final List<String> OCCASIONS = List.of(FILL, AFTER_FILL, MESSAGES, CLOSE, AFTER_PUSH);

    /** Stands for a ratio to nothing. */
    static final double VERY_LARGE = 1e9;

    final String occasion;
    final Party party;
    final Thresholds limits;
    String side = "";
    double selfMatches;
    double matchedPairs;
    double matchedShare;
    double netShare;
    double washQuantity;
    double filledQuantity;
    double pressureQuantity;
    double sameSideQuantity;
    double withdrawnQuantity;
    double withdrawnLevels;
    double withdrawnLifetimeSeconds;
    double replacedShare;
    double pressureRatio;
    double oneSidedness;
    double messages;
    double messagesPerSecond;
    double messagesPerFill;
    double orderLifetimeMillis;
    double closeVolumeShare;
    double closeMoveBps;
    double closeMoveSigmas;
    double closeAggressiveShare;
    double closeConcentration;
    double pushOrders;
    double pushQuantity;
    double pushVolumeShare;
    double pushMoveBps;
    double pushMoveSigmas;
    double pushRisingShare;
    double pushExitShare;
    double pushReversalShare;

    /** Whose conduct, and where. */
    record Party(String account, String owner, String symbol, String venue) {}

    Conduct(String occasion, Party party, Thresholds limits) {
        this.occasion = occasion;
        this.party = party;
        this.limits = limits;
    }

    /** A ratio that is always a number. */
    static double ratio(double part, double whole) {
        if (whole > 0) {
            return Math.min(VERY_LARGE, part / whole);
        }
        return part > 0 ? VERY_LARGE : 0;
    }

    /** What the staff's table says for this account and symbol. */
    public Thresholds getLimits() {
        return limits;
    }

    /** Why the windows are looked at. */
    public String getOccasion() {
        return occasion;
    }

    /** Account that did it. */
    public String getAccount() {
        return party.account();
    }

    /** Beneficial owner of the account. */
    public String getOwner() {
        return party.owner();
    }

    /** Symbol of the instrument. */
    public String getSymbol() {
        return party.symbol();
    }

    /** Venue of the instrument. */
    public String getVenue() {
        return party.venue();
    }

    /** BUY or SELL: of the fill, the push or what was traded before the close; of wash trades the last fill. */
    public String getSide() {
        return side;
    }

    /** Trades in the window of which the owner is buyer and seller. */
    public double getSelfMatches() {
        return selfMatches;
    }

    /** Purchases and sales of the owner in the window that pair: near in time, same price, same quantity. */
    public double getMatchedPairs() {
        return matchedPairs;
    }

    /** Part of what the owner traded in the window which is in pairs or matched with himself. */
    public double getMatchedShare() {
        return matchedShare;
    }

    /** Purchases less sales in the window against all that the owner traded, without its sign. */
    public double getNetShare() {
        return netShare;
    }

    /** Quantity in pairs or matched with himself, each trade once. */
    public double getWashQuantity() {
        return washQuantity;
    }

    /** Quantity filled on one side within the window that begins with the first fill. */
    public double getFilledQuantity() {
        return filledQuantity;
    }

    /** Quantity working on the other side at the first fill. */
    public double getPressureQuantity() {
        return pressureQuantity;
    }

    /** Quantity working on the side of the fill at the first fill, the fill itself included. */
    public double getSameSideQuantity() {
        return sameSideQuantity;
    }

    /** Of the pressure, quantity cancelled unfilled in the window. */
    public double getWithdrawnQuantity() {
        return withdrawnQuantity;
    }

    /** Price levels at which it stood. */
    public double getWithdrawnLevels() {
        return withdrawnLevels;
    }

    /** How long those orders had been working, on average. */
    public double getWithdrawnLifetimeSeconds() {
        return withdrawnLifetimeSeconds;
    }

    /** Quantity placed anew on that side in the window against the quantity withdrawn. */
    public double getReplacedShare() {
        return replacedShare;
    }

    /** Quantity withdrawn against quantity filled. */
    public double getPressureRatio() {
        return pressureRatio;
    }

    /** Pressure against the quantity on the side of the fill. */
    public double getOneSidedness() {
        return oneSidedness;
    }

    /** Orders placed, changed and cancelled in the window. */
    public double getMessages() {
        return messages;
    }

    /** Messages in the window for each second of it. */
    public double getMessagesPerSecond() {
        return messagesPerSecond;
    }

    /** Messages in the window for each fill; all of them where there was none. */
    public double getMessagesPerFill() {
        return messagesPerFill;
    }

    /** How long orders cancelled in the window had been working, on average. */
    public double getOrderLifetimeMillis() {
        return orderLifetimeMillis;
    }

    /** Net quantity of the account in the time before the close against all that was traded. */
    public double getCloseVolumeShare() {
        return closeVolumeShare;
    }

    /** Move of the price in that time in the account's direction, in hundredths of a percent. */
    public double getCloseMoveBps() {
        return closeMoveBps;
    }

    /** The same in standard deviations of the price over such a time. */
    public double getCloseMoveSigmas() {
        return closeMoveSigmas;
    }

    /** Part of its quantity in that time that took the price that was there. */
    public double getCloseAggressiveShare() {
        return closeAggressiveShare;
    }

    /** Its part of the volume in that time against its part of the volume before. */
    public double getCloseConcentration() {
        return closeConcentration;
    }

    /** Fills of the push. */
    public double getPushOrders() {
        return pushOrders;
    }

    /** Quantity of the push. */
    public double getPushQuantity() {
        return pushQuantity;
    }

    /** Quantity of the push against all that was traded meanwhile. */
    public double getPushVolumeShare() {
        return pushVolumeShare;
    }

    /** Move of the price from before the push to its far end, in hundredths of a percent. */
    public double getPushMoveBps() {
        return pushMoveBps;
    }

    /** The same in standard deviations of the price over the time of the push. */
    public double getPushMoveSigmas() {
        return pushMoveSigmas;
    }

    /** Part of its fills at a price beyond all of the push before. */
    public double getPushRisingShare() {
        return pushRisingShare;
    }

    /** Quantity that the account traded the other way meanwhile and afterwards, against that of the push. */
    public double getPushExitShare() {
        return pushExitShare;
    }

    /** Part of the move that is gone at the end of the time after the push. */
    public double getPushReversalShare() {
        return pushReversalShare;
    }
}

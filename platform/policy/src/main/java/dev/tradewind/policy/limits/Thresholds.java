package dev.tradewind.policy.limits;

import java.util.List;

/** The thresholds that rules about conduct compare with, for an account and a symbol. Immutable. */
public final class Thresholds {
    private final double[] values;

    /** A column of the table. */
    public enum Threshold {
        /** An alert of the same rule, account and instrument within this time is counted, not raised again. */
        QUIET_SECONDS("quiet-seconds"),
        /** How far back own trades are looked at. */
        WASH_WINDOW_SECONDS("wash-window-seconds"),
        /** A purchase and a sale this near in time, of the same price and quantity, are a pair. */
        WASH_PAIR_SECONDS("wash-pair-seconds"),
        /** Trades of which one owner is both sides. */
        WASH_SELF_MATCHES("wash-self-matches"),
        /** Pairs in the window. */
        WASH_PAIRS("wash-pairs"),
        /** Part of all that the owner traded in the window which is in pairs. */
        WASH_MATCHED_SHARE("wash-matched-share"),
        /** What is left of all that was traded in the window once purchases and sales are set off. */
        WASH_NET_SHARE("wash-net-share"),
        /** After the first fill on one side, how long withdrawals on the other are looked at. */
        LAYER_WINDOW_SECONDS("layer-window-seconds"),
        /** Quantity withdrawn on the other side against the quantity filled, over several levels. */
        LAYER_PRESSURE_RATIO("layer-pressure-ratio"),
        /** Price levels that were withdrawn, from which on it is layering. */
        LAYER_LEVELS("layer-levels"),
        /** Quantity working on the other side at the first fill against that on the side of the fill. */
        LAYER_ONE_SIDEDNESS("layer-one-sidedness"),
        /** The orders withdrawn lived no longer than this, on average. */
        LAYER_LIFETIME_SECONDS("layer-lifetime-seconds"),
        /** Part of the quantity withdrawn that was placed again on that side, at most. */
        LAYER_REPLACED_SHARE("layer-replaced-share"),
        /** The same as layer-pressure-ratio for orders on fewer levels. */
        SPOOF_PRESSURE_RATIO("spoof-pressure-ratio"),
        /** The same as layer-one-sidedness for orders on fewer levels. */
        SPOOF_ONE_SIDEDNESS("spoof-one-sidedness"),
        /** Messages are counted over this time. */
        STUFFING_WINDOW_SECONDS("stuffing-window-seconds"),
        /** Messages a second on average over that time. */
        STUFFING_MESSAGES_PER_SECOND("stuffing-messages-per-second"),
        /** Messages for each fill in that time. */
        STUFFING_MESSAGES_PER_FILL("stuffing-messages-per-fill"),
        /** Orders cancelled in that time lived no longer than this, on average. */
        STUFFING_LIFETIME_MILLIS("stuffing-lifetime-millis"),
        /** The time before a close. */
        CLOSE_WINDOW_SECONDS("close-window-seconds"),
        /** Part of all that was traded in that time that the account traded in one direction. */
        CLOSE_VOLUME_SHARE("close-volume-share"),
        /** How far the price moved in that time in the account's direction, in hundredths of a percent. */
        CLOSE_MOVE_BPS("close-move-bps"),
        /** The same in standard deviations of what the price does in such a time. */
        CLOSE_MOVE_SIGMAS("close-move-sigmas"),
        /** Part of it in which the account took the price that was there. */
        CLOSE_AGGRESSIVE_SHARE("close-aggressive-share"),
        /** Its part of the volume in that time against its part before. */
        CLOSE_CONCENTRATION("close-concentration"),
        /** Orders that take the price in one direction, each this soon after the one before, are one push. */
        PUSH_GAP_SECONDS("push-gap-seconds"),
        /** What comes after a push is looked at for this time. */
        PUSH_AFTER_SECONDS("push-after-seconds"),
        /** Orders of a push. */
        RAMP_ORDERS("ramp-orders"),
        /** Part of all that was traded during the push. */
        RAMP_VOLUME_SHARE("ramp-volume-share"),
        /** How far the price moved during the push, in standard deviations of what it does in such a time. */
        RAMP_MOVE_SIGMAS("ramp-move-sigmas"),
        /** Part of its fills at a price that is beyond all of the push before. */
        RAMP_RISING_SHARE("ramp-rising-share"),
        /** As ramp-orders, for a push that is followed by trades the other way. */
        IGNITION_ORDERS("ignition-orders"),
        /** As ramp-move-sigmas, for a push that is followed by trades the other way. */
        IGNITION_MOVE_SIGMAS("ignition-move-sigmas"),
        /** As ramp-volume-share, likewise. */
        IGNITION_VOLUME_SHARE("ignition-volume-share"),
        /** Quantity traded the other way afterwards against that of the push. */
        IGNITION_EXIT_SHARE("ignition-exit-share"),
        /** Part of the price's move that is gone after push-after-seconds. */
        IGNITION_REVERSAL_SHARE("ignition-reversal-share");

        private final String column;

        Threshold(String column) {
            this.column = column;
        }

        /** Its name in the table. */
        public String column() {
            return column;
        }

        /** Whether it is a length of time, which the windows must hold. */
        boolean isTime() {
            return column.endsWith("-seconds") && this != QUIET_SECONDS;
        }
    }

    /** @param values one for each {@link Threshold}, in that order */
    Thresholds(List<Double> values) {
        this.values = values.stream().mapToDouble(Double::doubleValue).toArray();
        if (this.values.length != Threshold.values().length) {
            throw new IllegalArgumentException("one value for each threshold, were " + this.values.length);
        }
    }

    public double value(Threshold threshold) {
        return values[threshold.ordinal()];
    }

    /** A length of time in nanoseconds. */
    public long nanos(Threshold threshold) {
        return Math.round(value(threshold) * 1e9);
    }

    public double getQuietSeconds() {
        return value(Threshold.QUIET_SECONDS);
    }

    public double getWashWindowSeconds() {
        return value(Threshold.WASH_WINDOW_SECONDS);
    }

    public double getWashPairSeconds() {
        return value(Threshold.WASH_PAIR_SECONDS);
    }

    public double getWashSelfMatches() {
        return value(Threshold.WASH_SELF_MATCHES);
    }

    public double getWashPairs() {
        return value(Threshold.WASH_PAIRS);
    }

    public double getWashMatchedShare() {
        return value(Threshold.WASH_MATCHED_SHARE);
    }

    public double getWashNetShare() {
        return value(Threshold.WASH_NET_SHARE);
    }

    public double getLayerWindowSeconds() {
        return value(Threshold.LAYER_WINDOW_SECONDS);
    }

    public double getLayerPressureRatio() {
        return value(Threshold.LAYER_PRESSURE_RATIO);
    }

    public double getLayerLevels() {
        return value(Threshold.LAYER_LEVELS);
    }

    public double getLayerOneSidedness() {
        return value(Threshold.LAYER_ONE_SIDEDNESS);
    }

    public double getLayerLifetimeSeconds() {
        return value(Threshold.LAYER_LIFETIME_SECONDS);
    }

    public double getLayerReplacedShare() {
        return value(Threshold.LAYER_REPLACED_SHARE);
    }

    public double getSpoofPressureRatio() {
        return value(Threshold.SPOOF_PRESSURE_RATIO);
    }

    public double getSpoofOneSidedness() {
        return value(Threshold.SPOOF_ONE_SIDEDNESS);
    }

    public double getStuffingWindowSeconds() {
        return value(Threshold.STUFFING_WINDOW_SECONDS);
    }

    public double getStuffingMessagesPerSecond() {
        return value(Threshold.STUFFING_MESSAGES_PER_SECOND);
    }

    public double getStuffingMessagesPerFill() {
        return value(Threshold.STUFFING_MESSAGES_PER_FILL);
    }

    public double getStuffingLifetimeMillis() {
        return value(Threshold.STUFFING_LIFETIME_MILLIS);
    }

    public double getCloseWindowSeconds() {
        return value(Threshold.CLOSE_WINDOW_SECONDS);
    }

    public double getCloseVolumeShare() {
        return value(Threshold.CLOSE_VOLUME_SHARE);
    }

    public double getCloseMoveBps() {
        return value(Threshold.CLOSE_MOVE_BPS);
    }

    public double getCloseMoveSigmas() {
        return value(Threshold.CLOSE_MOVE_SIGMAS);
    }

    public double getCloseAggressiveShare() {
        return value(Threshold.CLOSE_AGGRESSIVE_SHARE);
    }

    public double getCloseConcentration() {
        return value(Threshold.CLOSE_CONCENTRATION);
    }

    public double getPushGapSeconds() {
        return value(Threshold.PUSH_GAP_SECONDS);
    }

    public double getPushAfterSeconds() {
        return value(Threshold.PUSH_AFTER_SECONDS);
    }

    public double getRampOrders() {
        return value(Threshold.RAMP_ORDERS);
    }

    public double getRampVolumeShare() {
        return value(Threshold.RAMP_VOLUME_SHARE);
    }

    public double getRampMoveSigmas() {
        return value(Threshold.RAMP_MOVE_SIGMAS);
    }

    public double getRampRisingShare() {
        return value(Threshold.RAMP_RISING_SHARE);
    }

    public double getIgnitionOrders() {
        return value(Threshold.IGNITION_ORDERS);
    }

    public double getIgnitionMoveSigmas() {
        return value(Threshold.IGNITION_MOVE_SIGMAS);
    }

    public double getIgnitionVolumeShare() {
        return value(Threshold.IGNITION_VOLUME_SHARE);
    }

    public double getIgnitionExitShare() {
        return value(Threshold.IGNITION_EXIT_SHARE);
    }

    public double getIgnitionReversalShare() {
        return value(Threshold.IGNITION_REVERSAL_SHARE);
    }
}

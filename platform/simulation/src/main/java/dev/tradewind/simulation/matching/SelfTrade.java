package dev.tradewind.simulation.matching;

/**
 * What happens instead of a trade between two orders of one owner. The mode of the incoming order decides, that of the
 * resting order is not asked.
 */
public enum SelfTrade {
    /** They trade. */
    ALLOW,
    /** What is left of the incoming order is cancelled, the resting order stays. */
    CANCEL_NEWEST,
    /** The resting order is cancelled, the incoming order goes on. */
    CANCEL_OLDEST,
    /** Both are cancelled. */
    CANCEL_BOTH,
    /** Both lose the smaller of the two open quantities without a trade; so the smaller one is gone. */
    DECREMENT;

    private static final SelfTrade[] ALL = values();

    static SelfTrade at(int ordinal) {
        return ALL[ordinal];
    }
}

package dev.tradewind.engine.policy;

/**
 * The properties of a {@link Check} that rules read and tables give, and those that follow from other properties alone.
 * Accessors have the get prefix that the rule language expects of a bean.
 */
public interface FactsFromTables {
    /** Where they stand. */
    TableFacts tables();

    /** BUY or SELL. */
    String getSide();

    /** SPOT, PERPETUAL, FUTURE, OPTION, EQUITY or FX. */
    String getKind();

    /** What would be held if this order and every open order on its side filled, negative when short. */
    double getPositionQuantityAfter();

    /** Whether this account and strategy may trade this instrument at this venue. */
    default boolean isPermitted() {
        return tables().permitted();
    }

    /** Whether the instrument is on the watch list now. */
    default boolean isWatched() {
        return tables().watched();
    }

    /** Why the instrument is watched; empty where it is not. */
    default String getWatchReason() {
        return tables().watchReason();
    }

    /** Whether the venue trades the instrument now, by its calendar; a venue without one always does. */
    default boolean isSessionOpen() {
        return tables().sessionOpen();
    }

    /** Minutes until the session ends: 0 while closed, very large where it never ends. */
    default double getMinutesToClose() {
        return tables().minutesToClose();
    }

    /** Whether trading in the instrument is halted now. */
    default boolean isHalted() {
        return tables().halted();
    }

    /** Why it is halted; empty where it is not. */
    default String getHaltReason() {
        return tables().haltReason();
    }

    /**
     * Whether a sale of something that is owned, and not merely a contract, would leave less than nothing of it, if
     * every open sale filled too.
     */
    default boolean isShortSale() {
        return getPositionQuantityAfter() < 0
                && getSide().equals("SELL")
                && (getKind().equals("EQUITY") || getKind().equals("SPOT"));
    }

    /** How much would then be sold that is not held, in units; 0 where the order is no short sale. */
    default double getShortQuantityAfter() {
        return isShortSale() ? -getPositionQuantityAfter() : 0;
    }

    /** How much has been located to borrow for the account now, in units. */
    default double getLocateQuantity() {
        return tables().locateQuantity();
    }

    /** Whether the account's holder has been identified, and that has not run out. */
    default boolean isKycValid() {
        return tables().kycValid();
    }

    /** What the table of accounts says about that; empty without a table. */
    default String getKycStatus() {
        return tables().kycStatus();
    }

    /** Whether the account is under sanctions. */
    default boolean isSanctioned() {
        return tables().sanctioned();
    }

    /** Whether the account is under review for money laundering. */
    default boolean isAmlReview() {
        return tables().amlReview();
    }

    /** What the table notes about the account, for people. */
    default String getAccountNote() {
        return tables().accountNote();
    }

    /** Whether the strategy has been deployed by now. */
    default boolean isStrategyLive() {
        return tables().strategyLive();
    }

    /** Whether the strategy is so new, or yet to come, that narrower limits hold. */
    default boolean isOnProbation() {
        return tables().onProbation();
    }

    /** Days since it was deployed, negative before; very large where it has long been. */
    default double getStrategyAgeDays() {
        return tables().strategyAgeDays();
    }

    /** Largest order while on probation, in the settlement currency; very large otherwise. */
    default double getProbationMaxOrderNotional() {
        return tables().probationMaxOrderNotional();
    }

    /** Largest position while on probation, in the settlement currency; very large otherwise. */
    default double getProbationMaxPositionNotional() {
        return tables().probationMaxPositionNotional();
    }

    /** Orders of the account in a minute while on probation; very large otherwise. */
    default double getProbationMaxOrdersPerMinute() {
        return tables().probationMaxOrdersPerMinute();
    }

    /** Of the groups that the instrument is in, the one that is used most; empty where it is in none. */
    default String getGroupName() {
        return tables().groupName();
    }

    /** How much of what that group may be worth it would be worth, in percent; 0 where there is no group. */
    default double getGroupUsePercent() {
        return tables().groupUsePercent();
    }

    /** What that group would be worth, in percent of equity. */
    default double getGroupExposurePercentAfter() {
        return tables().groupExposurePercentAfter();
    }

    /** What that group may be worth, in percent of equity; very large where there is no group. */
    default double getGroupMaxExposurePercent() {
        return tables().groupMaxExposurePercent();
    }
}

package dev.tradewind.engine.policy;

import java.util.List;

/**
 * What the tables of the rule set in force say about an order. Set by the policy when it judges, from tables that are
 * part of the rule set's hash, so that with the order's names and time they can always be told again. As long as no
 * table says otherwise an order may be placed: this is what a rules folder without one of the tables gets.
 */
public final class TableFacts {
    /** Numbers that are recorded with a verdict, in their order, after those that the engine knows. */
    private static final List<String> NUMBER_NAMES = List.of(
            "minutesToClose",
            "locateQuantity",
            "strategyAgeDays",
            "probationMaxOrderNotional",
            "probationMaxPositionNotional",
            "probationMaxOrdersPerMinute",
            "groupUsePercent",
            "groupExposurePercentAfter",
            "groupMaxExposurePercent");

    private boolean permitted = true;
    private boolean watched;
    private String watchReason = "";
    private boolean sessionOpen = true;
    private double minutesToClose = Check.VERY_LARGE;
    private boolean halted;
    private String haltReason = "";
    private double locateQuantity;
    private boolean kycValid = true;
    private String kycStatus = "";
    private boolean sanctioned;
    private boolean amlReview;
    private String accountNote = "";
    private boolean strategyLive = true;
    private boolean onProbation;
    private double strategyAgeDays = Check.VERY_LARGE;
    private double probationMaxOrderNotional = Check.VERY_LARGE;
    private double probationMaxPositionNotional = Check.VERY_LARGE;
    private double probationMaxOrdersPerMinute = Check.VERY_LARGE;
    private String groupName = "";
    private double groupUsePercent;
    private double groupExposurePercentAfter;
    private double groupMaxExposurePercent = Check.VERY_LARGE;
    private Exposures exposures = Exposures.NONE;

    /** Names of the numbers that tables give. */
    public static List<String> numberNames() {
        return NUMBER_NAMES;
    }

    /** Writes the numbers that tables give over the last of these, of which there is one for each. */
    double[] numbersAtEndOf(double[] all) {
        int at = all.length - NUMBER_NAMES.size();
        all[at++] = minutesToClose;
        all[at++] = locateQuantity;
        all[at++] = strategyAgeDays;
        all[at++] = probationMaxOrderNotional;
        all[at++] = probationMaxPositionNotional;
        all[at++] = probationMaxOrdersPerMinute;
        all[at++] = groupUsePercent;
        all[at++] = groupExposurePercentAfter;
        all[at] = groupMaxExposurePercent;
        return all;
    }

    public void permission(boolean given) {
        permitted = given;
    }

    /** @param reason empty where it is not watched */
    public void watch(boolean on, String reason) {
        watched = on;
        watchReason = reason;
    }

    /** @param minutes until the venue closes: 0 while it is closed, {@link Check#VERY_LARGE} if it never does */
    public void session(boolean open, double minutes) {
        sessionOpen = open;
        minutesToClose = finite(minutes);
    }

    /** @param reason empty where nothing is halted */
    public void halt(boolean on, String reason) {
        halted = on;
        haltReason = reason;
    }

    public void locate(double quantity) {
        locateQuantity = finite(quantity);
    }

    /** @param status as the table has it, empty where there is no table */
    public void knowYourCustomer(boolean valid, String status) {
        kycValid = valid;
        kycStatus = status;
    }

    /** @param note for people, may be empty */
    public void gates(boolean isSanctioned, boolean inReview, String note) {
        sanctioned = isSanctioned;
        amlReview = inReview;
        accountNote = note;
    }

    public void deployment(boolean live, boolean probation, double ageDays) {
        strategyLive = live;
        onProbation = probation;
        strategyAgeDays = finite(ageDays);
    }

    /** Limits while on probation, {@link Check#VERY_LARGE} each where it is over. */
    public void probation(double orderNotional, double positionNotional, double ordersPerMinute) {
        probationMaxOrderNotional = finite(orderNotional);
        probationMaxPositionNotional = finite(positionNotional);
        probationMaxOrdersPerMinute = finite(ordersPerMinute);
    }

    /**
     * The group of instruments that is used most, of those that the order's instrument is in.
     *
     * @param name empty where it is in none
     * @param usePercent exposure in percent of what it may be
     */
    public void group(String name, double usePercent, double exposurePercent, double maxPercent) {
        groupName = name;
        groupUsePercent = finite(usePercent);
        groupExposurePercentAfter = finite(exposurePercent);
        groupMaxExposurePercent = finite(maxPercent);
    }

    /** What the account that is judged would hold, for tables that ask for it. */
    public Exposures exposures() {
        return exposures;
    }

    public void exposures(Exposures value) {
        exposures = value;
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a fact from a table must be finite, was " + value);
        }
        return value;
    }

    boolean permitted() {
        return permitted;
    }

    boolean watched() {
        return watched;
    }

    String watchReason() {
        return watchReason;
    }

    boolean sessionOpen() {
        return sessionOpen;
    }

    double minutesToClose() {
        return minutesToClose;
    }

    boolean halted() {
        return halted;
    }

    String haltReason() {
        return haltReason;
    }

    double locateQuantity() {
        return locateQuantity;
    }

    boolean kycValid() {
        return kycValid;
    }

    String kycStatus() {
        return kycStatus;
    }

    boolean sanctioned() {
        return sanctioned;
    }

    boolean amlReview() {
        return amlReview;
    }

    String accountNote() {
        return accountNote;
    }

    boolean strategyLive() {
        return strategyLive;
    }

    boolean onProbation() {
        return onProbation;
    }

    double strategyAgeDays() {
        return strategyAgeDays;
    }

    double probationMaxOrderNotional() {
        return probationMaxOrderNotional;
    }

    double probationMaxPositionNotional() {
        return probationMaxPositionNotional;
    }

    double probationMaxOrdersPerMinute() {
        return probationMaxOrdersPerMinute;
    }

    String groupName() {
        return groupName;
    }

    double groupUsePercent() {
        return groupUsePercent;
    }

    double groupExposurePercentAfter() {
        return groupExposurePercentAfter;
    }

    double groupMaxExposurePercent() {
        return groupMaxExposurePercent;
    }
}

package dev.tradewind.research.metrics;

/** How many daily returns make a year. */
public enum Annualisation {
    /** Markets that never close: 365 days. */
    CONTINUOUS(365),
    /** Markets with sessions: 252 trading days. */
    SESSIONS(252);

    private final int periodsPerYear;

    Annualisation(int periodsPerYear) {
        this.periodsPerYear = periodsPerYear;
    }

    public int periodsPerYear() {
        return periodsPerYear;
    }
}

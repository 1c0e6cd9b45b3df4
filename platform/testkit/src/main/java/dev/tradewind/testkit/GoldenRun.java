package dev.tradewind.testkit;

/**
 * Holds a strategy to the exact result that it had before. The result is one line: orders, fills, equity at the end,
 * and the hash of all ledger events.
 *
 * <pre>{@code
 * GoldenRun.of(Trial.of(new MyFactory()).on(TestMarket.trending(7).series())).is("orders=12 fills=12 …");
 * }</pre>
 */
public final class GoldenRun {
    private final TrialResult result;

    private GoldenRun(TrialResult result) {
        this.result = result;
    }

    /** Runs the trial. */
    public static GoldenRun of(Trial trial) {
        return new GoldenRun(trial.run());
    }

    /** The result as a line. */
    public String line() {
        return "orders=" + result.orders().size() + " fills=" + result.fills().size() + " finalEquity="
                + result.finalEquity().amount() + " eventHash=" + result.eventHash();
    }

    /** @throws AssertionError if the result is another one; the message holds the new line and when to take it over */
    public void is(String golden) {
        if (!line().equals(golden)) {
            throw new AssertionError("the result is not the golden one.\n  golden: " + golden + "\n  now:    " + line()
                    + "\nIf nobody meant the strategy, the engine or the venue to behave differently, this is a bug."
                    + " If it was meant, replace the golden line by the new one and say why in the commit.");
        }
    }
}

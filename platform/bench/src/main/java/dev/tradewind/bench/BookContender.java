package dev.tradewind.bench;

/** An order book that runs a stream of commands. */
interface BookContender {
    String name();

    /** Empties the book, and the totals. */
    void reset();

    /** Runs one command. */
    void run(OrderFlow flow, int index);

    /** Runs all commands; the loop is here so that it is compiled for this contender alone. */
    void runAll(OrderFlow flow);

    /** Runs all commands, counting how many took how many nanoseconds, the reading of the clock included. */
    void time(OrderFlow flow, int[] histogram);

    /** Of the last run: trades, traded lots, and lots × ticks, so that a difference between contenders would show. */
    Totals totals();

    /** What traded. */
    record Totals(long trades, long volume, long turnover) {}
}

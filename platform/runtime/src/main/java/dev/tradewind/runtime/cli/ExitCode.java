package dev.tradewind.runtime.cli;

/** What the program tells the shell. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;

    /** The run failed. */
    public static final int FAILED = 1;

    /** Bad usage or bad input; nothing was run. */
    public static final int BAD_INPUT = 2;

    private ExitCode() {}
}

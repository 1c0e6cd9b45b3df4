package dev.tradewind.simulation.backtest;

/** A run that failed. The message is for people and names what failed. */
public final class BacktestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BacktestException(String message, Throwable cause) {
        super(message, cause);
    }

    public BacktestException(String message) {
        super(message);
    }
}

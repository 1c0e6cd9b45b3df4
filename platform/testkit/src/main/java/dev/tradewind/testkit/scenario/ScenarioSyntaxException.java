package dev.tradewind.testkit.scenario;

/** A scenario that cannot be read. The message names scenario, line, column, and what was expected there. */
public final class ScenarioSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScenarioSyntaxException(String message) {
        super(message);
    }
}

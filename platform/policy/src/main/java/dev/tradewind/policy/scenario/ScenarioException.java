package dev.tradewind.policy.scenario;

/** A scenario whose world cannot be. */
final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ScenarioException(String message) {
        super(message);
    }
}

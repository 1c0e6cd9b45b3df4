package dev.tradewind.runtime.node;

/** A command that cannot be done as it was asked for, as of a name that is not known; says what was done, if any. */
final class MisuseException extends NodeException {
    private static final long serialVersionUID = 1L;

    MisuseException(String message) {
        super(message);
    }
}

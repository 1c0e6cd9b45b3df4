package dev.tradewind.runtime.cli;

/** Something that the user gave cannot be used. The message is for people: what, where, and what to do about it. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}

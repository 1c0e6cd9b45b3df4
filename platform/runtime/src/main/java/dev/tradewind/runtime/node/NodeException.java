package dev.tradewind.runtime.node;

/** A node cannot start or do what was asked. One line: what, where, what to do. */
public final class NodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NodeException(String message) {
        super(message);
    }

    public NodeException(String message, Throwable cause) {
        super(message, cause);
    }
}

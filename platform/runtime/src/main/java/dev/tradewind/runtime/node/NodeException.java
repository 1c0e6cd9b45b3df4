package dev.tradewind.runtime.node;

/** A node cannot start or do what was asked. One line: what, where, what to do. */
public sealed class NodeException extends RuntimeException permits MisuseException {
    private static final long serialVersionUID = 1L;

    public NodeException(String message) {
        super(message);
    }

    public NodeException(String message, Throwable cause) {
        super(message, cause);
    }
}

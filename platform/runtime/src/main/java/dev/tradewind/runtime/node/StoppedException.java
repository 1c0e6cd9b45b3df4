package dev.tradewind.runtime.node;

/** Somebody asked a node to end while it was starting. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("the node was asked to end while it was starting");
    }
}

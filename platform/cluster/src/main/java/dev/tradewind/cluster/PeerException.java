package dev.tradewind.cluster;

/** Another node could not be asked or did not answer; or the network between nodes cannot be used. */
public final class PeerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PeerException(String message, Throwable cause) {
        super(message, cause);
    }

    public PeerException(String message) {
        super(message);
    }
}

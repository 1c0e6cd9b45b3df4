package dev.tradewind.sdk.plugin;

/** A venue could not be asked, or did not answer as it should. The message says what to do, and holds no secret. */
public final class VenueException extends RuntimeException {
    private final Reason reason;

    /** What went wrong. */
    public enum Reason {
        /** No answer: the network, or the venue, is down. */
        UNREACHABLE,
        /** The venue wants to be left alone for a while. */
        RATE_LIMITED,
        /** The venue will not answer this, or not to us: a wrong key, a missing permission, a wrong question. */
        REFUSED,
        /** The answer makes no sense. */
        UNREADABLE
    }

    public VenueException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public VenueException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}

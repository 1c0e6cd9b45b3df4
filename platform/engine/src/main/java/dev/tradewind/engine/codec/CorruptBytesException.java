package dev.tradewind.engine.codec;

/** Bytes of a journal or snapshot that cannot be what they claim. */
public final class CorruptBytesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CorruptBytesException(String message) {
        super(message);
    }
}

package dev.tradewind.store.journal;

/**
 * An input of the engine in its own encoding, which the journal does not look into.
 *
 * @param version of that encoding, not negative
 * @param bytes the input
 */
public record BatchInput(int version, Bytes bytes) {
    public BatchInput {
        if (version < 0) {
            throw new IllegalArgumentException("the version of an encoding is not negative, was " + version);
        }
    }
}

package dev.tradewind.store.journal;

/**
 * Whether the journal can be written.
 *
 * @param up false from the first commit or look that failed to the first that works again
 * @param reason why it is down; empty when it is up
 */
public record JournalState(boolean up, String reason) {
    static final JournalState UP = new JournalState(true, "");
}

package dev.tradewind.store.journal;

/**
 * The end of a shard's journal. Kept outside the database it proves later that nothing was cut off or rewritten.
 *
 * @param shard the account
 * @param sequence of its last batch, 0 if there is none
 * @param hash of that batch, 32 bytes
 */
public record JournalHead(String shard, long sequence, Bytes hash) {
    @Override
    public String toString() {
        return shard + " " + sequence + " " + hash;
    }
}

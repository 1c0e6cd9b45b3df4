package dev.tradewind.store.journal;

/**
 * Bounds of a writer.
 *
 * @param queued batches that wait at most; what comes then is not taken, and the caller has to wait
 * @param batchesPerCommit most batches of one commit
 * @param bytesPerCommit payload after which a commit takes no further batch
 */
public record WriterLimits(int queued, int batchesPerCommit, int bytesPerCommit) {
    public static final WriterLimits DEFAULT = new WriterLimits(16_384, 1_024, 8 << 20);

    public WriterLimits {
        if (queued < 1 || batchesPerCommit < 1 || bytesPerCommit < 1) {
            throw new IllegalArgumentException("each bound of a writer is at least 1");
        }
    }
}

package dev.tradewind.store.rules;

import dev.tradewind.store.journal.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A row of the rule log.
 *
 * @param id 1, 2, 3, … without gaps
 * @param what what was done
 * @param timeNanos when, by the clock of the node that wrote it, in nanoseconds since the epoch
 * @param hash SHA-256 over the hash before and everything else
 */
public record RuleEvent(long id, Deed what, long timeNanos, Bytes hash) {
    /** The hash before the first row. */
    static final Bytes START = Bytes.of(new byte[32]);

    /** Kinds of rows. */
    public enum Kind {
        PROPOSED,
        APPROVED,
        ACTIVATED
    }

    /**
     * What somebody did.
     *
     * @param version the proposal that it is about; 0 for the row's own id
     * @param ruleSet hash of the rules
     * @param base hash of the rules that were in force then; empty if none were
     * @param person who did it
     * @param reason in that person's words
     * @param details what changed, and what a rehearsal said
     */
    public record Deed(
            Kind kind, long version, String ruleSet, String base, String person, String reason, String details) {
        Deed ofVersion(long known) {
            return new Deed(kind, known, ruleSet, base, person, reason, details);
        }
    }

    /** The proposal that it is about, or its own id where there was none. */
    public long version() {
        return what.version();
    }

    /** A row after another. */
    static RuleEvent after(long lastId, Bytes lastHash, Deed deed, long timeNanos) {
        long id = lastId + 1;
        Deed numbered = deed.version() == 0 ? deed.ofVersion(id) : deed;
        return new RuleEvent(id, numbered, timeNanos, hash(lastHash, id, numbered, timeNanos));
    }

    /** Id, version and time as 8 bytes each, big-endian; texts as UTF-8 with their length, 4 bytes, before them. */
    static Bytes hash(Bytes before, long id, Deed deed, long timeNanos) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(before.toByteArray());
            digest.update(ByteBuffer.allocate(24).putLong(id).putLong(deed.version()).putLong(timeNanos).array());
            String[] texts = {
                deed.kind().name(), deed.ruleSet(), deed.base(), deed.person(), deed.reason(), deed.details()
            };
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return Bytes.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package dev.tradewind.store.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The chain of a shard: the hash of a batch is SHA-256 over the hash before it, sequence and epoch (eight bytes each,
 * big-endian), the number of bytes of the shard's name (four, big-endian) and the name in UTF-8, and the payload.
 * Before the first batch stand 32 zero bytes. Not for several threads at once.
 */
final class HashChain {
    static final int HASH_BYTES = 32;

    private final MessageDigest digest;
    private final byte[] name;
    private final ByteBuffer head;

    HashChain(String shard) {
        name = shard.getBytes(StandardCharsets.UTF_8);
        head = ByteBuffer.allocate(HASH_BYTES + 2 * Long.BYTES + Integer.BYTES + name.length);
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static byte[] start() {
        return new byte[HASH_BYTES];
    }

    byte[] next(byte[] before, long sequence, long epoch, byte[] payload) {
        head.clear();
        head.put(before).putLong(sequence).putLong(epoch).putInt(name.length).put(name);
        digest.update(head.array());
        return digest.digest(payload);
    }
}

package dev.tradewind.simulation.backtest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** One hash of several series. */
final class DataHashes {
    private DataHashes() {}

    /** The one hash, or SHA-256 over the texts of several in their order. */
    static String of(List<String> hashes) {
        if (hashes.size() == 1) {
            return hashes.get(0);
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String hash : hashes) {
                digest.update(hash.getBytes(StandardCharsets.US_ASCII));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

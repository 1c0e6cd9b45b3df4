package dev.tradewind.plugin.binance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what is sent: HMAC-SHA256 in hexadecimal with a secret, Ed25519 in base 64 with a private key. It does not show
 * what it signs with.
 */
@FunctionalInterface
interface Signer {
    String sign(String payload);

    /**
     * @param secret an HMAC secret, or a private Ed25519 key as PEM (PKCS #8)
     * @throws IllegalArgumentException if it looks like a key and is none; the message does not hold it
     */
    static Signer of(String secret) {
        return secret.contains("-----BEGIN") ? ed25519(secret) : hmac(secret);
    }

    private static Signer hmac(String secret) {
        SecretKeySpec key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        return payload -> {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java cannot sign with HMAC-SHA256", e);
            }
        };
    }

    private static Signer ed25519(String pem) {
        PrivateKey key;
        try {
            String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
            key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause: its message may quote the key.
            throw new IllegalArgumentException(
                    "the API secret looks like a PEM file and holds no private Ed25519 key (PKCS #8); make one with"
                            + " openssl genpkey -algorithm ed25519");
        }
        return payload -> {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(key);
                signature.update(payload.getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java cannot sign with Ed25519", e);
            }
        };
    }
}

package dev.tradewind.testkit.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Who may come in: keys, signatures, receive windows. */
final class Gate {
    private static final long DEFAULT_WINDOW_MILLIS = 5000;
    private static final long MAX_WINDOW_MILLIS = 60_000;
    private static final long MAX_AHEAD_MILLIS = 1000;
    private static final String SIGNATURE = "signature";

    private final Hall hall;

    Gate(Hall hall) {
        this.hall = hall;
    }

    /** @throws ApiError if there is no such key */
    Account byKey(@Nullable String apiKey) {
        if (apiKey == null || apiKey.isEmpty()) {
            throw ApiError.unauthorized(-2014, "API-key format invalid.");
        }
        Account account = hall.account(apiKey);
        if (account == null) {
            throw ApiError.unauthorized(-2015, "Invalid API-key, IP, or permissions for action.");
        }
        return account;
    }

    /**
     * A signed HTTP request: the signature is over query and body as they were sent, one after the other.
     *
     * @throws ApiError if it may not come in
     */
    Account signed(HttpRequest request, Params params) {
        Account account = byKey(request.headers().get("x-mbx-apikey"));
        checkTime(params);
        checkSignature(account, unsigned(request.query()) + unsigned(request.body()), params);
        return account;
    }

    /** A request of the WebSocket API: the signature is over all parameters, sorted by their names. */
    Account signed(Params params) {
        Account account = byKey(params.optional("apiKey"));
        checkTime(params);
        Map<String, String> sorted = new TreeMap<>(params.values());
        sorted.remove(SIGNATURE);
        String payload = sorted.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        checkSignature(account, payload, params);
        return account;
    }

    private static String unsigned(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .filter(pair -> !pair.startsWith(SIGNATURE + "="))
                .collect(Collectors.joining("&"));
    }

    private void checkTime(Params params) {
        long timestamp = params.number("timestamp");
        long window = params.number("recvWindow", DEFAULT_WINDOW_MILLIS);
        if (window > MAX_WINDOW_MILLIS) {
            throw ApiError.of(-1131, "recvWindow must be less than " + MAX_WINDOW_MILLIS + ".");
        }
        long now = hall.millis();
        if (timestamp >= now + MAX_AHEAD_MILLIS) {
            throw ApiError.of(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        }
        if (now - timestamp > window) {
            throw ApiError.of(-1021, "Timestamp for this request is outside of the recvWindow.");
        }
    }

    private static void checkSignature(Account account, String payload, Params params) {
        String sent = params.required(SIGNATURE).toLowerCase(Locale.ROOT);
        byte[] expected = sign(account.secret, payload).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, sent.getBytes(StandardCharsets.UTF_8))) {
            throw ApiError.of(-1022, "Signature for this request is not valid.");
        }
    }

    /** HMAC-SHA256 in hexadecimal digits. */
    static String sign(String secret, String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }
}

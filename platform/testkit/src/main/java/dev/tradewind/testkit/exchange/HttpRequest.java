package dev.tradewind.testkit.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param path without the query
 * @param query as it was sent, still encoded; empty for none
 * @param headers by names in lower case; of several of a name, the last
 */
record HttpRequest(String method, String path, String query, Map<String, String> headers, String body) {
    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_BODY = 1024 * 1024;

    /** A request that is not HTTP, or beyond the bounds. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        final int status;

        Malformed(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    /** Reads the next request; null if the connection ended before one. */
    static @Nullable HttpRequest read(BufferedInputStream in) throws IOException {
        String head = readHead(in);
        if (head.isEmpty()) {
            return null;
        }
        String[] lines = head.split("\r\n");
        String[] first = lines[0].split(" ");
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            throw new Malformed(400, "not an HTTP/1.1 request: " + lines[0]);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw new Malformed(400, "not a header: " + lines[i]);
            }
            headers.put(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), lines[i].substring(colon + 1).strip());
        }
        int question = first[1].indexOf('?');
        String path = question < 0 ? first[1] : first[1].substring(0, question);
        String query = question < 0 ? "" : first[1].substring(question + 1);
        return new HttpRequest(first[0], path, query, headers, readBody(in, headers));
    }

    private static String readHead(BufferedInputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream(512);
        int state = 0;
        while (state < 4) {
            int next = in.read();
            if (next < 0) {
                if (head.size() > 0) {
                    throw new Malformed(400, "the connection ended within a request");
                }
                return "";
            }
            head.write(next);
            if (head.size() > MAX_HEAD) {
                throw new Malformed(431, "more than " + MAX_HEAD + " bytes of headers");
            }
            // The end is CR LF CR LF.
            boolean expected = next == (state % 2 == 0 ? '\r' : '\n');
            state = expected ? state + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static String readBody(BufferedInputStream in, Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            throw new Malformed(411, "a body needs a Content-Length");
        }
        String length = headers.getOrDefault("content-length", "0");
        int bytes;
        try {
            bytes = Integer.parseInt(length);
        } catch (NumberFormatException e) {
            throw new Malformed(400, "not a length: " + length);
        }
        if (bytes < 0 || bytes > MAX_BODY) {
            throw new Malformed(413, "a body has 0 to " + MAX_BODY + " bytes, not " + bytes);
        }
        byte[] body = in.readNBytes(bytes);
        if (body.length < bytes) {
            throw new Malformed(400, "the connection ended within a body");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isWebSocket() {
        return headers.getOrDefault("upgrade", "").equalsIgnoreCase("websocket");
    }

    boolean keepsAlive() {
        return !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
    }
}

package dev.tradewind.testkit.exchange;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status 0: no answer, the connection closes
 * @param holdMillis how long nothing comes before that
 */
record HttpReply(int status, Map<String, String> headers, String body, int holdMillis) {
    static HttpReply json(int status, String body) {
        return new HttpReply(status, Map.of(), body, 0);
    }

    /** Nothing comes. */
    static HttpReply hangUp(int holdMillis) {
        return new HttpReply(0, Map.of(), "", holdMillis);
    }

    HttpReply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new HttpReply(status, all, body, holdMillis);
    }

    byte[] bytes(boolean keepsAlive) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason(status))
                .append("\r\nContent-Type: ")
                .append(body.startsWith("<") ? "text/html" : "application/json;charset=UTF-8")
                .append("\r\nContent-Length: ")
                .append(content.length)
                .append("\r\nConnection: ")
                .append(keepsAlive ? "keep-alive" : "close")
                .append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + content.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(content, 0, all, start.length, content.length);
        return all;
    }

    private static String reason(int status) {
        return switch (status / 100) {
            case 2 -> "OK";
            case 4 -> "Client Error";
            default -> "Server Error";
        };
    }
}

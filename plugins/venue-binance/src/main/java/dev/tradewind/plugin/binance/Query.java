package dev.tradewind.plugin.binance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Parameters of a request, in the order in which they are sent and signed. */
final class Query {
    private final Map<String, String> values = new LinkedHashMap<>();

    Query with(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Map<String, String> values() {
        return values;
    }

    /** As {@code a=1&b=2}, percent-encoded. */
    String text() {
        return text(values);
    }

    /** The same in the order of the names, as the WebSocket API signs them. */
    String sortedText() {
        return text(new TreeMap<>(values));
    }

    private static String text(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(encoded(value));
        });
        return text.toString();
    }

    /** As RFC 3986 has it; the form encoding of Java writes a space as a plus. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}

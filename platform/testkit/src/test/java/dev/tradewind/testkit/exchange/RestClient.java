package dev.tradewind.testkit.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A small client of the dialect, with the JDK's HTTP alone. */
final class RestClient implements AutoCloseable {
    private final String url;
    private final String apiKey;
    private final String secret;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    RestClient(String url) {
        this(url, AccountSpec.DEFAULT_KEY, AccountSpec.DEFAULT_SECRET);
    }

    RestClient(String url, String apiKey, String secret) {
        this.url = url;
        this.apiKey = apiKey;
        this.secret = secret;
    }

    record Answer(int status, String body, Map<String, List<String>> headers) {
        Map<String, @Nullable Object> object() {
            return JsonText.object(body);
        }

        List<@Nullable Object> array() {
            return JsonText.array(body);
        }

        String field(String name) {
            return String.valueOf(object().get(name));
        }

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }

        /** Status, code and message of a refusal. */
        String refusal() {
            return status + " " + field("code") + " " + field("msg");
        }
    }

    static String encode(Map<String, String> params) {
        return params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Pairs of names and values. */
    static Map<String, String> params(String... pairs) {
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            params.put(pairs[i], pairs[i + 1]);
        }
        return params;
    }

    Answer get(String path, String... pairs) {
        return send("GET", path + "?" + encode(params(pairs)), "", false);
    }

    Answer keyed(String method, String path, String... pairs) {
        return send(method, path + "?" + encode(params(pairs)), "", true);
    }

    Answer signed(String method, String path, String... pairs) {
        Map<String, String> params = params(pairs);
        params.putIfAbsent("timestamp", serverMillis());
        String query = encode(params);
        String all = query + "&signature=" + Gate.sign(secret, query);
        return method.equals("POST")
                ? send(method, path, all, true)
                : send(method, path + "?" + all, "", true);
    }

    Answer order(String... pairs) {
        return signed("POST", "/api/v3/order", pairs);
    }

    String serverMillis() {
        return get("/api/v3/time").field("serverTime");
    }

    Answer send(String method, String target, String body, boolean keyed) {
        try {
            return trySend(method, target, body, keyed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer trySend(String method, String target, String body, boolean keyed) throws IOException {
        java.net.http.HttpRequest.Builder request = java.net.http.HttpRequest.newBuilder(URI.create(url + target))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (keyed) {
            request.header("X-MBX-APIKEY", apiKey);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers().map());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
